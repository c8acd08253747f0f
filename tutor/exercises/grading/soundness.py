"""Whether a sentence is right Spanish, as far as the corrections can tell without a model."""

from __future__ import annotations

from functools import cache

from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.policy import CorrectionPreferences


@cache
def _corrector() -> Corrector:
    return Corrector()


def mistakes(text: str) -> list[Edit]:
    """What the corrections would change, marks and capitals apart."""
    edits = _corrector().check(text, CorrectionPreferences(strictness="normal")).edits
    return [e for e in edits if e.category not in ("punctuation", "capitals", "diacritic")]


def sound(text: str) -> bool:
    """Whether they would change nothing."""
    return not mistakes(text)
