"""Helpers that talk to a running tutor as the page does."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from tests.tutors import PATIENCE_S


@dataclass
class Sent:
    seq: int
    name: str
    data: dict[str, Any]


def read_events(response: httpx.Response) -> Iterator[Sent]:
    fields: dict[str, str] = {}
    for line in lines(response):
        if line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        elif "data" in fields:
            yield Sent(int(fields["id"]), fields["event"], json.loads(fields["data"]))
            fields = {}
        else:
            fields = {}


def lines(response: httpx.Response) -> Iterator[str]:
    """Lines as event streams have them; httpx's own also break at U+0085 and U+2028, which text may hold."""
    rest = b""
    for block in response.iter_bytes():
        *whole, rest = (rest + block).split(b"\n")
        yield from (line.decode() for line in whole)


def begin(client: httpx.Client, level: str = "A2", scenario: str = "charla") -> str:
    answer = client.post("/api/conversations", json={"level": level, "scenario_id": scenario})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def say(client: httpx.Client, conversation: str, text: str = "Hola, me llamo Ana.", **more: Any) -> list[Sent]:
    body = {"json": {"text": text} | more.pop("fields", {})} if "files" not in more else {}
    with client.stream("POST", f"/api/conversations/{conversation}/turns", **body, **more) as response:
        assert response.status_code == 200, response.read()
        assert response.headers["content-type"].startswith("text/event-stream")
        return list(read_events(response))


def text_of(events: list[Sent]) -> str:
    return "".join(e.data["text"] for e in events if e.name == "token")


def messages(client: httpx.Client, conversation: str) -> list[dict[str, Any]]:
    return list(client.get(f"/api/conversations/{conversation}").json()["messages"])


def wait_until(ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status, answer.text
    error = answer.json()["error"]
    assert error["code"] == code
    assert error["message"].endswith(".")
    assert error["action"]
