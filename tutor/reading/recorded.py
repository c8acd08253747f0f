"""What was heard, kept as a sound: its sentences in the voice that said them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tutor.reading.text import WordAt
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.tempo import at_tempo
from tutor.speech.audio.wav import WAV_HEADER_BYTES, as_wav, to_int16
from tutor.store.columns import new_id
from tutor.store.files import Files

SAMPLE_BYTES = 2
# Ears are not exact about where a word begins and ends: a sentence is cut where it is quietest between what is so much
# before and after its words and a little of them, in seconds.
AROUND_S, WITHIN_S = 0.3, 0.1
QUIET_S = 0.04
# Too short to be noticed, long enough for no click, in seconds.
FADE_S = 0.005


def sound_bytes(samples: int) -> int:
    """What a sound of so many samples takes when it is kept."""
    return WAV_HEADER_BYTES + samples * SAMPLE_BYTES


def sound_name() -> str:
    """A new name for a sound that is kept."""
    return new_id() + ".wav"


def keep_sound(samples: NDArray[np.float32], files: Files, name: str) -> None:
    """Keep samples (16 kHz mono) as a WAV. Raises DiskFull, FilesUnreachable."""
    files.put(name, io.BytesIO(as_wav(SAMPLE_RATE, to_int16(samples).tobytes())))


@dataclass(frozen=True, slots=True)
class Recorded:
    """A sentence as it was said; its words stand where they stand in the sentence, with times in seconds of `samples`."""

    samples: NDArray[np.int16]
    words: tuple[WordAt, ...]

    def wav(self, speed: float = 1.0) -> bytes:
        """It as a 16-bit WAV, said so many times as fast."""
        return as_wav(SAMPLE_RATE, at_tempo(self.samples, SAMPLE_RATE, speed).tobytes())

    def words_at(self, speed: float = 1.0) -> list[WordAt]:
        """Its words with their times at that speed."""
        return [
            WordAt(word.start, word.end, round(word.from_s / speed, 3), round(word.to_s / speed, 3))
            for word in self.words
        ]


def sentence_of(files: Files, name: str, heard: Sequence[Sequence[float]], start: int, end: int) -> Recorded | None:
    """What is said of a passage's text from `start` to `end`; None where nothing of it was heard, or the sound is gone.

    `heard` are the words of the passage as rows of `WordAt`. Raises FilesUnreachable.
    """
    words = [WordAt(int(a), int(b), from_s, to_s) for a, b, from_s, to_s in heard]
    said = [n for n, word in enumerate(words) if start <= word.start and word.end <= end]
    if not said:
        return None
    first, last = said[0], said[-1]
    earliest = max(words[first].from_s - AROUND_S, words[first - 1].to_s - WITHIN_S if first else 0.0)
    latest = words[last].to_s + AROUND_S
    if last + 1 < len(words):
        latest = min(latest, words[last + 1].from_s + WITHIN_S)
    samples = _read(files, name, earliest, latest)
    if samples is None:
        return None
    begin = _quietest(samples, 0, _at(words[first].from_s + WITHIN_S - earliest))
    finish = _quietest(samples, _at(words[last].to_s - WITHIN_S - earliest), len(samples))
    if finish <= begin:
        begin, finish = 0, len(samples)
    begins_s, length_s = earliest + begin / SAMPLE_RATE, (finish - begin) / SAMPLE_RATE

    def moment(seconds: float) -> float:
        return round(min(max(seconds - begins_s, 0.0), length_s), 3)

    placed = tuple(
        WordAt(word.start - start, word.end - start, moment(word.from_s), moment(word.to_s))
        for word in (words[n] for n in said)
    )
    return Recorded(_faded(samples[begin:finish]), placed)


def _read(files: Files, name: str, from_s: float, to_s: float) -> NDArray[np.int16] | None:
    data = files.read(name, sound_bytes(_at(from_s)), sound_bytes(_at(to_s)))
    return np.frombuffer(data[: len(data) // SAMPLE_BYTES * SAMPLE_BYTES], dtype="<i2") if data else None


def _at(seconds: float) -> int:
    return max(0, round(seconds * SAMPLE_RATE))


def _quietest(samples: NDArray[np.int16], start: int, end: int) -> int:
    """The sample in the middle of what is quietest between two others."""
    quiet = round(QUIET_S * SAMPLE_RATE)
    window = samples[start:end].astype(np.float64)
    if len(window) <= quiet:
        return start
    power = np.convolve(window**2, np.ones(quiet), mode="valid")
    return start + int(np.argmin(power)) + quiet // 2


def _faded(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    length = min(round(FADE_S * SAMPLE_RATE), len(samples) // 2)
    rising = np.linspace(0, 1, length)
    faded = samples.astype(np.float32)
    faded[:length] *= rising
    faded[len(faded) - length :] *= rising[::-1]
    return faded.astype(np.int16)
