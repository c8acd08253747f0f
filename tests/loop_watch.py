"""Watches an event loop: who holds it for long makes everybody wait, so the test of such a request fails.

Measured is the processor's time of the loop's own thread between two ticks: of that a callback takes as much on a busy
machine as on an idle one.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import islice
from types import FrameType
from typing import Any

# The longest that one callback may take, of the processor's time, in seconds, on a machine that counts to a million in
# COUNTED_S; a slower one has more, and twice that from SLOW, since whatever waits for memory is slowed down more than counting.
LONGEST_S, COUNTED_S, SLOW = 0.1, 0.03, 1.5
TICK_S = 0.01
SAMPLE_S = 0.02
# Begins the line that tells of a stall.
MARK = "LOOP HELD"


def slowness() -> float:
    """How many times longer this machine counts to a million now than in COUNTED_S; 1 for a quicker one."""
    before = time.thread_time()
    for _ in range(1_000_000):
        pass
    return max(1.0, (time.thread_time() - before) / COUNTED_S)


def longest_s() -> float:
    """The longest that one callback may take on this machine now."""
    slow = slowness()
    return LONGEST_S * slow * (1 if slow < SLOW else 2)


class LoopWatch:
    """Watches the running loop from `start` to `stop`. `stalls` tells each time and where the thread was."""

    def __init__(self) -> None:
        self.stalls: list[str] = []
        self._samples: deque[str] = deque(maxlen=50)
        self._ended = threading.Event()
        self._began = self._collecting = 0.0
        self._longest = LONGEST_S

    def start(self) -> None:
        self._thread = threading.get_ident()
        self._ticking = asyncio.get_running_loop().create_task(self._tick())
        gc.callbacks.append(self._collect)
        threading.Thread(target=self._sample, daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        gc.callbacks.remove(self._collect)
        self._ticking.cancel()

    def check(self) -> None:
        """Raises AssertionError where the loop was held since the last check."""
        stalls, self.stalls = self.stalls, []
        assert not stalls, "\n".join(stalls)

    def _collect(self, phase: str, _: dict[str, int]) -> None:
        """Collecting garbage is the tests' doing: a thousand of them share this process."""
        if threading.get_ident() != self._thread:
            return
        if phase == "start":
            self._began = time.thread_time()
        else:
            self._collecting += time.thread_time() - self._began

    async def _tick(self) -> None:
        before = time.thread_time()
        while True:
            self._collecting = 0.0
            self._samples.clear()
            await asyncio.sleep(TICK_S)
            now = time.thread_time()
            took = now - before - self._collecting
            if took > self._longest:
                samples = list(self._samples)
                # Whoever shares the processor slows it down, and comes and goes: it is tried when it matters.
                self._longest = max(self._longest, longest_s())
                if took > self._longest:
                    where = max(set(samples), key=samples.count, default="between two samples")
                    self.stalls.append(f"{MARK} {took:.2f} s of at most {self._longest:.2f}: {where}")
            before = time.thread_time()

    def _sample(self) -> None:
        while not self._ended.wait(SAMPLE_S):
            if frame := sys._current_frames().get(self._thread):
                self._samples.append(" < ".join(islice(_callers(frame), 8)))


def _callers(frame: FrameType | None) -> Iterator[str]:
    """A frame and those that called it. Made fifty times a second, so that no source is read."""
    while isinstance(frame, FrameType):  # the thread goes on meanwhile, and what it left can be anything
        yield f"{frame.f_code.co_name} ({frame.f_code.co_filename}:{frame.f_lineno})"
        frame = frame.f_back


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
