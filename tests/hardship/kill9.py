"""kill -9 at random moments under load: what was acknowledged is there, and no conversation is blocked."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

import httpx

from tests.api.client import begin, messages, read_events, say
from tests.conftest import Spawned, spawned
from tests.fakes.ollama import fake_ollama
from tests.tutors import PATIENCE_S

TALKERS = 4


@dataclass
class Counts:
    """What happened, for the record."""

    kills: int = 0
    acknowledged: int = 0
    interrupted: int = 0
    kept: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Said:
    conversation: str
    message: str
    text: str


def talk(server: Spawned, seed: int, heard: SimpleQueue[Said]) -> None:
    """A learner who goes on talking until the server is gone. `heard` gets what was acknowledged."""
    chance = random.Random(seed)
    client = httpx.Client(base_url=server.url, timeout=PATIENCE_S, trust_env=False)
    try:
        conversation = begin(client)
        for n in range(1000):
            text = f"Frase {seed}-{n}: {chance.random()}"
            path = f"/api/conversations/{conversation}/turns"
            with client.stream("POST", path, json={"text": text}) as response:
                for event in read_events(response):
                    if event.name == "start":
                        heard.put(Said(conversation, event.data["user_message_id"], text))
    except (httpx.HTTPError, AssertionError, KeyError):
        return


def run(folder: Path, kills: int, seed: int = 1) -> Counts:
    """Kill a tutor so many times. Raises AssertionError as soon as something is lost."""
    chance = random.Random(seed)
    counts = Counts()
    said: list[Said] = []
    with fake_ollama() as fake:
        fake.tokens, fake.delay_s = ["una ", "respuesta ", "más ", "bien ", "corta."], 0.005
        settings = fake.tutor(folder)
        for round_ in range(kills):
            with spawned(settings) as server:
                check(server.client, said)
                heard: SimpleQueue[Said] = SimpleQueue()
                talkers = [threading.Thread(target=talk, args=(server, round_ * 10 + n, heard)) for n in range(TALKERS)]
                for talker in talkers:
                    talker.start()
                said = [heard.get(timeout=PATIENCE_S)]  # on a slow machine nobody may have begun yet
                time.sleep(chance.uniform(0.0, 1.0))
                server.kill()
                for talker in talkers:
                    talker.join()
            counts.kills += 1
            with closing(sqlite3.connect(folder / "tutor.db")) as database:
                assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert database.execute("PRAGMA foreign_key_check").fetchall() == []
                running_ = database.execute("SELECT count(*) FROM turn WHERE state = 'running'").fetchone()[0]
            counts.interrupted += running_
            said += [heard.get() for _ in range(heard.qsize())]
            counts.acknowledged += len(said)
            print(f"{counts.kills}: {len(said)} acknowledged, {running_} cut off", flush=True)
        with spawned(settings) as server:
            check(server.client, said)
    return counts


def check(client: httpx.Client, said: list[Said]) -> None:
    """Everything acknowledged before the last kill is there, and its conversations go on."""
    shown = {c: {m["id"]: m["text"] for m in messages(client, c)} for c in {s.conversation for s in said}}
    for s in said:
        assert shown[s.conversation].get(s.message) == s.text, f"lost: {s}"
    for conversation in shown:
        assert messages(client, conversation)[-1]["state"] != "pending"
        assert say(client, conversation, "¿Seguimos?")[-1].name == "done"
