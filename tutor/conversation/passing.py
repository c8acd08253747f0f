"""The events of a running turn, passed on to the other processes of the same tutor as they come.

The database decides what happened; what is passed on only makes it known sooner. What gets lost on the way is read there.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from functools import partial

import orjson

from tutor.conversation.events import LAST, Event, coalesce, stored
from tutor.conversation.owning import is_running
from tutor.core.bus import Bus
from tutor.core.errors import BusUnreachable
from tutor.store.session import Store

# How long what was passed on is kept, in seconds.
KEPT_S = 600
# How long a reader waits for the bus before it looks into the database, in seconds.
LOOK_S = 0.5
# How long it leaves the database alone where the bus is ahead of it, in seconds.
BREATH_S = 0.1


def _stream(turn_id: str) -> str:
    return f"turn:{turn_id}"


class Passing:
    """Passes on the events of one turn, in order, in the background; a slow bus holds up nobody."""

    def __init__(self, bus: Bus, turn_id: str) -> None:
        self._bus = bus
        self._turn_id = turn_id
        self._waiting: list[Event] = []
        self._sending: asyncio.Task[None] | None = None

    def __call__(self, event: Event) -> None:
        self._waiting.append(event)
        if self._sending is None:
            self._sending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        try:
            while batch := self._waiting:
                self._waiting = []
                entries = [(event.seq, orjson.dumps([event.name, event.data])) for event in batch]
                try:
                    await self._bus.append(_stream(self._turn_id), entries, KEPT_S)
                except BusUnreachable:
                    await asyncio.sleep(BREATH_S)  # what is lost, readers find in the database
        finally:
            self._sending = None


async def passed(bus: Bus, turn_id: str, after: int = 0, wait_s: float = 0.0) -> list[Event]:
    """What was passed on of a turn after number `after`, waiting so long for it; nothing where the bus is away, or what is on
    it is not known here."""
    try:
        entries = await bus.entries(_stream(turn_id), after, wait_s)
    except BusUnreachable:
        entries = []
        await asyncio.sleep(wait_s)
    events = [Event(seq, *orjson.loads(value)[:2]) for seq, value in entries if value is not None]
    if entries and not events:
        await asyncio.sleep(wait_s)
    return events


async def follow_elsewhere(bus: Bus, store: Store, turn_id: str, after: int) -> AsyncGenerator[list[Event], None]:
    """Batches of the events after `after` of a turn that another process runs, until the last one."""
    while True:
        batch = await passed(bus, turn_id, after, LOOK_S)
        if [event.seq for event in batch] != list(range(after + 1, after + 1 + len(batch))) or not batch:
            ahead = bool(batch)
            # In this order: what it ended with was stored before it was said to have ended.
            running = await store.read(lambda session: is_running(session, turn_id))
            batch = await store.read(partial(stored, turn_id=turn_id, after=after))
            if not batch and not running:
                return
            if not batch and ahead:
                await asyncio.sleep(BREATH_S)
        if batch:
            after = batch[-1].seq
            yield coalesce(batch)
            if batch[-1].name in LAST:
                return
