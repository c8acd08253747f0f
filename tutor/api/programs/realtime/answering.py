"""The tutor's side of a realtime session: what waits for an answer, and the answer that is being told."""

from __future__ import annotations

import asyncio
import logging

from tutor.api.conversation.beginning import begin_turn
from tutor.api.conversation.schemas import NewTurn
from tutor.api.programs.realtime.events import ResponseWish
from tutor.api.programs.realtime.hearing import HeardItem
from tutor.api.programs.realtime.response import Manner, Response
from tutor.api.programs.realtime.settings import SessionSettings
from tutor.api.programs.realtime.talk import Behind, Items, RealtimeTalk
from tutor.api.programs.realtime.wire import Wire
from tutor.core.errors import InvalidInput, TextTooLong, TurnInProgress

log = logging.getLogger(__name__)


class Answering:
    """One response at a time."""

    def __init__(self, wire: Wire, behind: Behind, talk: RealtimeTalk, settings: SessionSettings, items: Items) -> None:
        self._wire = wire
        self._behind = behind
        self._talk = talk
        self._settings = settings
        self._items = items
        self._opening = talk.opening
        self._waiting: list[HeardItem | str] = []  # said or typed, and not answered yet
        self._response: Response | None = None
        self._responding: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Whether something is being told."""
        return self._responding is not None and not self._responding.done()

    def wait_for(self, said: HeardItem | str) -> None:
        """Something was said that has no answer yet. Raises TextTooLong where all that is more than a message can be."""
        most = self._behind.services.settings.max_text_chars
        if sum(len(_text(one)) + 1 for one in (*self._waiting, said)) > most + 1:
            raise TextTooLong(f"A message can have {most} characters.")
        self._waiting.append(said)

    async def respond(self, wish: ResponseWish) -> None:
        """Answer what waits; before anything was said, the tutor says its first line. Raises TutorError."""
        async with self._beginning:
            await self._begin(wish)

    async def cancel(self, reason: str) -> None:
        """Raises InvalidInput where nothing is being said."""
        if self._response is None or self._responding is None or self._responding.done():
            raise InvalidInput("Nothing is being said.", action="There is nothing to cancel.")
        await self._response.cancel(reason)
        await asyncio.wait([self._responding])

    async def leave(self) -> None:
        """The program has gone; the turn goes on, as a turn does."""
        if self._response and self._responding:
            self._response.leave()
            self._responding.cancel()
            await asyncio.wait([self._responding])

    async def _begin(self, wish: ResponseWish) -> None:
        if self.busy:
            raise TurnInProgress()
        talk, settings = self._talk, self._settings
        spoken = "audio" in wish.output_modalities if wish.output_modalities else settings.spoken
        manner = Manner(spoken, settings.voice, settings.speed)
        response = Response(self._wire, self._behind.services, talk, manner, self._items.last(), wish.metadata)
        if self._waiting:
            services, turns, listeners = self._behind.services, self._behind.turns, self._behind.listeners
            await services.limits.count("turns", talk.learner_id)
            turns.expect()
            said, answered = self._new_turn(), len(self._waiting)
            answering = await begin_turn(services, turns, listeners, talk.learner_id, talk.conversation_id, said)
            del self._waiting[:answered]  # more may have been said meanwhile
            telling = response.answer(turns, answering)
        elif self._opening:
            telling = response.line(*self._opening)
        else:
            raise InvalidInput("There is nothing to answer.", action="Say or send something first.")
        self._opening, self._response = None, response
        self._responding = asyncio.create_task(telling)
        self._responding.add_done_callback(lambda task: self._told(task, response))

    def _new_turn(self) -> NewTurn:
        """All that waits as one message; with the sound of what was said last."""
        said = [one for one in self._waiting if isinstance(one, HeardItem)]
        if len(self._waiting) == 1 and said:
            return NewTurn(listen_id=said[0].listen_id)
        text = " ".join(map(_text, self._waiting))
        return NewTurn(text=text, listen_id=said[-1].listen_id if said else None)

    def _told(self, task: asyncio.Task[None], response: Response) -> None:
        self._items.keep(response.item)
        if not task.cancelled() and (error := task.exception()):
            log.error("a response of a realtime session failed", exc_info=error)


def _text(said: HeardItem | str) -> str:
    return said if isinstance(said, str) else said.text
