"""Who looks at a conversation right now: the learner's own pages, and guests whom the learner lets follow it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from tutor.core.bus import Bus
from tutor.core.errors import BusUnreachable, TooManyFollowers, TooManyMicrophones
from tutor.store.columns import new_id

# Open streams of one conversation at once: of the learner's own pages, and as many of guests, who so can't crowd them out.
MOST_SUBSCRIPTIONS = 30
# Programs of one learner that talk at once.
MOST_PROGRAMS = 10
# Hints that wait for a page that reads none; then the oldest are dropped.
MOST_HINTS = 20
# How long a guest counts whose process is gone, in seconds.
COUNTED_S = 30.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hint:
    """What somebody who follows whispers to the learner."""

    teacher: str
    text: str


@dataclass(eq=False)
class Subscription:
    """One open stream. `changed` is set when there is news, `over` when the subscription is taken away."""

    conversation_id: str
    people: frozenset[str]  # the learners it is about: whose conversation this is, and who sits here
    guest: bool
    program: bool = False  # it shows nothing, and ends with the others
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    hints: deque[Hint] = field(default_factory=lambda: deque(maxlen=MOST_HINTS))  # that have not been told yet
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def until_over(self, items: AsyncGenerator[T, None]) -> AsyncGenerator[T, None]:
        """`items`, for as long as the subscription is held."""
        ending = asyncio.ensure_future(self.over.wait())
        coming: asyncio.Future[T | None] | None = None
        try:
            while True:
                coming = asyncio.ensure_future(anext(items, None))
                await asyncio.wait([coming, ending], return_when=asyncio.FIRST_COMPLETED)
                if ending.done() or (item := coming.result()) is None:
                    return
                yield item
        finally:
            ending.cancel()
            if coming:
                coming.cancel()


class Subscribers:
    """All subscriptions, and the news for them. Nothing here outlives the process: pages come back by themselves.

    With a bus, news reach those of other processes, too, and their guests count; room is each process's own.
    """

    def __init__(self, bus: Bus | None = None) -> None:
        self._subscriptions: set[Subscription] = set()
        self._bus = bus
        self._tasks: set[asyncio.Task[None]] = set()
        self.closed = False
        if bus:
            bus.on("changed", lambda told: self._tell(told["conversation"]))
            bus.on("dismissed", lambda told: self._dismiss(told["conversation"], guests_only=told["guests_only"]))
            bus.on("hint", lambda told: self._whisper(told["conversation"], Hint(told["teacher"], told["text"])))
            bus.on("sent away", lambda told: self._send_away(told["learner"]))

    def check_room(self, conversation_id: str, *, guest: bool = False) -> None:
        """Raises TooManyFollowers."""
        if self._count(conversation_id, guest=guest) >= MOST_SUBSCRIPTIONS:
            raise TooManyFollowers()

    @contextmanager
    def subscribe(
        self, conversation_id: str, *people: str, guest: bool = False, seconds: float | None = None
    ) -> Iterator[Subscription]:
        """Hold a subscription, for so many seconds at most. When a guest comes or goes, the others are told."""
        subscription = Subscription(conversation_id, frozenset(people), guest)
        timer = None if seconds is None else asyncio.get_running_loop().call_later(seconds, subscription.over.set)
        if self.closed or self._count(conversation_id, guest=guest) >= MOST_SUBSCRIPTIONS:
            subscription.over.set()  # there was room when it was looked, and others have come since
        self._subscriptions.add(subscription)
        counted = self._be_counted(subscription) if self._bus else None
        if guest and not counted:
            self.tell(conversation_id)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            if timer:
                timer.cancel()
            if counted:
                counted.cancel()
            if guest and not counted:
                self.tell(conversation_id)

    async def guests(self, conversation_id: str) -> int:
        """How many follow a conversation that is not theirs."""
        if self._bus:
            with suppress(BusUnreachable):
                return await self._bus.members(f"guests:{conversation_id}")
        return self._count(conversation_id, guest=True)

    @contextmanager
    def program(self, conversation_id: str, learner_id: str) -> Iterator[Subscription]:
        """Hold the place of a program that talks in a learner's name: nobody is told or counts it, but where their streams
        end it does too. Raises TooManyMicrophones."""
        theirs = [s for s in self._subscriptions if s.program and learner_id in s.people]
        if len(theirs) >= MOST_PROGRAMS:
            raise TooManyMicrophones()
        subscription = Subscription(conversation_id, frozenset((learner_id,)), guest=False, program=True)
        if self.closed:
            subscription.over.set()
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    def _be_counted(self, subscription: Subscription) -> asyncio.Task[None]:
        """Have one counted in all processes for as long as the task runs; guests are told of as they come and go."""
        assert self._bus
        bus, guest = self._bus, subscription.guest
        group, member = f"{'guests' if guest else 'pages'}:{subscription.conversation_id}", new_id()

        async def count() -> None:
            known = False
            try:
                while True:
                    with suppress(BusUnreachable):
                        await bus.join(group, member, COUNTED_S)
                        if guest and not known:
                            self.tell(subscription.conversation_id)
                        known = True
                    await asyncio.sleep(COUNTED_S / 3)
            finally:
                with suppress(BusUnreachable):
                    await bus.leave(group, member)
                if guest:
                    self.tell(subscription.conversation_id)

        task = asyncio.create_task(count())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _count(self, conversation_id: str, *, guest: bool) -> int:
        return sum(
            subscription.conversation_id == conversation_id and subscription.guest == guest and not subscription.program
            for subscription in self._subscriptions
        )

    def tell(self, conversation_id: str) -> None:
        """Something has changed in a conversation."""
        self._tell(conversation_id)
        if self._bus:
            self._bus.shout("changed", conversation=conversation_id)

    def _tell(self, conversation_id: str) -> None:
        for subscription in self._subscriptions:
            if subscription.conversation_id == conversation_id:
                subscription.changed.set()

    async def whisper(self, conversation_id: str, hint: Hint) -> int:
        """Tell the learner's own pages of a conversation something that nobody else sees; how many pages that are."""
        here = self._whisper(conversation_id, hint)
        if not self._bus:
            return here
        self._bus.shout("hint", conversation=conversation_id, teacher=hint.teacher, text=hint.text)
        with suppress(BusUnreachable):
            return await self._bus.members(f"pages:{conversation_id}")
        return here

    def _whisper(self, conversation_id: str, hint: Hint) -> int:
        pages = [s for s in self._subscriptions if s.conversation_id == conversation_id and not (s.guest or s.program)]
        for subscription in pages:
            subscription.hints.append(hint)
            subscription.changed.set()
        return len(pages)

    def dismiss(self, conversation_id: str, *, guests_only: bool) -> None:
        """End the streams of a conversation."""
        self._dismiss(conversation_id, guests_only=guests_only)
        if self._bus:
            self._bus.shout("dismissed", conversation=conversation_id, guests_only=guests_only)

    def _dismiss(self, conversation_id: str, *, guests_only: bool) -> None:
        for subscription in self._subscriptions:
            if subscription.conversation_id == conversation_id and (subscription.guest or not guests_only):
                subscription.over.set()

    def send_away(self, learner_id: str) -> None:
        """End all streams of a learner, and of guests in their conversations."""
        self._send_away(learner_id)
        if self._bus:
            self._bus.shout("sent away", learner=learner_id)

    def _send_away(self, learner_id: str) -> None:
        for subscription in self._subscriptions:
            if learner_id in subscription.people:
                subscription.over.set()

    def close(self) -> None:
        """End all streams, those to come too."""
        self.closed = True
        for subscription in self._subscriptions:
            subscription.over.set()
