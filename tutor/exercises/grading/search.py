"""Which of the many ways of saying a right sentence an answer may be: step by step towards it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from tutor.exercises.grading.constructions import variants
from tutor.exercises.grading.words import ParsedSentence

_STEPS = 2
"""So many constructions of one sentence may be others at once."""
_BREADTH = 3
"""So many sentences are looked at further after each step: those most like the answer."""


@lru_cache(500)
def towards(
    right: ParsedSentence, given: ParsedSentence, english: str, free: bool, steps: int = _STEPS
) -> tuple[tuple[int, ParsedSentence], ...]:
    """Ways of saying the right sentence with how unlike the answer they are, the most like first."""
    texts = Counter(w.text for w in given.words)

    def unlike(other: ParsedSentence) -> int:
        return abs(len(other.words) - len(given.words)) - sum((texts & Counter(w.text for w in other.words)).values())

    found: dict[ParsedSentence, int] = {}
    here = [right]
    for _ in range(steps):
        new = (other for one in here for other in variants(one, english, free))
        rated = {other: unlike(other) for other in new if other not in found and other != right}
        if not rated:
            break
        found |= rated
        here = [other for other in sorted(rated, key=rated.__getitem__) if not other.faults][:_BREADTH]
    return tuple((found[other], other) for other in sorted(found, key=found.__getitem__))
