"""One turn, in order: hear, retrieve, direct, reply, correct meanwhile, speak, finish.

    recording ─► transcript ─► prompt ─► reply tokens ──► done ─► speech
    typed text ───────────────┘            corrections ────┘

A turn belongs to the server, not to the connection that asked for it: it goes on when its reader goes away, and
only `stop` ends it early. What the learner said is in the database before anything else happens.
"""

from __future__ import annotations

import asyncio
import logging

from tutor.conversation.repository import OpenTurn, discard_unheard
from tutor.conversation.stages.choose import choose
from tutor.conversation.stages.correct import correct, wait_for_corrections
from tutor.conversation.stages.direct import direct
from tutor.conversation.stages.finish import end, fail, finish
from tutor.conversation.stages.hear import hear
from tutor.conversation.stages.level import level
from tutor.conversation.stages.reply import reply
from tutor.conversation.stages.retrieve import retrieve
from tutor.conversation.stages.speak import speak
from tutor.conversation.state import TurnState
from tutor.core.errors import EngineFailed, NothingHeard, TurnLost, TutorError
from tutor.runtime import Services

log = logging.getLogger(__name__)


class TurnRun:
    """One run through the stages. Every way it can end is stored before it is told."""

    task: asyncio.Task[None]

    def __init__(self, services: Services, opened: OpenTurn) -> None:
        self.state = TurnState.of(services, opened)
        self.state.log.on_lost = lambda: self.task.cancel("lost")
        self._correcting: asyncio.Task[None] | None = None
        self._sounding: asyncio.Task[None] | None = None  # held, since the loop would not

    async def run(self) -> None:
        """Carry the turn to its `done` or `error`."""
        state = self.state
        try:
            with self.state.traced.inside():
                await self._stages()
        except asyncio.CancelledError as cancelled:
            if "lost" in cancelled.args:
                await fail(state, TurnLost())
            elif state.reply_complete:  # only the model's corrections were still awaited
                await finish(state)
            elif "shutdown" in cancelled.args:
                await fail(state, EngineFailed("The tutor was shut down in the middle of its answer."))
            else:
                await end(state, "stopped", "done", state.done(stopped=True))
        except NothingHeard as error:
            await state.services.store.run(lambda session: discard_unheard(session, state.opened))
            await fail(state, error)
        except TutorError as error:
            await fail(state, error)
        except Exception as error:
            log.exception("turn failed", extra={"turn": state.opened.turn_id})
            await fail(state, TutorError(detail=str(error)))
        finally:
            if self._correcting:
                self._correcting.cancel()
            state.services.engines.llm.models.turn_over()

    async def _stages(self) -> None:
        state = self.state
        await choose(state)
        await hear(state)
        await retrieve(state)
        await direct(state)
        self._correcting = asyncio.create_task(correct(state))
        await reply(state)
        await level(state)
        state.reply_complete = True
        self._sounding = await speak(state)
        await wait_for_corrections(state, self._correcting)
        await finish(state)

    async def stop(self, why: str = "stop") -> None:
        """End it now; returns when its end is stored."""
        await asyncio.sleep(0)  # a task that is cancelled before it has begun does not end the turn
        if not self.state.ending:
            self.task.cancel(why)
        await asyncio.wait([self.task])
