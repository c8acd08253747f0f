"""Who looks at a conversation right now: the learner's own pages, and guests whom the learner lets follow it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from tutor.core.errors import TooManyFollowers

# Open streams of one conversation at once: of the learner's own pages, and as many of guests, who so can't crowd them out.
MOST_SUBSCRIPTIONS = 30

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
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    hints: list[Hint] = field(default_factory=list)  # that have not been told yet
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
    """All subscriptions, and the news for them. Nothing here outlives the process: pages come back by themselves."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self.closed = False

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
        if self.closed:
            subscription.over.set()
        self._subscriptions.add(subscription)
        if guest:
            self.tell(conversation_id)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)
            if timer:
                timer.cancel()
            if guest:
                self.tell(conversation_id)

    def guests(self, conversation_id: str) -> int:
        """How many follow a conversation that is not theirs."""
        return self._count(conversation_id, guest=True)

    def _count(self, conversation_id: str, *, guest: bool) -> int:
        return sum(
            subscription.conversation_id == conversation_id and subscription.guest == guest
            for subscription in self._subscriptions
        )

    def tell(self, conversation_id: str) -> None:
        """Something has changed in a conversation."""
        for subscription in self._subscriptions:
            if subscription.conversation_id == conversation_id:
                subscription.changed.set()

    def whisper(self, conversation_id: str, hint: Hint) -> int:
        """Tell the learner's own pages of a conversation something that nobody else sees; how many pages that are."""
        pages = [s for s in self._subscriptions if s.conversation_id == conversation_id and not s.guest]
        for subscription in pages:
            subscription.hints.append(hint)
            subscription.changed.set()
        return len(pages)

    def dismiss(self, conversation_id: str, *, guests_only: bool) -> None:
        """End the streams of a conversation."""
        for subscription in self._subscriptions:
            if subscription.conversation_id == conversation_id and (subscription.guest or not guests_only):
                subscription.over.set()

    def send_away(self, learner_id: str) -> None:
        """End all streams of a learner, and of guests in their conversations."""
        for subscription in self._subscriptions:
            if learner_id in subscription.people:
                subscription.over.set()

    def close(self) -> None:
        """End all streams, those to come too."""
        self.closed = True
        for subscription in self._subscriptions:
            subscription.over.set()
