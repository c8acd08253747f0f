"""The six levels of the Common European Framework."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """A CEFR level. Levels compare as their names do: `Level.A2 < Level.B1`."""

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

    @property
    def number(self) -> int:
        """1 (A1) to 6 (C2), as the scores of texts count."""
        return tuple(Level).index(self) + 1

    @property
    def next(self) -> Level | None:
        """The level above; None above C2."""
        return Level.at(self.number + 1) if self < Level.C2 else None

    @staticmethod
    def at(score: float) -> Level:
        """The level whose number is nearest to a score from 1 to 6."""
        return tuple(Level)[round(score) - 1]
