"""What the server adds to the first token of an engine that answers at once."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.api.client import begin, read_events, say
from tests.bench.common import Row, Run, percentile, tutor
from tests.conftest import Server, Spawned
from tests.fakes.ollama import MODEL, FakeOllama, fake_ollama

# Turns before the first that counts, and in one conversation.
WARMING, IN_ONE = 20, 20
# Nobody writes before they have heard the beginning of the reply: until then its voice is being made, on the same cores.
HEARD_S = 0.7


@contextmanager
def plain_tutor(fake: FakeOllama) -> Iterator[Spawned]:
    with tutor(llm="ollama", ollama_url=fake.url, prewarm=False, corrections_llm=False) as server:
        server.client.get("/api/voices")
        say(server.client, begin(server.client))  # loads what is loaded on first use
        yield server


def first_token(run: Run) -> list[Row]:
    """Of each round the engine alone, a synced transaction alone, and a turn: so a busy moment is in all three."""
    direct, stored, through = [], [], []
    with fake_ollama() as fake, plain_tutor(fake) as server, _synced() as disk:
        fake.tokens = ["Hola."]
        with httpx.Client(base_url=fake.url, trust_env=False) as client:
            for n in range(WARMING + run.times(120, 5)):
                if n % IN_ONE == 0:
                    conversation = begin(server.client)
                time.sleep(HEARD_S)
                direct.append(_alone(client))
                stored.append(_stored(disk))
                through.append(_turn(server, conversation, f"Hola, número {n}."))
    direct, stored, through = direct[WARMING:], stored[WARMING:], through[WARMING:]
    floor = statistics.median(stored)
    added = [t - d for t, d in zip(through, direct, strict=True)]
    above = statistics.median(a - s for a, s in zip(added, stored, strict=True))
    p50, p99 = statistics.median(added), percentile(added, 0.99)
    return [
        Row("server-added first token, above one transaction", above, "ms", floor, 5, 0.5),
        Row("server-added first token, median", p50, "ms", floor, floor + 5, 0.5),
        Row("server-added first token, p99", p99, "ms", percentile(stored, 0.99), 20 + percentile(stored, 0.99), 0.5),
    ]


def _alone(client: httpx.Client) -> float:
    """Milliseconds to the engine's first line."""
    body = {"model": MODEL, "messages": [{"role": "user", "content": "Hola"}], "stream": True}
    began, first = time.perf_counter(), 0.0
    with client.stream("POST", "/api/chat", json=body) as answer:
        for _ in answer.iter_lines():
            first = first or time.perf_counter()
    return (first - began) * 1000


def _turn(server: Server, conversation: str, text: str) -> float:
    """Milliseconds to the first token of a turn."""
    began, first = time.perf_counter(), 0.0
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": text}) as reply:
        for event in read_events(reply):
            if event.name == "token":
                first = first or time.perf_counter()
    return (first - began) * 1000


@contextmanager
def _synced() -> Iterator[sqlite3.Connection]:
    """A database on the same disk, with the tutor's own settings."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder, "floor.db"), isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, text TEXT)")
        yield connection
        connection.close()


def _stored(connection: sqlite3.Connection) -> float:
    """Milliseconds that one row takes to be on the disk."""
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO said (text) VALUES (?)", ("Hola, ¿qué tal? " * 10,))
    connection.execute("COMMIT")
    return (time.perf_counter() - began) * 1000
