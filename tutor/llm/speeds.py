"""How fast each model writes here, as far as that is still true."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from time import monotonic

# A busy minute shall not decide who answers: of so many replies the middle one counts.
REPLIES = 5
# What was measured longer ago is forgotten, and the model tried again, in seconds.
AGE_S = 600.0


@dataclass
class Speeds:
    """Tokens a second by model."""

    clock: Callable[[], float] = monotonic
    _measured: dict[str, deque[tuple[float, float]]] = field(default_factory=dict)

    def add(self, name: str, tokens_per_s: float) -> None:
        """A reply was written."""
        self._measured.setdefault(name, deque(maxlen=REPLIES)).append((self.clock(), tokens_per_s))

    def of(self, name: str) -> float | None:
        """The usual speed of a model; None when nothing is known of it any more."""
        since = self.clock() - AGE_S
        lately = [speed for when, speed in self._measured.get(name, ()) if when >= since]
        return median(lately) if lately else None
