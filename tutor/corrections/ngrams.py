"""How usual a string of words is, counted in corrected learner sentences, with word frequency behind it."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10
from zlib import crc32

from tutor.corrections.lexicon import Lexicon

_LOG_BACKOFF = log10(0.4)
_RARE_ZIPF = 1.0


def key(words: str) -> int:
    """The number under which a space-separated n-gram is counted."""
    return crc32(words.encode())


class Ngrams:
    """Stupid backoff over 1- to 3-gram counts; unseen words fall back on their general frequency."""

    def __init__(self, counts: Mapping[int, int], lexicon: Lexicon) -> None:
        self._counts = counts
        self._frequency = lexicon.frequency

    def score(self, first: str, second: str, word: str, minus: Mapping[int, int] | None = None) -> float:
        """log10 of the likeliness of a word after two others; `minus` are counts to leave out."""
        space_word, counts = b" " + word.encode(), self._counts
        behind = second.encode()
        # As `key` of "first second" and of "second", and of each with the word behind it.
        histories = (crc32(b" " + behind, crc32(first.encode())), crc32(behind))
        discount = 0.0
        for history in histories:
            at = crc32(space_word, history)
            count = counts.get(at, 0)
            if minus and count:
                count -= minus.get(at, 0)
            if count >= 2:
                return log10(count / max(count, counts.get(history, count))) + discount
            discount += _LOG_BACKOFF
        return self._frequency.get(word, _RARE_ZIPF) - 9 + discount

    def total(self, words: list[str], minus: Mapping[int, int] | None = None) -> float:
        """The sum over a string of words from its third on."""
        return sum(self.score(words[k - 2], words[k - 1], words[k], minus) for k in range(2, len(words)))
