"""Seats in a conversation: who hears the news, and whose stream ends when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import ExitStack

import pytest

from tutor.conversation.following.subscribers import MOST_SEATS, Audience, Seat
from tutor.core.errors import TooManyFollowers


async def for_ever(seat: Seat) -> AsyncGenerator[int, None]:
    """Numbers: one now, and one more with each news."""
    number = 0
    while True:
        seat.changed.clear()
        yield number
        number += 1
        await seat.changed.wait()


async def watch(audience: Audience, seen: list[int], *people: str, guest: bool, seconds: float | None = None) -> None:
    with audience.seat("c", *people, guest=guest, seconds=seconds) as seat:
        async for number in seat.until_over(for_ever(seat)):
            seen.append(number)


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_news_reaches_all_and_guests_are_counted() -> None:
    audience, own, guests = Audience(), list[int](), list[int]()
    page = asyncio.create_task(watch(audience, own, "ana", guest=False))
    await settle()
    guest = asyncio.create_task(watch(audience, guests, "ana", "clara", guest=True))
    await settle()
    assert audience.guests("c") == 1
    assert own == [0, 1]  # of the guest
    audience.tell("c")
    audience.tell("another")
    await settle()
    assert (own, guests[-1]) == ([0, 1, 2], len(guests) - 1)
    audience.dismiss("c", guests_only=True)
    await asyncio.wait_for(guest, 5)
    await settle()
    assert audience.guests("c") == 0
    assert own == [0, 1, 2, 3]
    audience.dismiss("c", guests_only=False)
    await asyncio.wait_for(page, 5)


async def test_a_stream_ends_when_its_time_is_over() -> None:
    audience = Audience()
    await asyncio.wait_for(watch(audience, [], "ana", "clara", guest=True, seconds=0.05), 5)
    await asyncio.wait_for(watch(audience, [], "ana", "clara", guest=True, seconds=-1), 5)


@pytest.mark.parametrize("leaves", ["ana", "clara"])
async def test_who_leaves_takes_their_streams_along(leaves: str) -> None:
    audience = Audience()
    guest = asyncio.create_task(watch(audience, [], "ana", "clara", guest=True))
    other = asyncio.create_task(watch(audience, [], "ben", guest=False))
    await settle()
    audience.send_away(leaves)
    await asyncio.wait_for(guest, 5)
    assert not other.done()
    audience.close()
    await asyncio.wait_for(other, 5)
    await asyncio.wait_for(watch(audience, [], "late", guest=False), 5)


async def test_a_reader_that_goes_away_leaves_its_seat() -> None:
    audience, closed = Audience(), asyncio.Event()

    async def items(seat: Seat) -> AsyncGenerator[int, None]:
        try:
            async for number in for_ever(seat):
                yield number
        finally:
            closed.set()

    async def stream() -> None:
        with audience.seat("c", "ana", "clara", guest=True) as seat:
            async for _ in seat.until_over(items(seat)):
                pass

    guest = asyncio.create_task(stream())
    await settle()
    guest.cancel()
    await asyncio.wait([guest])
    assert audience.guests("c") == 0
    await asyncio.wait_for(closed.wait(), 5)


async def test_what_breaks_the_stream_is_not_hidden() -> None:
    audience = Audience()

    async def broken() -> AsyncGenerator[int, None]:
        yield 1
        raise RuntimeError("no database")

    with audience.seat("c", "ana") as seat:
        items = seat.until_over(broken())
        assert await anext(items) == 1
        with pytest.raises(RuntimeError, match="no database"):
            await anext(items)


async def test_a_room_is_full_at_some_point() -> None:
    audience = Audience()
    with ExitStack() as seats:
        for n in range(MOST_SEATS):
            audience.check_room("c", guest=True)
            seats.enter_context(audience.seat("c", f"guest {n}", guest=True))
        with pytest.raises(TooManyFollowers):
            audience.check_room("c", guest=True)
        audience.check_room("c")  # the learner's own pages have room of their own
        audience.check_room("another", guest=True)
    audience.check_room("c", guest=True)
