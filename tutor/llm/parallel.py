"""Learns whether an engine makes several replies at once, since it does not say so.

Ollama's usual setting makes one reply after the other: the second learner's first word then comes when the first one's
reply is over, however many places the tutor's own queue has. Seen twice in a row, the queue is given one place, so that
whoever waits is told of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

# So often one has to wait for another's end before that is believed.
PROOFS = 2
# A wait says something when it is so long, in seconds, and ended with the other's reply for this share of it.
LONG_S = 2.0
SHARE = 0.7
# It is tried anew after so long, in seconds: the operator may have changed it.
AGE_S = 1800.0


@dataclass(eq=False)
class Run:
    """One reply: when it was asked for and, once it is over, when that was."""

    model: str
    began: float
    beside: list[Run]
    ended: float | None = None
    spoke: bool = False


@dataclass
class Parallel:
    """Watches the replies of a queue of `places`, and changes how many it has by `resize`."""

    places: int
    resize: Callable[[int], object]
    clock: Callable[[], float] = monotonic
    _running: list[Run] = field(default_factory=list)
    _proofs: int = 0
    _until: float | None = None

    def begin(self, model: str) -> Run:
        """A model is asked."""
        now = self.clock()
        if self._until is not None and now >= self._until:
            self._until = None
            self.resize(self.places)
        run = Run(model, now, [other for other in self._running if other.model == model])
        self._running.append(run)
        return run

    def first(self, run: Run) -> None:
        """Its reply begins."""
        if run.spoke:
            return
        run.spoke = True
        now = self.clock()
        waited = now - run.began
        if any(other.ended is None and other.spoke for other in run.beside):
            self._proofs = 0  # both at once
        elif waited >= LONG_S and any(
            other.ended is not None and other.ended - run.began >= SHARE * waited for other in run.beside
        ):
            self._proofs += 1
        if self._proofs >= PROOFS and self._until is None and self.places > 1:
            self._proofs, self._until = 0, now + AGE_S
            self.resize(1)

    def end(self, run: Run) -> None:
        """Its reply is over, in whatever way."""
        run.ended = self.clock()
        self._running.remove(run)
