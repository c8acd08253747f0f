"""Seats in a conversation: who hears the news, and whose stream ends when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack

import pytest

from tests.tutors import PATIENCE_S
from tutor.conversation.following.subscribers import MOST_SUBSCRIPTIONS, Subscribers, Subscription
from tutor.core.errors import TooManyFollowers


async def for_ever(subscription: Subscription) -> AsyncGenerator[int, None]:
    """Numbers: one now, and one more with each news."""
    number = 0
    while True:
        subscription.changed.clear()
        yield number
        number += 1
        await subscription.changed.wait()


async def watch(
    subscribers: Subscribers, seen: list[int], *people: str, guest: bool, seconds: float | None = None
) -> None:
    with subscribers.subscribe("c", *people, guest=guest, seconds=seconds) as subscription:
        async for number in subscription.until_over(for_ever(subscription)):
            seen.append(number)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_news_reaches_all_and_guests_are_counted() -> None:
    subscribers, own, guests = Subscribers(), list[int](), list[int]()
    page = asyncio.create_task(watch(subscribers, own, "ana", guest=False))
    await settle()
    guest = asyncio.create_task(watch(subscribers, guests, "ana", "clara", guest=True))
    await settle()
    assert await subscribers.guests("c") == 1
    assert own == [0, 1]  # of the guest
    subscribers.tell("c")
    subscribers.tell("another")
    await settle()
    assert (own, guests[-1]) == ([0, 1, 2], len(guests) - 1)
    subscribers.dismiss("c", guests_only=True)
    await asyncio.wait_for(guest, PATIENCE_S)
    await settle()
    assert await subscribers.guests("c") == 0
    assert own == [0, 1, 2, 3]
    subscribers.dismiss("c", guests_only=False)
    await asyncio.wait_for(page, PATIENCE_S)


async def test_a_stream_ends_when_its_time_is_over() -> None:
    subscribers = Subscribers()
    await asyncio.wait_for(watch(subscribers, [], "ana", "clara", guest=True, seconds=0.05), PATIENCE_S)
    await asyncio.wait_for(watch(subscribers, [], "ana", "clara", guest=True, seconds=-1), PATIENCE_S)


@pytest.mark.parametrize("leaves", ["ana", "clara"])
async def test_who_leaves_takes_their_streams_along(leaves: str) -> None:
    subscribers = Subscribers()
    guest = asyncio.create_task(watch(subscribers, [], "ana", "clara", guest=True))
    other = asyncio.create_task(watch(subscribers, [], "ben", guest=False))
    await settle()
    subscribers.send_away(leaves)
    await asyncio.wait_for(guest, PATIENCE_S)
    assert not other.done()
    subscribers.close()
    await asyncio.wait_for(other, PATIENCE_S)
    await asyncio.wait_for(watch(subscribers, [], "late", guest=False), PATIENCE_S)


async def test_a_reader_that_goes_away_leaves_its_seat() -> None:
    subscribers, closed = Subscribers(), asyncio.Event()

    async def items(subscription: Subscription) -> AsyncGenerator[int, None]:
        try:
            async for number in for_ever(subscription):
                yield number
        finally:
            closed.set()

    async def stream() -> None:
        with subscribers.subscribe("c", "ana", "clara", guest=True) as subscription:
            async for _ in subscription.until_over(items(subscription)):
                pass

    guest = asyncio.create_task(stream())
    await settle()
    guest.cancel()
    await asyncio.wait([guest])
    assert await subscribers.guests("c") == 0
    await asyncio.wait_for(closed.wait(), PATIENCE_S)


async def test_what_breaks_the_stream_is_not_hidden() -> None:
    subscribers = Subscribers()

    async def broken() -> AsyncGenerator[int, None]:
        yield 1
        raise RuntimeError("no database")

    with subscribers.subscribe("c", "ana") as subscription:
        items = subscription.until_over(broken())
        assert await anext(items) == 1
        with pytest.raises(RuntimeError, match="no database"):
            await anext(items)


async def test_a_room_is_full_at_some_point() -> None:
    subscribers = Subscribers()
    with ExitStack() as subscriptions:
        for n in range(MOST_SUBSCRIPTIONS):
            subscribers.check_room("c", guest=True)
            subscriptions.enter_context(subscribers.subscribe("c", f"guest {n}", guest=True))
        with pytest.raises(TooManyFollowers):
            subscribers.check_room("c", guest=True)
        subscribers.check_room("c")  # the learner's own pages have room of their own
        subscribers.check_room("another", guest=True)
    subscribers.check_room("c", guest=True)


async def test_who_came_at_the_same_moment_finds_no_seat() -> None:
    """A hundred who all looked before one of them sat down."""
    subscribers = Subscribers()
    with ExitStack() as seats:
        for guest in (True, False):
            for _ in range(3):
                subscribers.check_room("c", guest=guest)
            held = [seats.enter_context(subscribers.subscribe("c", "ana", guest=guest)) for _ in range(100)]
            assert sum(not one.over.is_set() for one in held) == MOST_SUBSCRIPTIONS
