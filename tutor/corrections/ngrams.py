"""How usual a string of words is, counted in corrected learner sentences, with word frequency behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.corrections.codes import Codes, code, joined
from tutor.language.es.word_lists import WordLists

_LOG_BACKOFF = float(np.log10(0.4))
_RARE_ZIPF = 1.0


class Counts:
    """How often each key was seen."""

    def __init__(self, keys: Codes, counts: NDArray[Any]) -> None:
        self._keys, self._counts = keys, counts  # keys in ascending order

    @classmethod
    def of(cls, seen: Codes) -> Counts:
        """From all keys that were seen, in any order."""
        return cls(*np.unique(seen, return_counts=True))

    def __call__(self, keys: Codes) -> NDArray[np.int64]:
        """The count of each; 0 for what was never seen."""
        if not len(self._keys):
            return np.zeros(len(keys), np.int64)
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, self._counts[at], 0).astype(np.int64)

    def often(self, least: int) -> tuple[Codes, NDArray[Any]]:
        """The keys that were seen so often, in ascending order, and their counts."""
        enough = self._counts >= least
        return self._keys[enough], self._counts[enough]


NOTHING = Counts(np.zeros(0, np.uint32), np.zeros(0, np.int64))


def keys(words: Sequence[str]) -> Codes:
    """What is counted of a sentence: from its first word on, each word, with the one before it, and with two before."""
    w = np.array([code(word) for word in ("<<", "<", *words, ">", ">>")], np.uint32)
    begins = [joined(w[1:2]), joined(w[:1], w[1:2])]
    return np.concatenate([*begins, joined(w[2:]), joined(w[1:-1], w[2:]), joined(w[:-2], w[1:-1], w[2:])])


class Ngrams:
    """Stupid backoff over 1- to 3-gram counts; unseen words fall back on their general frequency."""

    def __init__(self, counts: Counts, lexicon: WordLists) -> None:
        self._counts = counts
        self._frequency = lexicon.frequency

    def totals(self, strings: Sequence[tuple[str, ...]], minus: Counts = NOTHING) -> NDArray[np.float64]:
        """For each string of words the sum of log10 of how likely each is after two others, from the third word on;
        `minus` are counts to leave out."""
        place: dict[str, int] = {}  # each word's column in `codes` and `zipf`
        triples: list[tuple[int, int, int]] = []
        owner: list[int] = []
        for n, words in enumerate(strings):
            at = [place.setdefault(word, len(place)) for word in words]
            triples += zip(at, at[1:], at[2:], strict=False)
            owner += [n] * (len(at) - 2)
        if not triples:
            return np.zeros(len(strings))
        codes = np.array([code(word) for word in place], np.uint32)
        zipf = np.array([self._frequency.get(word, _RARE_ZIPF) for word in place])
        first, second, word = np.array(triples).T
        likely = self._likely(codes[first], codes[second], codes[word], zipf[word], minus)
        return np.bincount(owner, likely, len(strings)).astype(np.float64)

    def _likely(self, first: Codes, second: Codes, word: Codes, zipf: NDArray[Any], minus: Counts) -> NDArray[Any]:
        likely = zipf - 9 + 2 * _LOG_BACKOFF
        for backoff, history in ((_LOG_BACKOFF, (second,)), (0.0, (first, second))):
            key = joined(*history, word)
            count = self._counts(key) - minus(key)
            all_ = np.maximum(self._counts(joined(*history)), count)
            seen = count >= 2
            likely[seen] = np.log10(count[seen] / all_[seen]) + backoff
        return likely
