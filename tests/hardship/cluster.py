"""Two replicas on one PostgreSQL and one Valkey, and each of the four is killed in turn while learners type and speak.

Nothing acknowledged is lost, no turn is doubled, and whoever comes back to the other replica misses no event and gets none
twice. On a slow machine everybody lives as much slower, and times are told as those of an ordinary one
(`tests/hardship/machine.py`).
"""

from __future__ import annotations

import random
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import httpx

from tests.api.client import begin, messages, read_events
from tests.clips import Clip, Studio
from tests.conftest import Spawned, wav_bytes
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serving_apart
from tests.hardship.classroom import RECORDED
from tests.hardship.looking import Looker
from tests.hardship.machine import Machine
from tests.hardship.spent import Spent
from tests.postgres import database_for, postgres_server
from tests.tutors import spawned
from tests.valkey import valkey
from tutor.core.settings import Settings
from tutor.speech.audio.wav import to_int16

# What may be said to a learner meanwhile, who then tries again.
RETRIED = {"bus_unreachable", "database_unreachable", "turn_in_progress", "interrupted", "engine_failed"}
# How long a learner goes on asking before the tutor counts as gone, in seconds.
PATIENCE_S = 60.0
DOWN_S = 2.0
# The longest that somebody takes between a reply and their next line, in seconds: typed, unless it is told otherwise, and spoken at least.
PAUSE_S, SPOKEN_PAUSE_S = 1.0, 10.0


@dataclass
class Turned:
    """One turn as its reader got it, over however many connections."""

    conversation: str
    said: str | bytes  # typed, or recorded
    name: str  # under which it is sent, however often
    id: str = ""
    message: str = ""
    seqs: list[int] = field(default_factory=list)
    words: str = ""
    last: dict[str, Any] = field(default_factory=dict)
    ended: str = ""
    reconnected: int = 0


@dataclass
class Counted:
    """What happened, for the record."""

    kills: list[str] = field(default_factory=list)
    turns: list[Turned] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    looked_s: list[float] = field(default_factory=list)
    recovered_s: list[float] = field(default_factory=list)
    refused: int = 0
    worked_s: dict[str, float] = field(default_factory=dict)  # processor's time, by who took it
    lasted_s: float = 0.0
    slow: float = 1.0  # how many times as slow as an ordinary machine this one was

    @property
    def passed(self) -> bool:
        return bool(self.turns) and not self.faults

    def table(self) -> str:
        done = sum(turn.ended == "done" for turn in self.turns)
        looked = sorted(self.looked_s)
        p95 = looked[int(0.95 * (len(looked) - 1))] if looked else float("nan")
        rows = [
            ("killed", ", ".join(self.kills)),
            ("turns", f"{len(self.turns)}, {done} done, {len(self.turns) - done} to be retried"),
            ("came back elsewhere", f"{sum(turn.reconnected for turn in self.turns)} times"),
            ("refused and tried again", f"{self.refused} times"),
            ("answering again after a kill", f"{max(self.recovered_s, default=0.0):.1f} s at most"),
            ("requests without engines p95", f"{p95 * 1000:.0f} ms of {len(looked)}"),
            ("processor's time", ", ".join(f"{who} {spent:.0f} s" for who, spent in self.worked_s.items())),
            (
                "load",
                f"{sum(self.worked_s.values()) / self.lasted_s:.2f} cores, {len(self.turns) / self.lasted_s:.1f} turns a second",
            ),
            ("slower than an ordinary machine", f"{self.slow:.1f} times"),
            ("faults", f"{len(self.faults)} {self.faults[:5] or ''}"),
        ]
        return "\n".join(f"{name:<34}{value}" for name, value in rows)


class Place:
    """Where a replica is now: it gets a new address with each start."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stack = ExitStack()
        self.server: Spawned | None = None
        self.start()

    def start(self) -> None:
        self.server = self._stack.enter_context(spawned(self._settings))

    def kill(self) -> None:
        assert self.server
        self.server.kill()

    def close(self) -> None:
        self._stack.close()

    @property
    def url(self) -> str:
        assert self.server
        return self.server.url


class Learner:
    """Talks until the time is up, now with one replica, now with the other; speaks where there is a `recording`."""

    def __init__(
        self,
        number: int,
        places: list[Place],
        counted: Counted,
        recording: bytes | None,
        pause_s: float,
        machine: Machine,
    ) -> None:
        self._machine = machine
        self._chance = random.Random(number)
        self._number = number
        self._recording = recording
        self._pause_s = max(pause_s, SPOKEN_PAUSE_S) if recording else pause_s
        self._places = places
        self._counted = counted
        self._clients: dict[str, httpx.Client] = {}

    def _client(self) -> httpx.Client:
        """A browser at one of the replicas, which keeps its connections."""
        url = self._chance.choice(self._places).url
        if url not in self._clients:
            self._clients[url] = httpx.Client(base_url=url, timeout=20 * self._machine.slow, trust_env=False)
        return self._clients[url]

    def _ask(self, turn: Turned, method: str, path: str, **body: Any) -> None:
        headers = {"Last-Event-ID": str(turn.seqs[-1])} if turn.seqs else {"Idempotency-Key": turn.name}
        with self._client().stream(method, path, headers=headers, **body) as response:
            if response.status_code != 200:
                response.read()
                code = response.json()["error"]["code"]
                if code not in RETRIED:
                    self._counted.faults.append(f"{response.status_code} {code} of {method} {path}")
                self._counted.refused += 1
                time.sleep(0.3 * self._machine.slow)
                return
            for event in read_events(response):
                if turn.seqs and event.seq <= turn.seqs[-1]:
                    self._counted.faults.append(f"event {event.seq} twice in {turn.id}")
                turn.seqs.append(event.seq)
                if event.name == "start":
                    turn.id, turn.message = event.data["turn_id"], event.data["user_message_id"]
                elif event.name == "token":
                    turn.words += event.data["text"]
                elif event.name in ("done", "error"):
                    turn.ended, turn.last = event.name, event.data

    def turn(self, conversation: str, said: str | bytes) -> None:
        turn = Turned(conversation, said, f"{self._number}-{self._chance.random()}")
        sent = {"json": {"text": said}} if isinstance(said, str) else {"files": {"audio": ("a.wav", said, "audio/wav")}}
        until = time.monotonic() + PATIENCE_S * self._machine.slow
        while not turn.ended and time.monotonic() < until:
            try:
                if turn.id:
                    turn.reconnected += 1
                    self._ask(turn, "GET", f"/api/turns/{turn.id}/events")
                else:
                    self._ask(turn, "POST", f"/api/conversations/{conversation}/turns", **sent)
            except (httpx.HTTPError, OSError):
                time.sleep(0.1)
        if turn.id:
            self._counted.turns.append(turn)
            if not turn.ended:
                self._counted.faults.append(f"{turn.id} has no end")
        elif time.monotonic() > until:
            self._counted.faults.append("nobody answered for a minute")

    def talk(self, over: threading.Event) -> None:
        conversation = ""
        for n in range(10**6):
            if over.is_set():
                return
            if not conversation:
                with suppress(httpx.HTTPError, AssertionError, OSError):
                    conversation = begin(self._client())
                continue
            self.turn(conversation, self._recording or f"Frase {self._number}-{n}: {self._chance.random()}")
            time.sleep(self._chance.uniform(0, self._pause_s) * self._machine.slow)


def check(client: httpx.Client, counted: Counted) -> None:
    """What was acknowledged is there, once, and as it was told."""
    for conversation in {turn.conversation for turn in counted.turns}:
        shown = messages(client, conversation)
        mine = [turn for turn in counted.turns if turn.conversation == conversation]
        for turn in mine:
            said = [m for m in shown if m["sent_as"] == turn.name]
            replies = [m for m in shown if m["turn_id"] == turn.id and m["role"] == "tutor"]
            if [m["id"] for m in said] != [turn.message]:
                counted.faults.append(f"said {len(said)} times: {turn.name}")
            elif isinstance(turn.said, str) and said[0]["text"] != turn.said:
                counted.faults.append(f"{turn.said} is kept as {said[0]['text']}")
            if len(replies) != 1:
                counted.faults.append(f"{len(replies)} replies in {turn.id}")
            elif turn.ended == "done" and not replies[0]["text"] == turn.words == turn.last["text"]:
                counted.faults.append(f"{turn.id} was told otherwise than it is kept")
            elif turn.ended == "error" and not turn.words.startswith(replies[0]["text"]):
                counted.faults.append(f"{turn.id} failed, and was told otherwise than it is kept")
        if shown and shown[-1]["state"] == "pending":
            counted.faults.append(f"{conversation} waits for ever")


def run(typists: int, speakers: int, seconds: float, pause_s: float = PAUSE_S) -> Counted:
    """So many type and speak for so long, with such pauses at most; every ten seconds something is killed and started again."""
    counted, over, machine = Counted(), threading.Event(), Machine()
    recording = wav_bytes(to_int16(Studio().samples(Clip(RECORDED, "em_alex"))), 16_000) if speakers else None
    with ExitStack() as stack:
        stack.enter_context(closing(machine))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        database, bus = stack.enter_context(postgres_server()), stack.enter_context(valkey())
        model = FakeOllama(port=stack.enter_context(serving_apart("tests.fakes.steady_ollama")))
        url = database_for(database.url, folder)
        settings = model.tutor(
            folder / "data", database_url=url, bus=bus.url, llm_slots=typists + speakers, uploads_rate="100000/minute"
        )
        places = [Place(settings), Place(settings)]
        for place in places:
            stack.callback(place.close)

        def restart(stop: Callable[[], None], start: Callable[[], None]) -> None:
            stop()
            time.sleep(DOWN_S * machine.slow)
            start()
            began = time.monotonic()
            for place in places:
                while time.monotonic() - began < PATIENCE_S * machine.slow:
                    with suppress(httpx.HTTPError, OSError):
                        if (
                            httpx.get(f"{place.url}/api/quotas", timeout=20 * machine.slow, trust_env=False).status_code
                            == 200
                        ):
                            break
                    time.sleep(0.1)
            counted.recovered_s.append(machine.since(began))
            looker.look_at(place.url for place in places)

        learners = [
            Learner(n, places, counted, None if n < typists else recording, pause_s, machine)
            for n in range(typists + speakers)
        ]
        crowd = [threading.Thread(target=learner.talk, args=(over,)) for learner in learners]
        looker, spent = Looker(), Spent(f"port={urlsplit(database.url).port}")
        looker.look_at(place.url for place in places)
        for one in crowd:
            one.start()
        victims = cycle(
            [
                ("replica one", places[0].kill, places[0].start),
                ("Valkey", bus.kill, bus.start),
                ("replica two", places[1].kill, places[1].start),
                ("PostgreSQL", database.stop, database.start),
            ]
        )
        began = time.monotonic()
        while time.monotonic() < began + seconds:
            time.sleep(min(10.0 * machine.slow, seconds / 8))
            name, stop, start = next(victims)
            counted.kills.append(name)
            restart(stop, start)
        over.set()
        for one in crowd:
            one.join()
        counted.worked_s, counted.lasted_s = spent.end(), time.monotonic() - began
        looker.end()
        counted.slow = median(machine.every)
        counted.looked_s = [seconds / counted.slow for seconds in looker.looked_s]
        with httpx.Client(base_url=places[0].url, timeout=60, trust_env=False) as client:
            check(client, counted)
    return counted
