"""The six levels of the Common European Framework."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """A CEFR level."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def band(self) -> str:
        """A, B or C."""
        return self.value[0]
