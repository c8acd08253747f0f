"""Two learners at once, each in a conversation under way, on one embedded model: how much longer each waits than alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.api.client import begin, read_events
from tests.bench.common import Row, tutor
from tests.bench.spoken import listen
from tests.conftest import Server

SAID = (
    ("Ayer fui al cine con mi hermana.", "Me gusta mucho cocinar los domingos."),
    ("Vivo en una casa pequeña con dos perros.", "Este verano quiero viajar a México."),
    ("Trabajo en una oficina cerca de mi casa.", "Mi hermano toca la guitarra muy bien."),
    ("Por la noche leo un libro en español.", "Los sábados juego al fútbol en el parque."),
)
# Replies differ in length: they are compared as if each had so many tokens.
TOKENS = 30
# Between two messages somebody reads, and the background is done with the one before.
READING_S = 6.0


@dataclass
class Wait:
    """Seconds: from the message to the first token, for each further token, and from the last to the first sound."""

    first_token: float
    token: float
    voice: float

    @property
    def first_sound(self) -> float:
        return self.first_token + TOKENS * self.token + self.voice


def turn(server: Server, conversation: str, text: str) -> Wait:
    sent = time.perf_counter()
    came = []
    path = f"/api/conversations/{conversation}/turns"
    with ThreadPoolExecutor(1) as ears, server.client.stream("POST", path, json={"text": text}) as answer:
        for event in read_events(answer):
            if event.name == "token":
                came.append(time.perf_counter())
            if event.name == "speech":
                heard = ears.submit(listen, server, event.data["speech_url"])
        tokens = event.data["usage"]["completion_tokens"]
        sounded, _ = heard.result()
    return Wait(came[0] - sent, (came[-1] - came[0]) / max(1, tokens - 1), sounded - came[-1])


def together() -> list[Row]:
    """Each pair of messages by one learner after the other, then another pair by both at the same time."""
    alone: list[Wait] = []
    both: list[Wait] = []
    with tutor(llm="embedded") as server, ThreadPoolExecutor(2) as pool:
        while not server.client.get("/api/status").json()["ready"]:
            time.sleep(0.5)
        conversations = [begin(server.client), begin(server.client)]

        def say(to: Callable[..., object], pair: tuple[str, str]) -> list[Wait]:
            time.sleep(READING_S)
            return list(to(lambda c, text: turn(server, c, text), conversations, pair))  # type: ignore[call-overload]

        say(map, ("Hola, ¿qué tal?", "Buenos días."))
        for n, pair in enumerate(SAID):
            if n % 2:
                both += say(pool.map, pair)
            else:
                alone += say(map, pair)
    rows = []
    for name in ("first_token", "token", "voice", "first_sound"):
        floor = statistics.median(getattr(wait, name) for wait in alone)
        ratio = statistics.median(getattr(wait, name) for wait in both) / floor
        label = name.replace("_", " ")
        rows.append(Row(f"two at once: {label}, of alone", ratio, "x", floor, "≤ 1.6", ratio <= 1.6))
    return rows
