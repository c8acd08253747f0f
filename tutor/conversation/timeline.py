"""Where the time of a turn went: what the page draws as a waterfall."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

# prepared: a model chosen, and woken if it must be; waited: for an engine that others used; thought: until the
# first word of the reply; spoke: until its first sound, which may come when the turn has ended.
Step = Literal["prepared", "waited", "heard", "thought", "wrote", "simplified", "corrected", "spoke"]


class Timeline:
    """The steps of one turn in milliseconds since it began. Steps may overlap, and one may come more than once."""

    def __init__(self, ended: Callable[[Step, int, int], object] = lambda step, from_ms, to_ms: None) -> None:
        """`ended` is told each step that has ended."""
        self._ended = ended
        self._began = time.perf_counter()
        self._steps: list[dict[str, Any]] = []

    def begin(self, step: Step) -> None:
        """Begin a step; one that is under way goes on."""
        if not self.under_way(step):
            self._steps.append({"step": step, "from_ms": self._now(), "to_ms": None})

    def end(self, step: Step) -> None:
        """End a step if it is under way."""
        for found in self._steps:
            if found["step"] == step and found["to_ms"] is None:
                found["to_ms"] = now = self._now()
                self._ended(step, found["from_ms"], now)

    def drop(self, step: Step) -> None:
        """Forget a step that came to nothing."""
        self._steps = [found for found in self._steps if found["step"] != step or found["to_ms"] is not None]

    @contextmanager
    def during(self, step: Step) -> Iterator[None]:
        """The step takes as long as the block."""
        self.begin(step)
        try:
            yield
        finally:
            self.end(step)

    def under_way(self, step: Step) -> bool:
        return any(found["step"] == step and found["to_ms"] is None for found in self._steps)

    def finish(self) -> int:
        """The turn ends, and with it every step but the voice; how long it took, in milliseconds."""
        for found in self._steps:
            if found["step"] != "spoke":
                self.end(found["step"])
        return self._now()

    def steps(self) -> list[dict[str, Any]]:
        """The steps so far as they are stored; of those under way `to_ms` is None."""
        return [dict(found) for found in self._steps]

    def _now(self) -> int:
        return round((time.perf_counter() - self._began) * 1000)
