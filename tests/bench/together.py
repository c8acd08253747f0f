"""Two learners at once, each in a conversation under way, on one embedded model: how much longer each waits than alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.api.client import read_events
from tests.bench.common import Row, Run, begin_written
from tests.bench.spoken import SENTENCES, Microphone, Pace, clips, listen, spoken_turn
from tests.conftest import Server
from tutor.speech.audio.formats import SAMPLE_RATE

# Replies differ in length: they are compared as if each had so many tokens.
TOKENS = 30
# Between two messages somebody reads, and the background is done with the one before.
READING_S = 6.0
# From a pause in typing until the last word is written too and sent.
LAST_WORD_S = 1.5
# How much longer each part may take than alone: what is waited for in all, and its parts, of which one may make way for
# another. Two are never served in less time than one by much.
MOST = {"first_token": 3.0, "token": 2.2, "voice": 2.2, "first_sound": 1.6}
LEAST = 0.2
# Pairs of turns, each in turn and at the same time.
PAIRS = 6


@dataclass
class Wait:
    """Seconds: to the first token, for each further token, and from the last to the first sound."""

    first_token: float
    token: float
    voice: float

    @property
    def first_sound(self) -> float:
        return self.first_token + TOKENS * self.token + self.voice


# One of the two learners has the n-th turn.
Turn = Callable[[int, int], Wait]


def together(run: Run) -> list[Row]:
    """Messages typed; waited for from when they are sent."""
    with run.embedded_tutor() as server:
        conversations = [begin_written(server.client), begin_written(server.client)]
        return compared(run, "two at once", lambda learner, n: typed(server, conversations[learner], n))


def spoken_together(run: Run) -> list[Row]:
    """The same hands-free: from the end of speech, with the silence that ends a turn."""
    sounds = [clip.sound for clip in clips(2 * run.times(PAIRS))]
    with run.embedded_tutor() as server:
        conversations = [begin_written(server.client), begin_written(server.client)]
        microphones = [Microphone(server, conversation) for conversation in conversations]

        def turn(learner: int, n: int) -> Wait:
            longest = max(len(sounds[n]), len(sounds[n ^ 1]))
            time.sleep((longest - len(sounds[n])) / 2 / SAMPLE_RATE)  # both end at the same moment
            spoken = spoken_turn(server, conversations[learner], microphones[learner], sounds[n])
            assert spoken
            at = spoken.at
            first = at["final words"] - spoken.ended + spoken.pace.first_token
            return Wait(first, spoken.pace.token, at["first sound"] - at["whole text"])

        rows = compared(run, "two at once, hands-free", turn)
        for microphone in microphones:
            microphone.close()
    return rows


def typed(server: Server, conversation: str, n: int) -> Wait:
    text = SENTENCES[n % len(SENTENCES)]
    # As the page does in a pause, here before the last word.
    draft = {"text": text.rpartition(" ")[0], "conversation_id": conversation}
    server.client.post("/api/corrections", json=draft).raise_for_status()
    time.sleep(LAST_WORD_S)
    sent = time.perf_counter()
    came = []
    path = f"/api/conversations/{conversation}/turns"
    asked = {"text": text}
    with ThreadPoolExecutor(1) as ears, server.client.stream("POST", path, json=asked) as answer:
        for event in read_events(answer):
            if event.name == "token":
                came.append(time.perf_counter())
            if event.name == "speech":
                heard = ears.submit(listen, server, event.data["speech_url"])
        assert event.name == "done", event.data
        pace = Pace.of(event.data, came[-1] - sent)
        sounded, _ = heard.result()
    return Wait(pace.first_token, pace.token, sounded - came[-1])


def compared(run: Run, label: str, turn: Turn) -> list[Row]:
    """Each pair of turns by one learner after the other and by both at the same time, in alternating order."""
    alone: list[Wait] = []
    both: list[Wait] = []
    with ThreadPoolExecutor(2) as pool:
        if not run.quick:
            list(map(turn, (0, 1), (0, 1)))  # warms
        for n in range(run.times(PAIRS)):
            in_turn, at_once = (alone, map), (both, pool.map)
            for waits, each in (in_turn, at_once) if n % 2 else (at_once, in_turn):
                time.sleep(1.0 if run.quick else READING_S)
                waits += each(turn, (0, 1), (2 * n, 2 * n + 1))
    rows = []
    for name in ("first_token", "token", "voice", "first_sound"):
        floor = [getattr(wait, name) for wait in alone]
        ratios = [getattr(wait, name) / by_itself for wait, by_itself in zip(both, floor, strict=True)]
        longer = statistics.median(map(max, ratios[::2], ratios[1::2]))
        for who, ratio in (("", statistics.median(ratios)), (", who waits longer", longer)):
            what = f"{label}: {name.replace('_', ' ')}, of alone{who}"
            rows.append(Row(what, ratio, "x", statistics.median(floor), MOST[name], LEAST))
    return rows
