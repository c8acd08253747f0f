"""Corrections at once, without a model."""

from __future__ import annotations

from dataclasses import dataclass

from tutor.corrections.edits import Edit, apply


@dataclass
class Checked:
    """A text's corrections in reading order, and the text with them made."""

    edits: list[Edit]
    corrected_text: str


class Corrector:
    def check(self, text: str, level: str = "B1", first_language: str = "en", *, spoken: bool = False) -> Checked:
        edits: list[Edit] = []
        return Checked(edits, apply(text, edits))
