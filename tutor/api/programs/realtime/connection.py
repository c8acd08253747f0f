"""One realtime session: obeys a program's events, one after the other, and tells what comes of them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import WebSocket
from pydantic import ValidationError
from sqlmodel import Session as Database
from starlette.types import Message as Frame

from tutor.api.conversation.beginning import begin_turn
from tutor.api.conversation.schemas import NewTurn
from tutor.api.programs.realtime.events import (
    CLIENT_EVENT,
    AppendAudio,
    CancelResponse,
    ClearAudio,
    ClientEvent,
    CommitAudio,
    CreateItem,
    CreateResponse,
    NewItem,
    ResponseWish,
    RetrieveItem,
    SessionUpdate,
    TruncateItem,
)
from tutor.api.programs.realtime.hearing import HeardItem, Microphone, user_item
from tutor.api.programs.realtime.response import Response
from tutor.api.programs.realtime.settings import SessionSettings, TurnDetection
from tutor.api.programs.realtime.sound import decoded
from tutor.api.programs.realtime.wire import Wire, made_id
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.core.errors import (
    EmptyText,
    InvalidInput,
    ListeningPaused,
    NotFound,
    TextTooLong,
    TurnInProgress,
    TutorError,
)
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.runtime import Services
from tutor.store.tables import Learner

log = logging.getLogger(__name__)

# Items that can be asked for again.
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation of a session, and what the tutor said first in it."""

    learner_id: str
    conversation_id: str
    level: Level
    opening: tuple[str, str] | None
    """Its text and its message's id; None where something was said already."""


class Connection:
    """A program's session. Whatever it sends is answered; only its end, or long silence, ends it."""

    def __init__(
        self, socket: WebSocket, services: Services, turns: Turns, listeners: Listeners, talk: Talk, model: str
    ) -> None:
        self._socket = socket
        self._services = services
        self._turns = turns
        self._listeners = listeners
        self._talk = talk
        self._model = model
        self._wire = Wire(socket)
        self._settings = SessionSettings(turns=TurnDetection())
        self._id = made_id("sess")
        self._microphone: Microphone | None = None
        self._opening = talk.opening
        self._waiting: list[HeardItem | str] = []  # said or typed, and not answered yet
        self._items: dict[str, dict[str, Any]] = {}
        self._response: Response | None = None
        self._responding: asyncio.Task[None] | None = None
        self._beginning = asyncio.Lock()

    @property
    def used(self) -> bool:
        """Whether anything was said."""
        return bool(self._items)

    async def run(self) -> None:
        """Until the program goes, or has been silent for long."""
        await self._wire.send("session.created", session=self._session())
        conversation = {"id": self._talk.conversation_id, "object": "realtime.conversation"}
        await self._wire.send("conversation.created", conversation=conversation)
        try:
            await self._receive()
        finally:
            if self._microphone:
                await self._microphone.close()
            if self._response and self._responding:
                self._response.leave()
                self._responding.cancel()
                await asyncio.wait([self._responding])

    async def _receive(self) -> None:
        while True:
            receiving = asyncio.create_task(self._socket.receive())
            others = [self._microphone.gone] if self._microphone else []
            limit = self._services.settings.listen_silence_s
            done, _ = await asyncio.wait([receiving, *others], timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if receiving not in done:
                receiving.cancel()
                await self._wire.error(ListeningPaused())
                return
            frame = receiving.result()
            if frame["type"] == "websocket.disconnect" or not await self._heed(frame):
                return

    async def _heed(self, frame: Frame) -> bool:
        """Obey one event. False where nobody listens any more."""
        event_id: str | None = None
        try:
            try:
                sent = orjson.loads(frame.get("text") or frame.get("bytes") or b"")
            except orjson.JSONDecodeError as error:
                raise InvalidInput("That is no JSON.", action="Send one event as a JSON object.") from error
            given = sent.get("event_id") if isinstance(sent, dict) else None
            event_id = given if isinstance(given, str) else None
            await self._obey(CLIENT_EVENT.validate_python(sent))
        except ValidationError as error:
            first = error.errors()[0]
            param = ".".join(str(part) for part in first["loc"][1:]) or "type"
            told = InvalidInput(f"The event could not be understood: {param}: {first['msg']}.")
            await self._wire.error(told, event_id, param)
        except ListeningPaused as error:
            await self._wire.error(error, event_id)
            return False
        except TutorError as error:
            await self._wire.error(error, event_id)
        except Exception as error:
            log.exception("an event of a realtime session failed")
            await self._wire.error(TutorError(detail=str(error)), event_id)
        return True

    async def _obey(self, event: ClientEvent) -> None:
        match event:
            case AppendAudio(audio=audio):
                pcm = decoded(audio)
                await (await self._listening()).append(pcm)
            case CommitAudio():
                if self._microphone is None:
                    raise InvalidInput("There is no sound to commit.", action="Append some first.")
                await self._microphone.commit()
            case ClearAudio():
                await (await self._listening()).clear()
            case SessionUpdate(session=change):
                self._settings.change(change)
                if self._microphone:
                    self._microphone.obey_settings()
                await self._wire.send("session.updated", session=self._session())
            case CreateItem(item=item):
                await self._add(item)
            case RetrieveItem(item_id=item_id):
                await self._wire.send("conversation.item.retrieved", item=self._item(item_id))
            case TruncateItem(item_id=item_id, content_index=index, audio_end_ms=at):
                self._item(item_id)
                told = {"item_id": item_id, "content_index": index, "audio_end_ms": at}
                await self._wire.send("conversation.item.truncated", **told)
            case CreateResponse(response=wish):
                await self._respond(wish or ResponseWish())
            case CancelResponse():
                await self._cancel("client_cancelled")

    # What the learner says

    async def _listening(self) -> Microphone:
        if self._microphone is None:
            talk, services = self._talk, self._services
            services.limits.count("listens", talk.learner_id)

            def read(database: Database) -> tuple[float, str]:
                learner = database.get_one(Learner, talk.learner_id)
                return learner.patience, learner.first_language

            how = await services.store.read(read)
            await services.engines.ears.transcriber()
            session = self._listeners.open(talk.learner_id, talk.conversation_id, talk.level, *how)
            self._microphone = Microphone(
                self._wire,
                self._listeners,
                session,
                self._settings,
                self._last_item,
                speech=self._interrupt,
                said=self._said,
            )
        return self._microphone

    async def _interrupt(self) -> None:
        """Somebody begins to speak: the tutor falls silent, if the program wants that."""
        answering = self._responding and not self._responding.done()
        if answering and self._settings.turns and self._settings.turns.interrupt_response:
            await self._cancel("turn_detected")

    async def _said(self, heard: HeardItem) -> None:
        self._keep(user_item(heard.item_id, {"type": "input_audio", "transcript": heard.text}))
        self._waiting.append(heard)
        if self._settings.turns and self._settings.turns.create_response:
            try:
                await self._respond(ResponseWish())
            except TutorError as error:
                await self._wire.error(error)

    async def _add(self, item: NewItem) -> None:
        """Something typed. What a program says in the tutor's place, or about how to talk, changes nothing."""
        if not (text := item.text):
            raise EmptyText()
        if len(text) > self._services.settings.max_text_chars:
            raise TextTooLong(f"A message can have {self._services.settings.max_text_chars} characters.")
        if item.role != "user":
            raise InvalidInput(
                "Only what the learner says can be added: the tutor's rules and words are its own.",
                action="Send items with the role user.",
            )
        previous, item_id = self._last_item(), item.id or made_id("item")
        made = user_item(item_id, {"type": "input_text", "text": text})
        self._keep(made)
        self._waiting.append(text)
        for kind in ("conversation.item.created", "conversation.item.added", "conversation.item.done"):
            await self._wire.send(kind, previous_item_id=previous, item=made)

    # What the tutor says

    async def _respond(self, wish: ResponseWish) -> None:
        """Answer what waits; before anything was said, the tutor says its first line. Raises TutorError."""
        async with self._beginning:
            await self._begin_response(wish)

    async def _begin_response(self, wish: ResponseWish) -> None:
        if self._responding and not self._responding.done():
            raise TurnInProgress()
        talk, settings = self._talk, self._settings
        spoken = "audio" in wish.output_modalities if wish.output_modalities else settings.spoken
        response = Response(
            self._wire,
            self._services,
            talk.learner_id,
            talk.conversation_id,
            spoken=spoken,
            voice=settings.voice,
            speed=settings.speed,
            previous=self._last_item(),
            metadata=wish.metadata,
        )
        if self._waiting:
            self._services.limits.count("turns", talk.learner_id)
            self._turns.expect()
            answering = await begin_turn(
                self._services, self._turns, self._listeners, talk.learner_id, talk.conversation_id, self._new_turn()
            )
            self._waiting.clear()
            telling = response.answer(self._turns, answering)
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
        text = " ".join(one if isinstance(one, str) else one.text for one in self._waiting)
        return NewTurn(text=text, listen_id=said[-1].listen_id if said else None)

    def _told(self, task: asyncio.Task[None], response: Response) -> None:
        self._keep(response.item)
        if not task.cancelled() and (error := task.exception()):
            log.error("a response of a realtime session failed", exc_info=error)

    async def _cancel(self, reason: str) -> None:
        if self._response is None or self._responding is None or self._responding.done():
            raise InvalidInput("Nothing is being said.", action="There is nothing to cancel.")
        await self._response.cancel(reason)
        await asyncio.wait([self._responding])

    # Items

    def _keep(self, item: dict[str, Any]) -> None:
        self._items[item["id"]] = item
        while len(self._items) > MOST_ITEMS:
            del self._items[next(iter(self._items))]

    def _item(self, item_id: str) -> dict[str, Any]:
        if item_id not in self._items:
            raise NotFound("There is no such item.")
        return self._items[item_id]

    def _last_item(self) -> str | None:
        return next(reversed(self._items), None)

    def _session(self) -> dict[str, Any]:
        silence_s = self._microphone.silence_s if self._microphone else profile(self._talk.level).pause_s
        ears = self._services.settings.whisper_model
        return self._settings.told(self._id, self._model, silence_s, ears)
