"""Which of the many ways of saying a right sentence an answer may be: those most like it first."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from tutor.exercises.grading.constructions import variants
from tutor.exercises.grading.words import ParsedSentence


@lru_cache(500)
def towards(
    right: ParsedSentence, given: ParsedSentence, english: str, free: bool
) -> tuple[tuple[int, ParsedSentence], ...]:
    """Ways of saying the right sentence with how unlike the answer they are, the most like first."""
    texts = Counter(w.text for w in given.words)

    def unlike(other: ParsedSentence) -> int:
        return abs(len(other.words) - len(given.words)) - sum((texts & Counter(w.text for w in other.words)).values())

    rated = {other: unlike(other) for other in variants(right, english, free) if other != right}
    return tuple((rated[other], other) for other in sorted(rated, key=rated.__getitem__))
