"""How well persons are heard: `python -m tests.eval_persons FOLDER [--clips N]`, beside faster-whisper as it comes.

FOLDER holds recordings and clips.tsv: file, text, speaker, kind (word, letter, syllable, short, sentence). Words are right when they
are spelled so, accents and signs apart. `done` is the same clip into a microphone, "Done" pressed right after; `expected` a word
where it is the answer to an exercise. Last, of how many words a miss of a sound is told.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.conftest import REAL
from tests.eval_heard import plain
from tutor.core.errors import NothingHeard
from tutor.core.levels import Level
from tutor.language.es.spoken import speakable
from tutor.language.es.tokens import plain as folded
from tutor.language.es.tokens import words
from tutor.speech.analysis.phones import EAR, Phones
from tutor.speech.analysis.pronunciation import judged
from tutor.speech.audio.formats import SAMPLE_RATE, decode
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.listening import Listening, Said
from tutor.speech.live.words import Samples
from tutor.speech.stt.alone import by_sound, is_brief
from tutor.speech.stt.transcribe import Transcript, WhisperTranscriber

# A page records a little before and after what is said: faint noise.
BEFORE_S, AFTER_S, NOISE = 0.4, 0.6, 0.0003
PIECE = 3200  # samples at once
ALONE = ("word", "letter", "syllable")


@dataclass(frozen=True)
class Clip:
    text: str
    speaker: str
    kind: str
    samples: NDArray[np.float32]


def clips(folder: Path, most: int) -> list[Clip]:
    with (folder / "clips.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    return [Clip(r["text"], r["speaker"], r["kind"], _recorded(decode(folder / r["file"], 60))) for r in rows[:most]]


def _recorded(said: NDArray[np.float32]) -> NDArray[np.float32]:
    rng = np.random.default_rng(len(said))
    around = [rng.normal(0, NOISE, round(s * SAMPLE_RATE)).astype(np.float32) for s in (BEFORE_S, AFTER_S)]
    return np.concatenate([around[0], said, around[1]])


class Ears:
    """Hears as the tutor's do (`tutor/speech/ears.py`), without a queue."""

    def __init__(self) -> None:
        self.whisper = WhisperTranscriber(REAL.models_folder / EAR, "es")
        self.phones = Phones()

    def hear(self, samples: Samples, expected: Sequence[str] = ()) -> Transcript | None:
        try:
            heard = self.whisper.transcribe(samples)
        except NothingHeard:
            heard = None
        if heard is None or is_brief(heard, "es"):
            return by_sound(samples, heard, self.whisper.states, self.phones, expected)
        return heard

    def text(self, samples: Samples, expected: Sequence[str] = ()) -> str:
        heard = self.hear(samples, expected)
        return heard.text if heard else ""

    def done(self, samples: Samples) -> str:
        """What is heard when Done is pressed right after the last word."""
        return asyncio.run(self._done(samples[: -round((AFTER_S - 0.1) * SAMPLE_RATE)]))

    async def _done(self, samples: Samples) -> str:
        said: list[str] = []

        async def hear(sound: Samples) -> Transcript:
            heard = self.hear(sound)
            if heard is None:
                raise NothingHeard
            return heard

        async def partial(sound: Samples, known: Sequence[str]) -> Transcript | None:
            return self.whisper.follow(sound, known)

        async def follow(sound: Samples, known: Sequence[str]) -> Transcript | None:
            heard = self.whisper.follow(sound, known)
            return None if heard is None or is_brief(heard, "es") else heard

        def tell(heard: object) -> None:
            if isinstance(heard, Said):
                said.append(heard.transcript.text)

        listening = Listening(Endpoint(Level.A2), hear, follow, partial, tell, longest_s=60, silence_s=60)
        pcm = (np.clip(samples, -1, 1) * 32767).astype("<i2")
        for at in range(0, len(pcm), PIECE):
            await listening.feed(pcm[at : at + PIECE].tobytes())
            await asyncio.sleep(0)
        await listening.end()
        return " ".join(said)


def same(heard: str, text: str) -> bool:
    return _plain(heard) == _plain(text)


def _plain(text: str) -> list[str]:
    return [folded(word) for word in words(speakable(text))]


def doubled(heard: str, text: str) -> bool:
    return _plain(heard) == 2 * _plain(text) or _plain(heard) == 3 * _plain(text)


def row(name: str, found: list[Clip], hear: Callable[[Clip], str]) -> str:
    heard = [(hear(clip), clip.text) for clip in found]
    right = sum(same(*one) for one in heard)
    nothing, twice = sum(not text for text, _ in heard), sum(doubled(*one) for one in heard)
    return f"| {name} | {len(found)} | {right} ({right / len(found):.0%}) | {nothing} | {twice} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clips", type=int, default=1000)
    given = parser.parse_args()
    kinds: dict[str, list[Clip]] = defaultdict(list)
    for clip in clips(given.folder, given.clips):
        kinds[clip.kind].append(clip)
    ears, whisper = Ears(), plain()
    print("| | clips | right | nothing | said twice |\n|---|---|---|---|---|")
    for kind, found in kinds.items():
        print(row(f"{kind}, faster-whisper as it comes", found, lambda clip: whisper(clip.samples)))
        print(row(f"{kind}, tutor", found, lambda clip: ears.text(clip.samples)))
        if kind in ALONE:
            print(row(f"{kind}, done", found, lambda clip: ears.done(clip.samples)))
            print(row(f"{kind}, expected", found, lambda clip: ears.text(clip.samples, [clip.text])))
            other = [replace(clip, text=found[n - 1].text) for n, clip in enumerate(found)]
            print(
                row(
                    f"{kind}, taken for another that was expected",
                    other,
                    lambda clip: ears.text(clip.samples, [clip.text]),
                )
            )
    print("\n| speaker | words | told of a miss |\n|---|---|---|")
    told: dict[str, list[bool]] = defaultdict(list)
    for clip in (clip for kind, found in kinds.items() if kind not in ("letter", "syllable") for clip in found):
        states = ears.whisper.states(clip.samples)
        if states is not None:
            told[clip.speaker] += [bool(word.sound) for word in judged(ears.phones.hear(states), clip.text, "en")]
    for speaker, missed in told.items():
        print(f"| {speaker} | {len(missed)} | {sum(missed)} ({np.mean(missed):.1%}) |")


if __name__ == "__main__":
    main()
