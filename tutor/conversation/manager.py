"""The turns under way, one at most in a conversation."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Coroutine, Iterator
from contextlib import contextmanager

from tutor.conversation.events import Event, TurnLog, stored
from tutor.conversation.following.subscribers import Subscribers
from tutor.conversation.heart import Heart
from tutor.conversation.idle.background import Background
from tutor.conversation.owning import (
    LEASE_S,
    ask_to_stop,
    end_abandoned,
    is_running,
    mend_interrupted,
    running_in,
    running_of,
)
from tutor.conversation.passing import follow_elsewhere, passed
from tutor.conversation.repository import OpenTurn
from tutor.conversation.turn import TurnRun
from tutor.core.errors import BusUnreachable, TurnInProgress, TutorError
from tutor.runtime import Services

log = logging.getLogger(__name__)

# How often it is tried again to store the end of a turn, in seconds.
MEND_EVERY_S = 2.0
# How often it is looked whether another process has stopped a turn, and for how long, in seconds.
LOOK_EVERY_S = 0.1
STOPPED_S = LEASE_S + 5.0


class Turns:
    """Begins turns, finds them, stops them: those of this process, and through the database and the bus those of others."""

    def __init__(self, services: Services, background: Background) -> None:
        self.subscribers = Subscribers(services.bus)
        self._services = services
        self._background = background
        self._running: dict[str, TurnRun] = {}
        self._opening: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._heart: Heart | None = None
        if services.bus:
            self._heart = Heart(services.store, services.replica, self._stop_here, self._end_abandoned)
            self._heart.start()
            services.bus.on("stop", lambda told: self._soon(self._stop_here(told["turn"])))

    def running_in(self, conversation_id: str) -> str | None:
        """The id of the turn that this process runs in a conversation."""
        return next(
            (id for id, run in self._running.items() if run.state.opened.conversation_id == conversation_id), None
        )

    async def under_way(self, conversation_id: str) -> str | None:
        """The id of the turn under way in a conversation."""
        if (here := self.running_in(conversation_id)) or not self._services.bus:
            return here
        return await self._services.store.read(lambda session: running_in(session, conversation_id))

    async def telling_in(self, conversation_id: str) -> str | None:
        """The id of the turn under way in a conversation that has not told its end yet."""
        turn_id = await self.under_way(conversation_id)
        run = self._running.get(turn_id) if turn_id else None
        return None if run and run.state.log.closed else turn_id

    async def follow(self, turn_id: str, after: int = 0) -> AsyncGenerator[list[Event], None]:
        """Batches of the events of a turn after number `after`: those that were missed, then live until its end."""
        if run := self._running.get(turn_id):
            return run.state.log.follow(after)
        if self._services.bus:
            return follow_elsewhere(self._services.bus, self._services.store, turn_id, after)
        events = await self._services.store.read(lambda session: stored(session, turn_id, after))

        async def replay() -> AsyncGenerator[list[Event], None]:
            yield events

        return replay()

    def expect(self) -> None:
        """A turn is about to be stored; who answers it is looked for meanwhile."""
        self._services.engines.llm.models.expect()

    @contextmanager
    def opening(self, conversation_id: str) -> Iterator[None]:
        """Hold a conversation in this process while a turn is stored and begun in it. Raises TurnInProgress."""
        if conversation_id in self._opening or self.running_in(conversation_id):
            raise TurnInProgress()
        self._opening.add(conversation_id)
        try:
            yield
        finally:
            self._opening.discard(conversation_id)

    def begin(self, turn: OpenTurn) -> TurnLog:
        """Start answering a stored message."""
        self._background.pause()
        run = self._running[turn.turn_id] = TurnRun(self._services, turn)
        run.task = asyncio.create_task(self._run(run))
        self.subscribers.tell(turn.conversation_id)
        return run.state.log

    async def stop(self, turn_id: str) -> None:
        """End a turn now; the text that has arrived is kept."""
        if turn_id in self._running:
            await self._stop_here(turn_id)
        elif self._services.bus:
            await self._stop_elsewhere(turn_id)

    async def stop_all(self, learner_id: str) -> None:
        """End all turns of a learner."""
        turns = [id for id, run in self._running.items() if run.state.opened.learner_id == learner_id]
        if self._services.bus:
            turns = [*turns, *await self._services.store.read(lambda session: running_of(session, learner_id))]
        await asyncio.gather(*(self.stop(turn_id) for turn_id in set(turns)))

    async def close(self) -> None:
        """End all turns with a retryable error, their text kept, and all streams."""
        self.subscribers.close()
        await asyncio.gather(*(run.stop("shutdown") for run in list(self._running.values())))
        if self._heart:
            self._heart.close()
        for task in list(self._tasks):  # what is left is mended at the next start
            task.cancel()

    async def _stop_here(self, turn_id: str) -> None:
        if run := self._running.get(turn_id):
            await run.stop()

    async def _stop_elsewhere(self, turn_id: str) -> None:
        """Have its owner end a turn, and wait until it has; a dead one's is ended when its lease is over.

        Raises BusUnreachable.
        """
        store, bus = self._services.store, self._services.bus
        assert bus
        if not await store.run(lambda session: ask_to_stop(session, turn_id)):
            return
        bus.shout("stop", turn=turn_id)
        until = time.monotonic() + STOPPED_S
        while await store.read(lambda session: is_running(session, turn_id)):
            if time.monotonic() > until:
                raise BusUnreachable()
            await asyncio.sleep(LOOK_EVERY_S)

    async def _end_abandoned(self, turn_id: str) -> None:
        """End a turn whose owner is dead, with all that it has told; its readers and pages hear of it."""
        store, bus = self._services.store, self._services.bus
        assert bus
        told = await passed(bus, turn_id)
        if await store.run(lambda session: end_abandoned(session, turn_id, told)):
            log.info("a turn whose server is gone can be retried", extra={"turn": turn_id})

    async def _run(self, run: TurnRun) -> None:
        try:
            await run.run()
        finally:
            if not run.state.log.events or run.state.log.events[-1].name == "error":
                self._mend(run)
            del self._running[run.state.opened.turn_id]
            self._background.after_turn(run.state.opened.conversation_id, idle=not self._running)

    def _mend(self, run: TurnRun) -> None:
        """See that a turn which failed is stored as ended, also when the database was what failed."""

        async def mend() -> None:
            turn_id, written = run.state.opened.turn_id, run.state.log.text
            while True:
                try:
                    await self._services.store.run(lambda session: mend_interrupted(session, turn_id, written))
                    return
                except TutorError:
                    await asyncio.sleep(MEND_EVERY_S)

        self._soon(mend())

    def _soon(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
