"""Which sounds are heard when: a small network that reads what Whisper's encoder makes of a recording.

A probe of one hidden layer on the last states of Whisper base's encoder, which hears a fiftieth of a second in each. It was
taught with synthetic speech whose sounds and their times are known, right and wrong (data/train_phones.py), so it knows sounds
that Spanish does not have: an English r, an aspirated t, a vowel that glides. A recogniser of words cannot tell those, and
with a language model inside it hears the commoner word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# The recogniser of words whose encoder is read.
EAR = "whisper-base"
SILENCE = "_"
# No sound is less likely than this, as a natural logarithm.
FLOOR = -12.0

# What differs by region, or nobody hears: all are right.
_ALIKE = ({"s", "θ"}, {"ʎ", "ʝ", "ʃ"}, {"n", "ŋ"})


class Heard:
    """How likely each sound is at each moment, as natural logarithms: a row for each fiftieth of a second."""

    def __init__(self, likelihoods: Floats, signs: Sequence[str]) -> None:
        self._likelihoods = likelihoods
        self._column = {sign: n for n, sign in enumerate(signs)}
        self._kept: dict[str, Floats] = {}

    def __len__(self) -> int:
        return len(self._likelihoods)

    def knows(self, sound: str) -> bool:
        return bool(self._columns(sound))

    def best(self) -> Floats:
        """How likely the likeliest sound is at each moment."""
        return np.asarray(self._likelihoods.max(axis=1))

    def of(self, sounds: Sequence[str]) -> Floats:
        """How likely each of these sounds is, a column for each. What is alike counts as the same."""
        return np.stack([self._of(sound) for sound in sounds], axis=1)

    def _of(self, sound: str) -> Floats:
        if sound not in self._kept:
            self._kept[sound] = np.logaddexp.reduce(self._likelihoods[:, self._columns(sound)], axis=1)
        return self._kept[sound]

    def _columns(self, sound: str) -> list[int]:
        alike: Iterable[str] = next((group for group in _ALIKE if sound in group), [sound])
        if sound.startswith("ˌ"):  # stressed or not
            alike = (sound[1:], "ˈ" + sound[1:])
        return [self._column[one] for one in alike if one in self._column]


class Phones:
    """The network of data/phones.npz, or of another file."""

    def __init__(self, weights: Path | None = None) -> None:
        place = weights or files("tutor.speech.analysis") / "data/phones.npz"
        with place.open("rb") as file, np.load(file) as stored:
            self._signs = [str(sign) for sign in stored["signs"]]
            self._layers = [
                (stored[f"weights{n}"].astype(np.float32), stored[f"bias{n}"].astype(np.float32)) for n in (0, 1)
            ]

    def hear(self, states: Floats) -> Heard:
        """The sounds in a recording, from the states of the encoder (moments × 512)."""
        (inner, first), (outer, last) = self._layers
        scores = np.maximum(states @ inner + first, 0) @ outer + last
        scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
        return Heard(np.maximum(scores, FLOOR), self._signs)


def aligned(heard: Heard, sounds: Sequence[str]) -> list[tuple[int, int]] | None:
    """When each sound is heard, if all are in this order: its first moment, and the first after it. What is silence may take
    none. None for a recording that is too short for so many."""
    optional = np.array([sound == SILENCE for sound in sounds])
    if len(heard) < (~optional).sum():
        return None
    step = heard.of(sounds)
    count = len(sounds)
    came = np.zeros((len(heard), count), dtype=np.int8)  # from how many sounds before
    score = np.full(count + 2, -np.inf)
    score[2] = step[0, 0]
    if optional[0] and count > 1:
        score[3] = step[0, 1]
    may_skip = np.where(np.concatenate([[False], optional[:-1]]), 0.0, -np.inf)
    for moment in range(1, len(heard)):
        ways = np.stack([score[2:], score[1:-1], score[:-2] + may_skip])
        came[moment] = ways.argmax(axis=0)
        score[2:] = ways.max(axis=0) + step[moment]
    at = count - 1
    if optional[-1] and count > 1 and score[count] > score[count + 1]:
        at -= 1
    places, end = [(0, 0)] * count, len(heard)
    for moment in range(len(heard) - 1, -1, -1):
        if moment == 0 or came[moment, at]:
            places[at] = (moment, end)
            end, at = moment, at - int(came[moment, at])
    return places


def likelihood(heard: Heard, sounds: Sequence[str], start: int, end: int) -> float:
    """How likely it is that these sounds, and none besides, follow one another from one moment to another."""
    step = heard.of(sounds)[start:end]
    score = np.full(len(sounds), -np.inf, dtype=np.float32)
    score[0] = step[0, 0]
    for moment in step[1:]:
        score[1:] = np.maximum(score[1:], score[:-1])
        score += moment
    return float(score[-1])
