"""How finished turns sound to Smart Turn, and pauses to think: `python -m tests.eval_turns [a|b]`.

Kokoro's voices say the sentences of data/pauses_a.txt or pauses_b.txt; each is asked about as a whole, and broken off at each mark as
learners do: cut, its last sound drawn out, or its last words said again. Printed is how many would end a turn early, by level, and how
many would wait longer. The first half chose the thresholds of `endpoint.py`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import numpy as np
import parselmouth
from numpy.typing import NDArray
from parselmouth.praat import call

from tests.clips import VOICES
from tests.conftest import REAL, wav_bytes
from tutor.core.downloads import load_catalogue
from tutor.core.levels import Level
from tutor.speech.audio.formats import SAMPLE_RATE, decode
from tutor.speech.live.endpoint import SOUNDS_FINISHED, SOUNDS_OPEN, unfinished
from tutor.speech.live.finished import TURN_MODEL, TurnEnd
from tutor.speech.tts.voices import KokoroModel, KokoroVoice

DATA = Path(__file__).parent / "data"
Samples = NDArray[np.float32]
SILENCE_S, DRAWN_S, DRAWN_FACTOR, AGAIN_S, BETWEEN_S = 0.3, 0.3, 2.2, 0.8, 0.35
SPEEDS = (0.8, 0.9, 1.0)


def voices() -> Iterator[KokoroVoice]:
    catalogue = load_catalogue()
    files = [catalogue.ensure_voice(entry, REAL) for entry in catalogue.voices if entry.id in VOICES]
    model = KokoroModel(files[0]["model"])
    return (KokoroVoice(model, one["style"], "es") for one in files)


def at_16_khz(said: NDArray[np.int16], rate: int) -> Samples:
    with NamedTemporaryFile(suffix=".wav") as file:
        file.write(wav_bytes(said, rate))
        file.flush()
        return decode(Path(file.name), 60)


def quiet(seconds: float) -> Samples:
    return np.random.default_rng(1).normal(0, 0.0005, round(seconds * SAMPLE_RATE)).astype(np.float32)


def trimmed(sound: Samples) -> Samples:
    return sound[: np.flatnonzero(np.abs(sound) > 0.01)[-1] + 1]


def drawn(sound: Samples) -> Samples:
    at = len(sound) - round(DRAWN_S * SAMPLE_RATE)
    longer = call(
        parselmouth.Sound(sound[at:].astype(np.float64), SAMPLE_RATE), "Lengthen (overlap-add)", 75, 400, DRAWN_FACTOR
    )
    return np.concatenate([sound[:at], longer.values[0].astype(np.float32)])


def again(sound: Samples) -> Samples:
    return np.concatenate([sound, quiet(BETWEEN_S), sound[-round(AGAIN_S * SAMPLE_RATE) :]])


def main() -> None:
    half = sys.argv[1] if len(sys.argv) > 1 else "b"
    turn_end = TurnEnd(load_catalogue().ensure(TURN_MODEL, REAL) / "model.onnx")
    found: dict[str, list[float]] = defaultdict(list)

    def ask(kind: str, sound: Samples, text: str) -> None:
        heard = np.concatenate([quiet(0.5), sound, quiet(SILENCE_S)])
        found[kind].append(0.5 if unfinished(text) else turn_end.probability(heard))

    for voice in voices():
        for n, line in enumerate((DATA / f"pauses_{half}.txt").read_text(encoding="utf-8").splitlines()):
            parts = [part.strip() for part in line.split("|")]
            said, times = voice.say_timed((" ", ", ")[n % 2].join(parts), SPEEDS[n % 3])
            sound = at_16_khz(said, voice.sample_rate)
            ask("whole", trimmed(sound), line)
            words = 0
            for part in parts[:-1]:
                words += len(part.split())
                broken = trimmed(sound[: round(times[words - 1].end * SAMPLE_RATE)])
                for kind, change in (("cut", lambda s: s), ("drawn out", drawn), ("said again", again)):
                    ask(kind, change(broken), part)
    for kind, chances in found.items():
        early = {level: sum(chance >= SOUNDS_FINISHED[level] for chance in chances) for level in Level}
        longer = sum(chance < SOUNDS_OPEN for chance in chances)
        print(
            f"{kind}: {len(chances)}; early "
            + ", ".join(f"{k.value} {v}" for k, v in early.items())
            + f"; longer {longer}"
        )


if __name__ == "__main__":
    main()
