"""The turns under way, one at most in a conversation."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from tutor.conversation.events import TurnLog
from tutor.conversation.following.subscribers import Subscribers
from tutor.conversation.idle.background import Background
from tutor.conversation.repository import OpenTurn, mend_interrupted
from tutor.conversation.turn import TurnRun
from tutor.core.errors import TurnInProgress, TutorError
from tutor.runtime import Services

# How often it is tried again to store the end of a turn, in seconds.
MEND_EVERY_S = 2.0


class Turns:
    """Begins turns, finds them, stops them."""

    def __init__(self, services: Services, background: Background) -> None:
        self.subscribers = Subscribers()
        self._services = services
        self._background = background
        self._running: dict[str, TurnRun] = {}
        self._opening: set[str] = set()
        self._mending: set[asyncio.Task[None]] = set()

    def running_in(self, conversation_id: str) -> str | None:
        """The id of the turn under way in a conversation."""
        return next(
            (id for id, run in self._running.items() if run.state.opened.conversation_id == conversation_id), None
        )

    def log(self, turn_id: str) -> TurnLog | None:
        """The live log of a turn under way."""
        run = self._running.get(turn_id)
        return run.state.log if run else None

    def log_in(self, conversation_id: str) -> TurnLog | None:
        """The live log of the turn under way in a conversation, if it has not told its end yet."""
        turn_id = self.running_in(conversation_id)
        turn_log = self.log(turn_id) if turn_id else None
        return None if turn_log is None or turn_log.closed else turn_log

    def expect(self) -> None:
        """A turn is about to be stored; who answers it is looked for meanwhile."""
        self._services.engines.llm.models.expect()

    @contextmanager
    def opening(self, conversation_id: str) -> Iterator[None]:
        """Hold a conversation while a turn is stored and begun in it. Raises TurnInProgress."""
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
        if run := self._running.get(turn_id):
            await run.stop()

    async def stop_all(self, learner_id: str) -> None:
        """End all turns of a learner."""
        await asyncio.gather(
            *(t.stop() for t in list(self._running.values()) if t.state.opened.learner_id == learner_id)
        )

    async def close(self) -> None:
        """End all turns with a retryable error, their text kept, and all streams."""
        self.subscribers.close()
        await asyncio.gather(*(run.stop("shutdown") for run in list(self._running.values())))
        for task in list(self._mending):  # what is left is mended at the next start
            task.cancel()

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

        task = asyncio.create_task(mend())
        self._mending.add(task)
        task.add_done_callback(self._mending.discard)
