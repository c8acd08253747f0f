"""Two learners at once, each in a conversation under way, on one embedded model: how much longer each waits than alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.api.client import begin, read_events
from tests.bench.common import Row, tutor, wait_until_ready
from tests.bench.spoken import Microphone, clips, listen, spoken_turn
from tests.conftest import Server
from tutor.speech.audio import SAMPLE_RATE

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
# Pairs of spoken turns, each in turn and at the same time.
PAIRS = 6


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
        wait_until_ready(server)
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


def spoken_together() -> list[Row]:
    """The same hands-free: from the end of speech to the first sound, with the silence that ends a turn."""
    waits: dict[bool, list[float]] = {False: [], True: []}
    with tutor(llm="embedded") as server, ThreadPoolExecutor(2) as pool:
        wait_until_ready(server)
        learners = [(c, Microphone(server, c)) for c in (begin(server.client), begin(server.client))]

        def turn(learner: tuple[str, Microphone], sound: bytes, silent_s: float) -> float:
            time.sleep(silent_s)
            spoken = spoken_turn(server, *learner, sound)
            assert spoken
            return spoken.at["first sound"] - spoken.ended

        sounds = [clip.sound for clip in clips(2 * PAIRS)]
        list(map(turn, learners, sounds, (0.0, 0.0)))  # warms
        for n in range(PAIRS):
            pair = sounds[2 * n : 2 * n + 2]
            longest = max(map(len, pair))
            begin_s = [(longest - len(sound)) / 2 / SAMPLE_RATE for sound in pair]  # both end at the same moment
            for both in (n % 2 == 0, n % 2 == 1):
                time.sleep(READING_S)
                waits[both] += (pool.map if both else map)(turn, learners, pair, begin_s)
        for _, microphone in learners:
            microphone.close()
    alone = statistics.median(waits[False])
    ratio = statistics.median(waits[True]) / alone
    slower = statistics.median(map(max, waits[True][::2], waits[True][1::2])) / alone
    label = "two at once, hands-free: end of speech → first sound"
    return [
        Row(f"{label}, of alone", ratio, "x", alone, "≤ 1.6", ratio <= 1.6),
        Row(f"{label}, the one who waits longer", slower, "x", alone, "≤ 1.6", slower <= 1.6),
    ]
