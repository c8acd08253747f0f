"""`python -m tests.eval_others`: what others in the room do to a hands-free turn. The figures are in docs/decisions/speech.md.

Each line has a count of turns whose words were right and alone, and when after the learner's last sound they ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np

from tests.clips import VOICES
from tests.conftest import REAL
from tests.eval_heard import words
from tests.scenes import People, Samples, level
from tutor.core.downloads import load_catalogue
from tutor.core.errors import NothingHeard
from tutor.core.levels import Level
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.listening import Heard, Listening, Said
from tutor.speech.stt.transcribe import Transcript, WhisperTranscriber

SENTENCES = (
    "Ayer fui al mercado con mi hermana y compramos mucha fruta.",
    "Me gusta mucho la música.",
    "El fin de semana pasado visité a mis abuelos en el campo.",
)
LOUD_DB = -20.0
BEFORE_S, AFTER_S = 3.0, 6.0


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


async def listen(whisper: WhisperTranscriber, sound: Samples) -> list[tuple[float, str]]:
    """What is sent, and when, in seconds from the start."""
    told: list[tuple[float, str]] = []

    def tell(heard: Heard) -> None:
        if isinstance(heard, Said):
            told.append((listening.received / SAMPLE_RATE, heard.transcript.text))

    async def hear(samples: Samples) -> Transcript:
        return await asyncio.to_thread(whisper.transcribe, samples)

    async def follow(samples: Samples, known: Sequence[str]) -> Transcript | None:
        return await asyncio.to_thread(whisper.follow, samples, known)

    async def no_partial(samples: Samples, known: Sequence[str]) -> None:
        return None

    listening = Listening(Endpoint(Level.A1), hear, follow, no_partial, tell, longest_s=60, silence_s=600)
    pcm = (sound.clip(-1, 1) * 32767).astype("<i2").tobytes()
    for at in range(0, len(pcm), 3200):
        await listening.feed(pcm[at : at + 3200])
        await asyncio.sleep(0)
    return told


def beside_others(people: People, whisper: WhisperTranscriber, how_many: int, fainter_db: float) -> list[float | None]:
    """When each sentence's turn ended, after its last sound; None where it did not, or had other words."""
    ended: list[float | None] = []
    for n, sentence in enumerate(SENTENCES):
        learner = level(people.say(sentence, VOICES[n]), LOUD_DB)
        end = BEFORE_S + len(learner) / SAMPLE_RATE
        sound = np.concatenate([silence(BEFORE_S), learner, silence(AFTER_S)])
        sound += level(people.talking(how_many, len(sound) / SAMPLE_RATE, n), LOUD_DB - fainter_db)[: len(sound)]
        told = asyncio.run(listen(whisper, sound))
        right = len(told) == 1 and words(told[0][1]) == words(sentence)
        ended.append(told[0][0] - end if right else None)
    return ended


def softer(people: People, whisper: WhisperTranscriber, shape: tuple[float, float]) -> int:
    """How many sentences are sent whole that go from one level to the other, after one that was loud."""
    kept = 0
    for voice in VOICES:
        for sentence in SENTENCES:
            first = level(people.say(SENTENCES[0], voice), LOUD_DB)
            second = level(people.say(sentence, voice), LOUD_DB)
            second *= 10 ** (np.linspace(*shape, len(second), dtype=np.float32) / 20)
            told = asyncio.run(listen(whisper, np.concatenate([first, silence(6), second, silence(4)])))
            kept += len(told) == 2 and words(told[1][1])[-1] == words(sentence)[-1]
    return kept


def invented(people: People, whisper: WhisperTranscriber) -> list[str]:
    """The words that crowds are given."""
    given = []
    for how_many in (3, 4, 5, 6, 8):
        for seed in range(24):
            try:
                crowd = level(people.talking(how_many, (3, 6, 9)[seed % 3], seed), LOUD_DB)
                given.append(f"{how_many}: {whisper.transcribe(crowd).text}")
            except NothingHeard:
                continue
    return given


def main() -> None:
    people, whisper = People(), WhisperTranscriber(load_catalogue().ensure("whisper-base", REAL), "es")
    for fainter_db in (25, 20, 15, 10):
        for how_many in (1, 2, 4, 8, 16):
            ended = beside_others(people, whisper, how_many, fainter_db)
            times = " ".join("-" if at is None else f"{at:.1f}" for at in ended)
            print(f"{how_many:2} others, {fainter_db} dB fainter: {times}", flush=True)
    for shape in ((-6, -6), (-10, -10), (-14, -14), (0, -18), (-18, 0)):
        print(f"from {shape[0]} to {shape[1]} dB: {softer(people, whisper, shape)} of 9 kept", flush=True)
    given = invented(people, whisper)
    print(f"words given to 120 crowds: {len(given)}", *given, sep="\n  ")


if __name__ == "__main__":
    main()
