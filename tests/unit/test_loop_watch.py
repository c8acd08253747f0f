"""The watch on the loop sees who holds it, and nobody who lets others in."""

from __future__ import annotations

import asyncio
import time

import pytest

from tests.loop_watch import LONGEST_S, LoopWatch


def work(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def rest() -> None:
    """The machine has something else to do."""
    time.sleep(0.2)


async def test_who_holds_the_loop_is_seen_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.loop_watch.slowness", lambda: 1.0)  # else it may be quick now, and slow when it is tried
    watch = LoopWatch()
    watch.start()
    await asyncio.sleep(0.03)
    work(2 * LONGEST_S)
    await asyncio.sleep(0.03)
    with pytest.raises(AssertionError, match=r"work .*test_loop_watch"):
        watch.check()
    watch.check()  # told once
    watch.stop()


async def test_work_in_threads_and_in_parts_holds_nobody() -> None:
    watch = LoopWatch()
    watch.start()
    await asyncio.to_thread(work, 2 * LONGEST_S)
    for _ in range(20):
        work(LONGEST_S / 5)
        await asyncio.sleep(0)
    rest()
    await asyncio.sleep(0.03)
    watch.check()
    watch.stop()
