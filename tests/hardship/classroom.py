"""A class on one machine: some type, some of them listen to each reply, some speak. How long for the first sound, for the words?

On a slow machine the class lives as much slower (`tests/hardship/machine.py`): pauses and what is heard take so many times as long, and
what is waited for is told divided by it. A stand-in writes the replies. Where no lighter Spanish voice is installed an English one of the same size stands in for it: what it
says is of no use, what it costs is the same.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import shutil
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import httpx

from tests.clips import RATE, Clip, Studio
from tests.conftest import Spawned, spawned, wav_bytes
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serving_apart
from tests.hardship.hostile import LOOKS, PASSWORD, join, letters
from tests.hardship.machine import Machine
from tests.hardship.spent import Spent
from tutor.core.downloads import load_catalogue
from tutor.core.settings import Settings
from tutor.speech.audio.wav import to_int16

LIGHTER, STAND_IN = "es_ES-davefx-medium", "en_US-joe-medium"
FIRST_SOUND_S, WORDS_S, LOOK_S = 8.0, 5.0, 0.150
RECORDED = "Ayer fui al mercado con mi hermana y compramos fruta."
TYPED = ("Ayer fui al mercado.", "Me gusta mucho leer.", "Mañana voy a la playa.", "Vivo en una casa pequeña.")


@dataclass
class Lesson:
    """What a class met with, in seconds of an ordinary machine: those of this one divided by how slow it is at that moment."""

    machine: Machine
    first_sound: list[float] = field(default_factory=list)  # from the learner's line to the first sample
    replies: list[float] = field(default_factory=list)  # from the learner's line to the whole reply of who listens
    gaps: list[float] = field(
        default_factory=list
    )  # silence before a later sentence, where the sound before it had ended
    words: list[float] = field(default_factory=list)  # from the end of the recording to its words
    looks: list[float] = field(default_factory=list)
    turns: int = 0
    simpler: int = 0
    worked_s: dict[str, float] = field(default_factory=dict)  # processor's time, by who took it
    errors: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        late = [(self.first_sound, FIRST_SOUND_S), (self.words, WORDS_S), (self.looks, LOOK_S)]
        return not self.errors and all(share(values, 0.95) <= most for values, most in late if values)

    def table(self) -> str:
        rows = [
            (name, f"{len(values)}: p50 {share(values, 0.5):.2f} s, p95 {share(values, 0.95):.2f} s")
            for name, values in (
                (f"first sound (at most {FIRST_SOUND_S:.0f} s)", self.first_sound),
                ("of which the reply's text", self.replies),
                ("silence before a later sentence", self.gaps),
                (f"words (at most {WORDS_S:.0f} s)", self.words),
                (f"looks (at most {LOOK_S} s)", self.looks),
            )
        ]
        rows += [
            ("slower than an ordinary machine", f"{median(self.machine.every):.1f} times"),
            ("turns", f"{self.turns}"),
            ("by the simpler voice", f"{self.simpler}"),
            ("processor's time", ", ".join(f"{who} {spent:.0f} s" for who, spent in self.worked_s.items())),
            ("errors", f"{len(self.errors)} {self.errors[:3] or ''}"),
        ]
        return "\n".join(f"{name:<36}{value}" for name, value in rows)


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(part * len(values)))] if values else float("nan")


def run(listeners: int, speakers: int, typists: int, seconds: float, lighter_voice_s: float, **settings: Any) -> Lesson:
    """A lesson of so many for so long."""
    recording = wav_bytes(to_int16(Studio().samples(Clip(RECORDED, "em_alex"))), 16_000)
    with (
        closing(Machine()) as machine,
        tempfile.TemporaryDirectory() as folder,
        serving_apart("tests.fakes.chatty_ollama") as port,
    ):
        lesson = Lesson(machine)
        model, voices = FakeOllama(port=port), _voices(Path(folder))
        chosen = model.tutor(
            Path(folder),
            accounts=True,
            llm_slots=8,
            voices_dir=voices,
            lighter_voice_s=lighter_voice_s * machine.slow,
            **settings,
        )
        with spawned(chosen) as server:
            asyncio.run(_class(server, lesson, (listeners, speakers, typists), seconds, recording))
    return lesson


def _voices(folder: Path) -> Path:
    """The voices of this machine, and a light one among them."""
    catalogue, here = load_catalogue(), Settings()
    voices = folder / "voices"
    shutil.copytree(here.voices_folder, voices, ignore=shutil.ignore_patterns(".partial"), copy_function=shutil.copy2)
    if not catalogue.installed(LIGHTER, here):
        shutil.rmtree(voices / LIGHTER, ignore_errors=True)
        shutil.copytree(voices / STAND_IN, voices / LIGHTER)
        for _, seal in catalogue.entry(LIGHTER).seals(Settings(voices_dir=voices)):
            seal.write()
    return voices


async def _class(
    server: Spawned, lesson: Lesson, sizes: tuple[int, int, int], seconds: float, recording: bytes
) -> None:
    found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
    assert found
    async with httpx.AsyncClient(base_url=server.url, timeout=120, trust_env=False) as owner:
        body = {"name": "Clara", "password": PASSWORD, "token": found[1]}
        (await owner.post("/api/owner", json=body)).raise_for_status()
        people = [await join(owner, server.url, f"Alumna {letters(n)}") for n in range(sum(sizes))]
    for one in people:
        one.timeout = httpx.Timeout(120 * lesson.machine.slow)
    listeners, speakers = people[: sizes[0]], people[sizes[0] : sizes[0] + sizes[1]]
    await _once(people[0], Lesson(lesson.machine), recording)  # what loads the networks is not counted
    until, spent = time.monotonic() + seconds, Spent()
    await asyncio.gather(
        *(_attend(one, lesson, until, hears=True) for one in listeners),
        *(_attend(one, lesson, until, recording=recording) for one in speakers),
        *(_attend(one, lesson, until) for one in people[sizes[0] + sizes[1] :]),
    )
    lesson.worked_s = spent.end()
    for one in people:
        await one.aclose()


async def _once(client: httpx.AsyncClient, lesson: Lesson, recording: bytes) -> None:
    begun = (await client.post("/api/conversations", json={"level": "A2"})).json()["id"]
    await _turn(client, begun, lesson, recording, hears=True)


async def _attend(
    client: httpx.AsyncClient, lesson: Lesson, until: float, *, hears: bool = False, recording: bytes = b""
) -> None:
    chance = random.Random(id(client))
    begun = (await client.post("/api/conversations", json={"level": "A2"})).json()["id"]
    await asyncio.sleep(chance.uniform(0, 8) * lesson.machine.slow)
    while time.monotonic() < until:
        try:
            heard_s = await _turn(client, begun, lesson, recording, hears=hears)
            lesson.turns += 1
            await asyncio.sleep(heard_s * lesson.machine.slow)
            for _ in range(3):
                asked = time.monotonic()
                (await client.get(chance.choice(LOOKS))).raise_for_status()
                lesson.looks.append(lesson.machine.since(asked))
                await asyncio.sleep(chance.uniform(1, 3) * lesson.machine.slow)
        except httpx.HTTPError as error:
            lesson.errors.append(repr(error))
            await asyncio.sleep(1)


async def _turn(client: httpx.AsyncClient, begun: str, lesson: Lesson, recording: bytes, *, hears: bool) -> float:
    """Say something and hear the reply; gives the ordinary seconds of sound that are still to be heard."""
    said: dict[str, Any] = (
        {"files": {"audio": ("a.wav", recording, "audio/wav")}}
        if recording
        else {"json": {"text": random.choice(TYPED)}}
    )
    asked, name, hearing = time.monotonic(), "", None
    async with client.stream("POST", f"/api/conversations/{begun}/turns", **said) as told:
        async for line in told.aiter_lines():
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: ") and name == "transcript":
                lesson.words.append(lesson.machine.since(asked))
            elif line.startswith("data: ") and name == "speech" and hears:
                lesson.replies.append(lesson.machine.since(asked))
                hearing = asyncio.create_task(_hear(client, json.loads(line[6:])["speech_url"], lesson, asked))
            elif line.startswith("data: ") and name in ("error", "notice"):
                lesson.errors.append(line)
    return await hearing if hearing else 0.0


async def _hear(client: httpx.AsyncClient, url: str, lesson: Lesson, asked: float) -> float:
    came: list[tuple[float, int]] = []  # ordinary seconds since the learner's line, and frames
    slow = lesson.machine.slow
    async with client.stream("GET", url) as sound:
        lesson.simpler += "X-Simpler-Voice" in sound.headers
        rate = RATE
        async for piece in sound.aiter_raw():
            if piece[:4] == b"RIFF":
                rate, piece = int.from_bytes(piece[24:28], "little"), piece[44:]
            if piece:
                came.append(((time.monotonic() - asked) / slow, len(piece) // 2))
    if not came:
        lesson.errors.append("no sound")
        return 0.0
    lesson.first_sound.append(came[0][0])
    ends = came[0][0]  # when what has come is heard to its end
    for (_, frames), (then, _) in pairwise(came):
        ends += frames / rate
        if then > ends:
            lesson.gaps.append(then - ends)
            ends = then
    return max(0.0, ends + came[-1][1] / rate - (time.monotonic() - asked) / slow)
