"""A queue in front of an engine: learners take turns, and each knows how many are ahead."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from time import monotonic
from typing import ParamSpec, TypeVar

import anyio.to_thread

from tutor.core.errors import EngineTooSlow

# Told the place in the queue (1 is next, 0 when the wait is over) and how many seconds that will probably take, None
# while unknown.
QueueObserver = Callable[[int, float | None], None]
P = ParamSpec("P")
T = TypeVar("T")
# How much the latest job counts in the estimate of how long one takes.
WEIGHT = 0.3
# Whoever was passed by so many jobs is as urgent as the next kind above: what can wait does not wait for ever.
PATIENCE = 20


class Urgency(IntEnum):
    """What goes before what, whoever it is for."""

    FIRST = 0
    """Somebody waits, and has nothing yet."""
    LATER = 1
    """Somebody waits, and has the beginning."""
    AHEAD = 2
    """Nobody has asked for it yet."""


# Asked anew each time that somebody is called: what was made ahead may be waited for by now.
Urgent = Callable[[], Urgency]


def _at_once() -> Urgency:
    return Urgency.FIRST


@dataclass(eq=False)
class _Ticket:
    learner_id: str
    observer: QueueObserver | None = None
    urgent: Urgent = _at_once
    called: asyncio.Event = field(default_factory=asyncio.Event)
    place: int = 0
    passed: int = 0

    @property
    def rank(self) -> int:
        return max(0, self.urgent() - self.passed // PATIENCE)


def _ordered(waiting: list[_Ticket], running: Counter[str], served: dict[str, int]) -> list[_Ticket]:
    """Those who wait, in the order in which they would be served if nobody else came."""
    queued: Counter[tuple[str, int]] = Counter()
    key = {}
    for ticket in waiting:
        rank = ticket.rank
        mine = ticket.learner_id, rank
        key[ticket] = (rank, running[ticket.learner_id] + queued[mine], served.get(ticket.learner_id, 0))
        queued[mine] += 1
    return sorted(waiting, key=key.__getitem__)


class FairQueue:
    """So many jobs at once. Next is what is most urgent, of whoever has the fewest under way and was served longest ago.

    One learner with ten requests so delays another by one of them, not by ten. `waited` hears how long each one had to.
    `limit_s` is the longest that a slot is held by what can be stopped; None is for ever.
    """

    def __init__(
        self, slots: int, waited: Callable[[float], object] = lambda seconds: None, limit_s: float | None = None
    ) -> None:
        self._slots = slots
        self._limit_s = limit_s
        self._waited = waited
        self._running: Counter[str] = Counter()
        self._waiting: list[_Ticket] = []
        self._served: dict[str, int] = {}  # when each learner was last served, counted in jobs
        self._jobs = 0
        self._job_s: float | None = None
        self._working: set[asyncio.Task[object]] = set()
        self._resting = asyncio.Event()
        self._resting.set()

    @property
    def depth(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def slots(self) -> int:
        """How many jobs go on at once."""
        return self._slots

    def resize(self, slots: int) -> None:
        """Have so many jobs at once from now on; those under way go on."""
        self._slots = slots
        self._call()

    @property
    def running(self) -> int:
        """How many jobs are under way."""
        return self._running.total()

    @property
    def idle(self) -> bool:
        """Whether a job would begin at once."""
        return not self._waiting and self._running.total() < self._slots

    def wait_s(self, learner_id: str, urgency: Urgency = Urgency.FIRST) -> float:
        """How long something of who came now would probably wait, in seconds; 0 where unknown, and with nobody in the way."""
        others = {*self._running, *(ticket.learner_id for ticket in self._waiting)} - {learner_id}
        if self.idle or not others:
            return 0.0
        ticket = _Ticket(learner_id, urgent=lambda: urgency)
        place = _ordered([*self._waiting, ticket], self._running, self._served).index(ticket) + 1
        return place * (self._job_s or 0.0) / self._slots

    async def rest(self) -> None:
        """Wait until nobody works or waits here."""
        await self._resting.wait()

    @asynccontextmanager
    async def slot(self, learner_id: str, observer: QueueObserver | None = None) -> AsyncIterator[None]:
        """Wait for a slot and hold it. `observer` hears of each change of place while waiting.

        It is left by the task that entered it; what another one may end uses `stream`. Raises EngineTooSlow.
        """
        async with self._held(_Ticket(learner_id, observer)):
            limit = asyncio.timeout(self._limit_s)
            try:
                async with limit:
                    yield
            except TimeoutError as error:
                if limit.expired():
                    raise EngineTooSlow() from error
                raise

    async def stream(
        self, learner_id: str, items: AsyncGenerator[T, None], observer: QueueObserver | None = None
    ) -> AsyncGenerator[T, None]:
        """Items that are made in a slot, by whichever tasks ask for them. Raises EngineTooSlow."""
        async with self._held(_Ticket(learner_id, observer)), aclosing(items):
            until = None if self._limit_s is None else asyncio.get_running_loop().time() + self._limit_s
            while True:
                limit = asyncio.timeout_at(until)
                try:
                    async with limit:
                        item = await anext(items)
                except StopAsyncIteration:
                    return
                except TimeoutError as error:
                    if limit.expired():
                        raise EngineTooSlow() from error
                    raise
                yield item

    @asynccontextmanager
    async def _held(self, ticket: _Ticket) -> AsyncIterator[None]:
        came = monotonic()
        await self._enter(ticket)
        began = monotonic()
        self._waited(began - came)
        try:
            yield
        finally:
            took = monotonic() - began
            self._job_s = took if self._job_s is None else WEIGHT * took + (1 - WEIGHT) * self._job_s
            self._leave(ticket.learner_id)

    async def work(
        self,
        learner_id: str,
        observer: QueueObserver | None,
        function: Callable[P, T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a function in a worker thread and in a slot.

        A thread cannot be stopped: whoever is cancelled goes at once, and the slot stays taken until the function
        ends. Else abandoned threads would pile up behind the engine's lock.
        """
        return await self._work(_Ticket(learner_id, observer), lambda: function(*args, **kwargs))

    async def work_by(
        self, urgent: Urgent, learner_id: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The same, for what may be less urgent than what others wait for."""
        return await self._work(_Ticket(learner_id, urgent=urgent), lambda: function(*args, **kwargs))

    async def _work(self, ticket: _Ticket, function: Callable[[], T]) -> T:
        begun = False

        async def job() -> T:
            nonlocal begun
            async with self._held(ticket):
                begun = True
                return await anyio.to_thread.run_sync(function)

        task = asyncio.create_task(job())
        self._working.add(task)
        task.add_done_callback(self._working.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if not begun:
                task.cancel()
            raise

    async def _enter(self, ticket: _Ticket) -> None:
        if self.idle:
            self._serve(ticket.learner_id)
            return
        self._waiting.append(ticket)
        self._tell()
        try:
            await ticket.called.wait()
        except asyncio.CancelledError:
            if ticket.called.is_set():  # called in the same moment: the slot goes on to the next
                self._leave(ticket.learner_id)
            else:
                self._waiting.remove(ticket)
                self._tell()
            raise
        if ticket.observer:
            ticket.observer(0, 0.0)

    def _serve(self, learner_id: str) -> None:
        self._resting.clear()
        self._jobs += 1
        self._running[learner_id] += 1
        self._served[learner_id] = self._jobs

    def _leave(self, learner_id: str) -> None:
        self._running[learner_id] -= 1
        if not self._running[learner_id]:
            del self._running[learner_id]
        self._call()

    def _call(self) -> None:
        """Give free slots to those who wait."""
        while self._waiting and self._running.total() < self._slots:
            ticket = self._order()[0]
            self._waiting.remove(ticket)
            for other in self._waiting:
                other.passed += 1
            self._serve(ticket.learner_id)
            ticket.called.set()
        if not self._waiting and not self._running:
            self._served.clear()
            self._resting.set()
        self._tell()

    def _order(self) -> list[_Ticket]:
        return _ordered(self._waiting, self._running, self._served)

    def _tell(self) -> None:
        for place, ticket in enumerate(self._order(), 1):
            if ticket.observer and ticket.place != place:
                ticket.place = place
                ticket.observer(place, None if self._job_s is None else round(place * self._job_s / self._slots, 1))
