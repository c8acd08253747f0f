"""Cuts the TCP connection of a turn's stream and reads on, until the turn ends: nothing is doubled or missing."""

from __future__ import annotations

import json
import random
import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.api.client import Sent
from tests.tutors import PATIENCE_S

# A reader that is never cut off reads until here.
ALL = 1 << 40


@dataclass
class Reader:
    """A client that loses its connection whenever it is told to. It keeps only events that came whole."""

    url: str
    events: list[Sent] = field(default_factory=list)
    cuts: int = 0
    torn: int = 0  # cuts in the middle of an event

    def read(self, request: bytes, limit: int) -> bool:
        """Send a request, read `limit` bytes of the answer's body, then break the connection. True at the turn's end."""
        where = urlsplit(self.url)
        connection = socket.create_connection((where.hostname, where.port), timeout=PATIENCE_S)
        # The other side gets a reset, as from a phone that has left the network.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(request)
        raw, body, left = b"", b"", b""
        ended = False
        while not ended and len(body) < limit:
            block = connection.recv(65536)
            if not block:
                break
            raw += block
            body = unchunked(raw)[:limit]
            ended = b"event: done" in body and body.endswith(b"\n\n")
        connection.close()
        *whole, left = body.replace(b"\r\n", b"\n").split(b"\n\n")
        self.events += [event for part in whole if (event := parse(part))]
        if not self.ended:
            self.cuts += 1
            self.torn += bool(left)
        return self.ended

    @property
    def ended(self) -> bool:
        return bool(self.events) and self.events[-1].name in ("done", "error")

    @property
    def text(self) -> str:
        return "".join(e.data["text"] for e in self.events if e.name == "token")

    def say(self, conversation: str, text: str, limit: int) -> bool:
        body = json.dumps({"text": text}).encode()
        return self.read(self._head("POST", f"/api/conversations/{conversation}/turns", len(body)) + body, limit)

    def follow(self, turn: str, limit: int) -> bool:
        last = self.events[-1].seq if self.events else None
        return self.read(self._head("GET", f"/api/turns/{turn}/events", last=last), limit)

    def _head(self, method: str, path: str, length: int = 0, last: int | None = None) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {urlsplit(self.url).netloc}", "Accept: text/event-stream"]
        if length:
            lines += ["Content-Type: application/json", f"Content-Length: {length}"]
        if last is not None:
            lines.append(f"Last-Event-ID: {last}")
        return "\r\n".join([*lines, "", ""]).encode()


def unchunked(raw: bytes) -> bytes:
    """The body in what came of a chunked answer, also of one that broke off."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    if not rest or b"chunked" not in head.lower():
        return rest
    body = b""
    while (line := rest.find(b"\r\n")) > 0:
        size = int(rest[:line], 16)
        body += rest[line + 2 : line + 2 + size]
        rest = rest[line + 4 + size :]
    return body


def parse(part: bytes) -> Sent | None:
    fields = dict(line.split(": ", 1) for line in part.decode().splitlines() if ": " in line and line[0] != ":")
    if "data" not in fields:
        return None
    return Sent(int(fields["id"]), fields["event"], json.loads(fields["data"]))


def take_turn(url: str, conversation: str, limits: Iterable[int]) -> Reader:
    """One turn read through connections of so many bytes each, then to its end."""
    reader, cut_at = Reader(url), iter(limits)
    reader.say(conversation, "Cuéntame algo, por favor.", next(cut_at, ALL))
    while not reader.events:  # cut before the turn had a number: the page shows its conversation anew
        reader.follow(active_turn(url, conversation), next(cut_at, ALL))
    turn = str(reader.events[0].data["turn_id"])
    while not reader.ended:
        reader.follow(turn, next(cut_at, ALL))
    return reader


def active_turn(url: str, conversation: str) -> str:
    import httpx

    shown = httpx.get(f"{url}/api/conversations/{conversation}", trust_env=False, timeout=PATIENCE_S).json()
    return str(shown["active_turn_id"] or shown["messages"][-1]["turn_id"])


def replayed(url: str, turn: str, limit: int, after: list[Sent]) -> Reader:
    """A stored turn, cut once after `limit` bytes, then read to its end."""
    reader = Reader(url, list(after))
    if not reader.follow(turn, limit):
        reader.follow(turn, ALL)
    return reader


def random_limits(chance: random.Random) -> Iterable[int]:
    return (int(chance.expovariate(1 / 150)) + 1 for _ in range(chance.randint(1, 25)))
