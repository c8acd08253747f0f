"""Which word of a list a short recording holds, by its sounds alone: what a recogniser with a language model inside mishears.

Each word is laid over the whole recording, silence around it (`phones.py`); the signs are broad ones (`broad.py`), and a sound as
learners say it, an aspirated t or an English r, counts as the Spanish one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tutor.language.es.broad import SOUNDS
from tutor.speech.analysis.phones import SILENCE, Floats, Heard

# So many words are looked at closely, those whose every sound is somewhere in the recording first.
LOOKED_AT = 5000
# Which of the network's signs are one sound here.
_SIGNS = {
    "a": "a ˈa", "e": "e ˈe A ˈA", "i": "i ˈi j", "o": "o ˈo O ˈO", "u": "u ˈu w", "b": "b β v", "d": "d ð", "G": "ɡ ɣ",
    "p": "p pʰ", "t": "t tʰ", "k": "k kʰ", "f": "f", "s": "s θ", "J": "x h", "C": "tʃ", "m": "m", "n": "n ŋ", "N": "ɲ",
    "l": "l", "L": "ʎ ʝ ʃ", "r": "ɾ ɹ", "R": "r ɹ",
}  # fmt: skip


class SoundList:
    """Words to choose among, given in broad sounds and read once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._lengths = np.array([len(sounds) for sounds in words], dtype=np.int64)
        self._sounds = np.zeros((len(words), int(self._lengths.max(initial=0)) + 2), dtype=np.int64)
        for row, sounds in zip(self._sounds, words, strict=True):  # 0 is silence
            row[1 : len(sounds) + 1] = [SOUNDS.index(sound) + 1 for sound in sounds]

    def likelihoods(self, heard: Heard) -> Floats:
        """How likely each word is to be all that was said, as a natural logarithm; -inf for one that is not looked at, since
        some of its sounds are nowhere in it, or that is too long."""
        step = _broadly(heard)
        peaks = step.max(axis=0)
        peaks[0] = 0.0
        likely = np.argsort(-peaks[self._sounds].sum(axis=1))[:LOOKED_AT]
        sounds, lengths = self._sounds[likely], self._lengths[likely]
        score = np.full(sounds.shape, -np.inf, dtype=np.float32)
        score[:, 0], score[:, 1] = step[0, 0], step[0, sounds[:, 1]]
        for moment in step[1:]:
            score[:, 1:] = np.maximum(score[:, 1:], score[:, :-1])
            score += moment[sounds]
        rows = np.arange(len(likely))
        found = np.full(len(self._lengths), -np.inf, dtype=np.float32)
        found[likely] = np.maximum(score[rows, lengths], score[rows, lengths + 1])
        return found


def _broadly(heard: Heard) -> NDArray[np.float32]:
    """The likelihood of silence and of each broad sound, a column each."""
    columns = [heard.of([SILENCE])[:, 0]]
    columns += [np.logaddexp.reduce(heard.of(_SIGNS[sound].split()), axis=1) for sound in SOUNDS]
    return np.stack(columns, axis=1)
