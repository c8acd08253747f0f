"""Whether a sentence is right Spanish, as far as the corrections can tell without a model."""

from __future__ import annotations

from functools import cache, lru_cache

from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.policy import CorrectionPreferences
from tutor.language.es.tokens import words

_LETTERS = ("punctuation", "capitals", "diacritic")
_CAREFUL = CorrectionPreferences(strictness="strict")


@cache
def _corrector() -> Corrector:
    return Corrector()


def mistakes(text: str) -> list[Edit]:
    """What the corrections would change, marks and capitals apart."""
    edits = _corrector().check(text, CorrectionPreferences(strictness="normal")).edits
    return [e for e in edits if e.category not in _LETTERS]


@lru_cache(2000)
def doubts(text: str) -> dict[str, float]:
    """How sure the corrections are of a mistake, told or not, and how usual its words are beside each other, as log10."""
    corrector = _corrector()
    sure = [
        e.confidence for _, edits in corrector.candidates(text, _CAREFUL) for e in edits if e.category not in _LETTERS
    ]
    usual = sorted(corrector.scorer.usual(words(text)))
    return {
        "correction": max(sure, default=0.0),
        "corrections": sum(sure),
        "usual": sum(usual) / len(usual),
        "least usual": usual[0],
        "second least usual": usual[min(1, len(usual) - 1)],
    }
