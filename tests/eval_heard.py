"""How many of a learner's mistakes survive being heard: `python -m tests.eval_heard [--clips N]`.

Sentences with typical mistakes, and the same sentences right, are spoken by Kokoro's voices at two speeds, every third
with noise, and heard by plain faster-whisper, without a beam, and by the tutor. A mistake survives when what was heard
is nearer to what was said than to the right sentence; a right sentence is spoilt when it is the other way round.

The second table is about the evidence for a correction: of how many mistakes that were said, and of how many that were
not (the right sentence was said), the tutor would be sure.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.clips import VOICES, Clip, Studio
from tests.conftest import REAL
from tutor.conversation.sound_evidence import MARGIN
from tutor.core.errors import NothingHeard
from tutor.speech.stt.transcribe import WhisperTranscriber

DATA = Path(__file__).parent / "data"
UNSOUNDED = ("capitals", "diacritic", "punctuation", "spelling")
SPEEDS = (0.85, 1.0)
NOISE_DB = 15.0


@dataclass(frozen=True)
class Said:
    """A sentence with a mistake and without, and how it is spoken."""

    kind: str
    wrong: str
    right: str
    voice: str
    speed: float
    snr_db: float | None

    def clip(self, text: str) -> Clip:
        return Clip(text, self.voice, self.speed, self.snr_db)


def pairs(limit: int) -> list[Said]:
    """The sentences, mixed, always in the same order."""
    lines = [
        line.split("\t")
        for name in ("said_mistakes.tsv", "mistakes.tsv")
        for line in (DATA / name).read_text(encoding="utf-8").splitlines()
    ]
    audible = [line for line in lines if line[0] not in UNSOUNDED and words(line[1]) != words(line[2])]
    random.Random(6).shuffle(audible)
    return [
        Said(*line, VOICES[n % 3], SPEEDS[n // 3 % 2], NOISE_DB if n // 6 % 3 == 0 else None)
        for n, line in enumerate(audible[:limit])
    ]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def distance(one: Sequence[str], other: Sequence[str]) -> int:
    """Words to change, insert or delete to come from one to the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


Hear = Callable[[NDArray[np.float32]], str]


def plain(**options: Any) -> Hear:
    """faster-whisper as it comes, but for the options."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(REAL.models_folder / "whisper-base"), compute_type="int8", local_files_only=True)
    return lambda samples: " ".join(s.text for s in model.transcribe(samples, language="es", **options)[0])


def ours(transcriber: WhisperTranscriber) -> Hear:
    def hear(samples: NDArray[np.float32]) -> str:
        try:
            return transcriber.transcribe(samples).text
        except NothingHeard:
            return ""

    return hear


@dataclass
class Count:
    """Outcomes of one way of hearing."""

    outcomes: Counter[str]
    errors: int = 0
    words: int = 0
    took: float = 0.0


def measure(said: list[Said], studio: Studio, hear: Hear, show: bool) -> Count:
    count = Count(Counter())
    for s in said:
        wrong, right = words(s.wrong), words(s.right)
        for spoken, other, outcomes in (
            (wrong, right, ("survived", "repaired", "lost")),
            (right, wrong, ("right", "spoilt", "misheard")),
        ):
            samples = studio.samples(s.clip(s.wrong if spoken is wrong else s.right))
            began = time.perf_counter()
            heard = words(hear(samples))
            count.took += time.perf_counter() - began
            near, far = distance(heard, spoken), distance(heard, other)
            outcome = outcomes[0] if near < far else outcomes[1] if far < near else outcomes[2]
            count.outcomes[outcome] += 1
            count.outcomes[f"{outcome} {s.kind}"] += 1
            count.errors += near
            count.words += len(spoken)
            if show:
                print(f"  {outcome:9} {' '.join(spoken)} | {' '.join(heard)}")
    return count


def table(counts: dict[str, Count]) -> Iterator[str]:
    yield "| | mistakes survive | repaired | lost | right sentences spoilt | misheard | words wrong | s a clip |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, c in counts.items():
        o = c.outcomes
        mistakes, right = o["survived"] + o["repaired"] + o["lost"], o["right"] + o["spoilt"] + o["misheard"]
        yield (
            f"| {name} | {o['survived'] / mistakes:.1%} ({o['survived']}/{mistakes}) | {o['repaired'] / mistakes:.1%} "
            f"| {o['lost'] / mistakes:.1%} | {o['spoilt'] / right:.1%} | {o['misheard'] / right:.1%} "
            f"| {c.errors / c.words:.1%} | {c.took / (mistakes + right):.2f} |"
        )


def evidence(said: list[Said], studio: Studio, transcriber: WhisperTranscriber) -> Iterator[str]:
    """How often a mistake would be held for surely said, by how much likelier the sound has to make it."""
    margins: dict[bool, list[float]] = {True: [], False: []}
    for s in said:
        for was_said, text in ((True, s.wrong), (False, s.right)):
            wrong, right = transcriber.score_wordings(studio.samples(s.clip(text)), [s.wrong, s.right]) or (0.0, 0.0)
            margins[was_said].append(wrong - right)
    yield f"AUC {auc(margins[True], margins[False]):.3f} over {len(said)} mistakes said and {len(said)} not said\n"
    yield "| margin | sure of mistakes that were said | sure of mistakes that were not said |"
    yield "|---|---|---|"
    for margin in (-2.0, -1.0, 0.0, 1.0, MARGIN, 3.0):
        sure = {said: sum(m >= margin for m in found) / len(found) for said, found in margins.items()}
        yield f"| {margin:g}{' (shipped)' if margin == MARGIN else ''} | {sure[True]:.1%} | {sure[False]:.1%} |"


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that one of the positive scores is above one of the negative ones."""
    above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return above / (len(positive) * len(negative))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=200, help="sentences, each spoken wrong and right")
    parser.add_argument("--record", action="store_true", help="only make the clips")
    parser.add_argument("--show", action="store_true", help="print what was heard")
    args = parser.parse_args()
    said = pairs(args.clips)
    studio = Studio()
    if args.record:
        for s in said:
            studio.samples(s.clip(s.wrong))
            studio.samples(s.clip(s.right))
        return 0
    transcriber = WhisperTranscriber(REAL.models_folder / "whisper-base", "es")
    ways = {
        "faster-whisper as it comes": plain(),
        "the same, greedy, temperature 0": plain(beam_size=1, temperature=0.0),
        "tutor": ours(transcriber),
    }
    counts = {name: measure(said, studio, hear, args.show) for name, hear in ways.items()}
    print("\n".join(table(counts)), end="\n\n")
    print("\n".join(evidence(said, studio, transcriber)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
