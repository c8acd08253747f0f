"""When each word of a text is spoken: from the durations a voice works with, or else from where there is sound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from numpy.typing import NDArray

FRAME_S = 0.01
# What is this far below the loudest is silence, in decibels.
SILENCE_DB = -35.0


@dataclass(frozen=True, slots=True)
class WordTime:
    """A word as it is spoken; times in seconds from the start of the sound."""

    text: str
    start: float
    end: float

    def later(self, seconds: float) -> WordTime:
        """The same word in a sound that has so much before it, or that much less."""
        return WordTime(self.text, max(0.0, round(self.start + seconds, 3)), max(0.0, round(self.end + seconds, 3)))


@dataclass(frozen=True, slots=True)
class Phone:
    """A sound of a language, or a sign between sounds; times in seconds from the start of the sound."""

    sign: str
    start: float
    end: float


def words_in(spoken: str) -> list[str]:
    """The words of a text as it is said: what stands between spaces and has a letter."""
    return [word for word in spoken.split() if any(c.isalpha() for c in word)]


def by_phones(sentence: str, phones: Sequence[Phone]) -> list[WordTime]:
    """The times of a sentence's words from those of its sounds; the sounds of each word end with a space."""
    said: list[list[Phone]] = [[]]
    for phone in phones:
        if phone.sign.isspace():
            said.append([])
        elif phone.sign.isalpha():
            said[-1].append(phone)
    said = [word for word in said if word]
    words = words_in(sentence)
    if len(words) != len(said):  # the voice runs words together, or spells one
        return by_letters(sentence, [(phone.start, phone.end) for word in said for phone in word])
    return [WordTime(word, round(p[0].start, 3), round(p[-1].end, 3)) for word, p in zip(words, said, strict=True)]


def by_sound(sentence: str, samples: NDArray[np.int16], rate: int) -> list[WordTime]:
    """The times of a sentence's words guessed from where there is sound at all: as if each letter took as long."""
    frames = np.flatnonzero(sounding(samples.astype(np.float32), rate))
    return by_letters(sentence, [(n * FRAME_S, (n + 1) * FRAME_S) for n in frames.tolist()])


def by_letters(sentence: str, stretches: Sequence[tuple[float, float]]) -> list[WordTime]:
    """The words of a sentence over stretches of sound in order, each word taking as many as it has letters."""
    words = words_in(sentence)
    if not stretches:
        return [WordTime(word, 0.0, 0.0) for word in words]
    ends = np.cumsum([len(word) for word in words]) / max(sum(len(word) for word in words), 1) * len(stretches)
    times, first = [], 0
    for word, end in zip(words, ends.tolist(), strict=True):
        last = min(max(round(end), first + 1), len(stretches))
        first = min(first, last - 1)
        times.append(WordTime(word, round(stretches[first][0], 3), round(stretches[last - 1][1], 3)))
        first = last
    return times


def sounding(samples: NDArray[np.float32], rate: int) -> NDArray[np.bool_]:
    """For each hundredth of a second whether there is sound in it."""
    length = round(rate * FRAME_S)
    frames = samples[: len(samples) // length * length].reshape(-1, length)
    loudness = np.sqrt((frames**2).mean(axis=1))
    return np.asarray(loudness > max(loudness.max(initial=0.0) * 10 ** (SILENCE_DB / 20), 1e-9))


def places(text: str, spoken: Sequence[str]) -> list[tuple[int, int] | None]:
    """Where each spoken word stands in a text as it is written, in code points; None for what is only said.

    A voice says «21» as «veintiuno» and leaves a smiley out, so the two are laid side by side: words that differ
    between words that are alike share the room there.
    """
    written = [m.span() for m in re.finditer(r"\S*\w\S*", text)]
    found: list[tuple[int, int] | None] = [None] * len(spoken)
    matcher = SequenceMatcher(None, [_bare(text[a:b]) for a, b in written], [_bare(word) for word in spoken], False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind in ("equal", "replace"):
            for n in range(c, d):
                first = a + (n - c) * (b - a) // (d - c)
                last = max(first, a - 1 + -(-(n - c + 1) * (b - a) // (d - c)))
                found[n] = (written[first][0], written[last][1])
    return found


def _bare(word: str) -> str:
    return "".join(c for c in word.lower() if c.isalnum())
