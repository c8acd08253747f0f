"""Watches an event loop: who holds it for long makes everybody wait, so the test of such a request fails.

Measured is the processor's time of the loop's own thread between two ticks: of that a callback takes as much on a busy
machine as on an idle one.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

# The longest that one callback may take, of the processor's time, in seconds.
LONGEST_S = 0.1
TICK_S = 0.01
SAMPLE_S = 0.02
# Begins the line that tells of a stall.
MARK = "LOOP HELD"


class LoopWatch:
    """Watches the running loop from `start` to `stop`. `stalls` tells each time and where the thread was."""

    def __init__(self) -> None:
        self.stalls: list[str] = []
        self._samples: deque[str] = deque(maxlen=50)
        self._ended = threading.Event()

    def start(self) -> None:
        self._thread = threading.get_ident()
        self._ticking = asyncio.get_running_loop().create_task(self._tick())
        threading.Thread(target=self._sample, daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        self._ticking.cancel()

    def check(self) -> None:
        """Raises AssertionError where the loop was held since the last check."""
        stalls, self.stalls = self.stalls, []
        assert not stalls, "\n".join(stalls)

    async def _tick(self) -> None:
        before = time.thread_time()
        while True:
            self._samples.clear()
            await asyncio.sleep(TICK_S)
            now = time.thread_time()
            if now - before > LONGEST_S:
                where = max(set(self._samples), key=list(self._samples).count, default="between two samples")
                self.stalls.append(f"{MARK} {now - before:.2f} s: {where}")
            before = time.thread_time()

    def _sample(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            if frame := sys._current_frames().get(self._thread):
                lines = traceback.extract_stack(frame)[-8:]
                self._samples.append(" < ".join(f"{line.name} ({line.filename}:{line.lineno})" for line in lines[::-1]))


held: list[str] = []
"""The stalls of all tutors of this process that no test has been told of."""


def watched(app: Any) -> Any:
    """The same application, watched from when it has started until it ends; stalls are kept in `held`."""
    inside = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[Any]:
        async with inside(app) as state:
            watch = LoopWatch()
            watch.start()
            watch.stalls = held
            yield state
            watch.stop()

    app.router.lifespan_context = lifespan
    return app
