"""Learners take turns at an engine, whatever order they come in."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineTooSlow
from tutor.core.queue import PATIENCE, FairQueue, Urgency


async def served(slots: int, learners: list[str]) -> list[str]:
    """Who was served in what order, when all came at once."""
    queue, order = FairQueue(slots), []

    async def job(learner: str) -> None:
        async with queue.slot(learner):
            order.append(learner)
            await asyncio.sleep(0)

    await asyncio.gather(*(job(learner) for learner in learners))
    assert queue.depth == 0
    return order


async def test_a_greedy_learner_delays_another_by_one_job() -> None:
    assert await served(1, ["a"] * 9 + ["b"]) == ["a", "b"] + ["a"] * 8


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=20), st.integers(1, 4))
def test_everyone_is_served_and_nobody_twice_before_another(learners: list[str], slots: int) -> None:
    order = asyncio.run(served(slots, learners))
    assert Counter(order) == Counter(learners)
    waiting = Counter(learners)
    for n, learner in enumerate(order[slots:], slots):
        # Of those still waiting, nobody had been served much less often.
        done = Counter(order[:n])
        behind = [other for other in waiting if done[other] < waiting[other] and done[other] < done[learner] - slots]
        assert not behind


async def test_places_are_told_and_move_up() -> None:
    queue = FairQueue(1)
    told: dict[str, list[tuple[int, float | None]]] = {"b": [], "c": []}
    gate = asyncio.Event()

    async def job(learner: str) -> None:
        async with queue.slot(learner, lambda *place: told[learner].append(place) if learner in told else None):
            await gate.wait()

    tasks = []
    for learner in "abc":
        tasks.append(asyncio.create_task(job(learner)))
        await asyncio.sleep(0)
    assert queue.depth == 2
    gate.set()
    await asyncio.gather(*tasks)
    assert [place for place, _ in told["b"]] == [1, 0]
    assert [place for place, _ in told["c"]] == [2, 1, 0]
    assert told["c"][0][1] is None
    assert told["c"][1][1] is not None


async def test_whoever_gives_up_leaves_the_queue_and_blocks_nobody() -> None:
    queue = FairQueue(1)
    gate = asyncio.Event()

    async def job(learner: str) -> str:
        async with queue.slot(learner):
            await gate.wait()
            return learner

    first, impatient, last = (asyncio.create_task(job(learner)) for learner in "abc")
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.sleep(0)
    assert queue.depth == 1
    gate.set()
    assert await asyncio.gather(first, last) == ["a", "c"]
    async with queue.slot("d"):
        assert queue.depth == 0


async def test_giving_up_in_the_moment_of_being_called_passes_the_slot_on() -> None:
    queue = FairQueue(1)
    async with queue.slot("a"):
        waiting = asyncio.create_task(_hold(queue, "b"))
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    async with asyncio.timeout(PATIENCE_S), queue.slot("c"):
        pass


async def test_an_abandoned_thread_keeps_its_slot_until_it_ends() -> None:
    queue = FairQueue(1)
    gate, at_work = threading.Event(), threading.Event()

    def work() -> None:
        at_work.set()
        gate.wait(PATIENCE_S)

    working = asyncio.create_task(queue.work("a", None, work))
    await asyncio.to_thread(at_work.wait)
    waiting, next_one = (asyncio.create_task(queue.work(who, None, int, "3")) for who in "bc")
    await asyncio.sleep(0.01)
    for task in (working, waiting):
        task.cancel()
    assert [type(end) for end in await asyncio.gather(working, waiting, return_exceptions=True)] == [
        asyncio.CancelledError
    ] * 2
    assert queue.depth == 1  # who was working and who waited have gone, but not the thread
    assert not next_one.done()
    gate.set()
    assert await next_one == 3


async def _hold(queue: FairQueue, learner: str) -> None:
    async with queue.slot(learner):
        await asyncio.sleep(10)


async def test_what_hangs_loses_its_slot_to_the_next() -> None:
    queue, ended = FairQueue(1, limit_s=0.01), []

    async def hang() -> None:
        async with queue.slot("a"):
            await asyncio.Event().wait()

    async def next_one() -> None:
        async with queue.slot("b"):
            ended.append("b")

    results = await asyncio.gather(hang(), next_one(), return_exceptions=True)
    assert isinstance(results[0], EngineTooSlow)
    assert ended == ["b"]
    assert queue.idle


@pytest.fixture
async def clock(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[list[float], None]:
    """The loop's time, which only the test lets pass."""
    now = [0.0]
    with monkeypatch.context() as patch:
        patch.setattr(asyncio.get_running_loop(), "time", lambda: now[0])
        yield now


async def test_a_limit_counts_from_the_slot_not_from_the_wait(clock: list[float]) -> None:
    queue, gate = FairQueue(1, limit_s=0.5), asyncio.Event()

    async def wait_longer_than_the_limit() -> None:
        async with queue.slot("b"):
            pass

    async def two_in_turn() -> None:
        for _ in range(6):
            async with queue.slot("a"):
                clock[0] += 0.4  # less than the limit, and two of them more
                await asyncio.sleep(0)
        gate.set()

    await asyncio.gather(two_in_turn(), *(wait_longer_than_the_limit() for _ in range(3)))
    assert gate.is_set()


async def test_items_made_in_a_slot_may_be_asked_for_by_several_tasks_and_end_in_time(clock: list[float]) -> None:
    queue, closed = FairQueue(1, limit_s=0.05), []

    async def numbers() -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
            await asyncio.Event().wait()
        finally:
            closed.append(True)

    items = queue.stream("a", numbers())
    assert await asyncio.create_task(anext(items)) == 1
    assert await asyncio.create_task(anext(items)) == 2
    clock[0] += 0.05
    with pytest.raises(EngineTooSlow):
        await asyncio.create_task(anext(items))
    assert closed
    assert queue.idle


async def test_a_time_out_of_the_work_itself_stays_one() -> None:
    queue = FairQueue(1, limit_s=60)
    with pytest.raises(TimeoutError):
        async with queue.slot("a"):
            raise TimeoutError


async def test_the_first_of_everybody_comes_before_the_second_of_anybody() -> None:
    order: list[str] = []
    queue, gate = FairQueue(1), asyncio.Event()
    holding = asyncio.create_task(_until(queue, gate))
    await asyncio.sleep(0)

    def job(who: str, urgency: Urgency) -> asyncio.Task[None]:
        return asyncio.create_task(queue.work_by(lambda: urgency, who, order.append, f"{who}{urgency}"))

    jobs = [
        job("a", Urgency.AHEAD),
        *(job(who, Urgency.LATER) for who in "ab"),
        *(job(who, Urgency.FIRST) for who in "cb"),
    ]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(holding, *jobs)
    assert order == ["c0", "b0", "a1", "b1", "a2"]


async def test_what_was_made_ahead_is_urgent_once_somebody_asks() -> None:
    order: list[str] = []
    queue, gate, asked = FairQueue(1), asyncio.Event(), asyncio.Event()
    holding = asyncio.create_task(_until(queue, gate))
    await asyncio.sleep(0)

    def urgency() -> Urgency:
        return Urgency.FIRST if asked.is_set() else Urgency.AHEAD

    jobs = [
        asyncio.create_task(queue.work_by(urgency, "a", order.append, "ahead")),
        asyncio.create_task(queue.work_by(lambda: Urgency.LATER, "b", order.append, "later")),
    ]
    await asyncio.sleep(0)
    asked.set()
    gate.set()
    await asyncio.gather(holding, *jobs)
    assert order == ["ahead", "later"]


async def test_what_can_wait_does_not_wait_for_ever() -> None:
    order: list[str] = []
    queue, gate = FairQueue(1), asyncio.Event()
    holding = asyncio.create_task(_until(queue, gate))
    await asyncio.sleep(0)
    late = asyncio.create_task(queue.work_by(lambda: Urgency.LATER, "late", order.append, "late"))
    await asyncio.sleep(0)
    others = [asyncio.create_task(queue.work(f"learner {n}", None, order.append, "first")) for n in range(3 * PATIENCE)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(holding, late, *others)
    assert order.index("late") == PATIENCE


async def test_the_wait_of_who_comes_now_is_told_by_the_queue_and_the_pace() -> None:
    queue, gate = FairQueue(2), asyncio.Event()
    assert queue.wait_s("a") == 0
    queue._job_s = 3.0  # seconds for a job, as if measured
    holding = [asyncio.create_task(_until(queue, gate, who)) for who in "ab"]
    await asyncio.sleep(0.01)
    waiting = [asyncio.create_task(queue.work_by(lambda: Urgency.LATER, "c", int, "3")) for _ in range(5)]
    await asyncio.sleep(0.01)
    assert queue.wait_s("d") == 1.5  # what is later is not before it
    waiting.append(asyncio.create_task(queue.work("e", None, int, "3")))
    await asyncio.sleep(0.01)
    assert queue.wait_s("d") == 3.0
    gate.set()
    await asyncio.gather(*holding, *waiting)
    assert queue.wait_s("d") == 0


async def test_nobody_is_in_their_own_way() -> None:
    queue, gate = FairQueue(1), asyncio.Event()
    queue._job_s = 3.0
    holding = asyncio.create_task(_until(queue, gate, "a"))
    await asyncio.sleep(0.01)
    waiting = asyncio.create_task(queue.work("a", None, int, "3"))
    await asyncio.sleep(0.01)
    assert (queue.wait_s("a"), queue.wait_s("b")) == (0, 3.0)
    gate.set()
    await asyncio.gather(holding, waiting)


async def _until(queue: FairQueue, gate: asyncio.Event, who: str = "held") -> None:
    async with queue.slot(who):
        await gate.wait()
