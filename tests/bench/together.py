"""Two learners at once, on one embedded model: how much longer each waits than alone."""

from __future__ import annotations

import statistics
import time
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

from tests.api.client import begin, read_events
from tests.bench.common import Row, tutor
from tests.bench.spoken import listen
from tests.conftest import Server

SAID = (
    "Ayer fui al cine con mi hermana.",
    "Me gusta mucho cocinar los domingos.",
    "Vivo en una casa pequeña con dos perros.",
    "Este verano quiero viajar a México.",
    "Trabajo en una oficina cerca de mi casa.",
)
# Replies are cut here and have no randomness, so that a message gets one as long whenever it is sent.
REPLY_TOKENS = 60


@dataclass
class Wait:
    """Seconds from sending a message."""

    first_token: float
    whole_text: float
    first_sound: float


def turn(server: Server, ears: Executor, text: str) -> Wait:
    conversation = begin(server.client)
    sent = time.perf_counter()
    tokens = []
    path = f"/api/conversations/{conversation}/turns"
    with server.client.stream("POST", path, json={"text": text}) as answer:
        for event in read_events(answer):
            if event.name == "token":
                tokens.append(time.perf_counter() - sent)
            if event.name == "speech":
                heard = ears.submit(listen, server, event.data["speech_url"])
    return Wait(tokens[0], tokens[-1], heard.result()[0] - sent)


def together() -> list[Row]:
    """Each message by one learner alone, and by two at the same time; the slower of the two counts."""
    alone, both = [], []
    with (
        tutor(llm="embedded", temperature=0.0, reply_tokens=REPLY_TOKENS) as server,
        ThreadPoolExecutor(2) as pool,
        ThreadPoolExecutor(2) as ears,
    ):
        while not server.client.get("/api/status").json()["ready"]:
            time.sleep(0.5)
        turn(server, ears, SAID[0])
        for n, text in enumerate(SAID):
            other = SAID[(n + 1) % len(SAID)]
            alone.append(turn(server, ears, text))
            both.append(list(pool.map(lambda said: turn(server, ears, said), (text, other))))
    rows = []
    for name in ("first_token", "whole_text", "first_sound"):
        floor = statistics.median(getattr(wait, name) for wait in alone)
        ratio = statistics.median(max(getattr(wait, name) for wait in waits) for waits in both) / floor
        label = name.replace("_", " ")
        rows.append(Row(f"two at once: to the {label}, of alone", ratio, "x", floor, "≤ 1.6", ratio <= 1.6))
    return rows
