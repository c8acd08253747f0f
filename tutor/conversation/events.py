"""The typed events of a turn, and their log: followed live, replayed after a lost connection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, cast

from sqlalchemy import insert
from sqlmodel import Session, col, select

from tutor.core.errors import TurnLost
from tutor.store.owned import still_running
from tutor.store.session import Store
from tutor.store.tables import TurnEvent

EventName = Literal["start", "queue", "transcript", "sources", "token", "notice", "speech", "done", "error"]

# Streams end with one of these.
LAST: frozenset[str] = frozenset({"done", "error"})
# Tokens reach the disk at most this much later than the learner's screen, in seconds.
FLUSH_S = 0.5


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `seq` counts from 1 within its turn."""

    seq: int
    name: EventName
    data: dict[str, Any]


class TurnLog:
    """The events of one turn. Writers never wait for readers; a reader takes all that is there at once.

    `pass_on` hears of each one, for readers in other processes.
    """

    def __init__(self, turn_id: str, store: Store, pass_on: Callable[[Event], None] | None = None) -> None:
        self.turn_id = turn_id
        self._pass_on = pass_on
        self.events: list[Event] = []
        self._store = store
        self._stored = 0
        self._reply_from = 0
        self._flushed_at = time.monotonic()
        self._flushing: asyncio.Task[None] | None = None
        self._grown = asyncio.Event()
        self.on_lost: Callable[[], object] = lambda: None
        """Called when somebody else has ended the turn."""

    @property
    def text(self) -> str:
        """The reply so far."""
        return "".join(event.data["text"] for event in self.events[self._reply_from :] if event.name == "token")

    def take_back(self) -> None:
        """What was told of the reply was none: it begins anew, and `done` will have the right text."""
        self._reply_from = len(self.events)

    @property
    def closed(self) -> bool:
        return bool(self.events) and self.events[-1].name in LAST

    def add(self, name: EventName, data: dict[str, Any]) -> None:
        """Append an event and wake the readers. Tokens are written to the database now and then, in the background."""
        event = Event(len(self.events) + 1, name, data)
        self.events.append(event)
        if self._pass_on:
            self._pass_on(event)
        grown, self._grown = self._grown, asyncio.Event()
        grown.set()
        if time.monotonic() - self._flushed_at > FLUSH_S and self._flushing is None:
            self._flushed_at = time.monotonic()
            self._flushing = asyncio.create_task(self.flush())
            self._flushing.add_done_callback(self._flushed)

    def _flushed(self, task: asyncio.Task[None]) -> None:
        self._flushing = None
        # The same events are tried again at the end, where a failure is told.
        if not task.cancelled() and isinstance(task.exception(), TurnLost):
            self.on_lost()

    async def flush(self) -> None:
        """Write what is not yet in the database."""
        pending = self.events[self._stored :]
        if pending:
            rows = [{"turn_id": self.turn_id, "seq": e.seq, "name": e.name, "data": e.data} for e in pending]

            def write(session: Session) -> None:
                still_running(session, self.turn_id)
                session.connection().execute(insert(TurnEvent), rows)

            await self._store.run(write)
            self._stored = pending[-1].seq

    async def settle(self) -> None:
        """Wait for a flush under way, then write the rest."""
        if self._flushing is not None:
            await asyncio.wait([self._flushing])
        await self.flush()

    async def follow(self, after: int = 0) -> AsyncGenerator[list[Event], None]:
        """Batches of the events after `after`, until the last one."""
        while True:
            grown = self._grown
            if batch := self.events[after:]:
                after = batch[-1].seq
                yield coalesce(batch)
                if batch[-1].name in LAST:
                    return
            else:
                await grown.wait()


def coalesce(events: Sequence[Event]) -> list[Event]:
    """Neighbouring tokens as one event that carries the number of the last."""
    joined: list[Event] = []
    for name, group in groupby(events, key=lambda event: event.name):
        if name == "token":
            tokens = list(group)
            joined.append(Event(tokens[-1].seq, "token", {"text": "".join(event.data["text"] for event in tokens)}))
        else:
            joined.extend(group)
    return joined


def stored(session: Session, turn_id: str, after: int) -> list[Event]:
    """The stored events of a turn after number `after`."""
    rows = session.exec(
        select(TurnEvent).where(TurnEvent.turn_id == turn_id, TurnEvent.seq > after).order_by(col(TurnEvent.seq))
    )
    return [Event(row.seq, cast(EventName, row.name), row.data) for row in rows]
