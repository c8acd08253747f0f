"""One realtime session: obeys a program's events, one after the other, and tells what comes of them."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from fastapi import WebSocket
from pydantic import ValidationError
from sqlmodel import Session as Database
from starlette.types import Message as Frame

from tutor.api.programs.realtime.answering import Answering
from tutor.api.programs.realtime.events import (
    CLIENT_EVENT,
    LONGEST_ID,
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
    read_event,
)
from tutor.api.programs.realtime.hearing import HeardItem, Microphone, user_item
from tutor.api.programs.realtime.settings import SessionSettings, TurnDetection
from tutor.api.programs.realtime.sound import decoded
from tutor.api.programs.realtime.talk import Behind, Items, RealtimeTalk
from tutor.api.programs.realtime.wire import Wire, made_id
from tutor.core.errors import (
    EmptyText,
    InvalidInput,
    ListeningPaused,
    TutorError,
)
from tutor.language.es.levels import profile
from tutor.store.tables import Learner

log = logging.getLogger(__name__)

# Of what a program sent, an error says no more, in characters.
LONGEST_TOLD = 200


class Connection:
    """A program's session. Whatever it sends is answered; only its end, or long silence, ends it."""

    def __init__(self, socket: WebSocket, behind: Behind, talk: RealtimeTalk, model: str) -> None:
        self._socket = socket
        self._behind = behind
        self._services = behind.services
        self._talk = talk
        self._model = model
        self._wire = Wire(socket)
        self._settings = SessionSettings(turns=TurnDetection())
        self._id = made_id("sess")
        self._microphone: Microphone | None = None
        self._items = Items()
        self._answering = Answering(self._wire, behind, talk, self._settings, self._items)

    @property
    def used(self) -> bool:
        """Whether anything was said."""
        return bool(self._items)

    async def run(self, over: asyncio.Event) -> None:
        """Until the program goes, has been silent for long, or it is `over` because they may no longer be here."""
        await self._wire.send("session.created", session=self._session())
        conversation = {"id": self._talk.conversation_id, "object": "realtime.conversation"}
        await self._wire.send("conversation.created", conversation=conversation)
        ending = asyncio.create_task(over.wait())
        try:
            await self._receive(ending)
        finally:
            ending.cancel()
            if self._microphone:
                await self._microphone.close()
            await self._answering.leave()

    async def _receive(self, ending: asyncio.Task[bool]) -> None:
        while True:
            receiving = asyncio.create_task(self._socket.receive())
            others = [ending, self._microphone.gone] if self._microphone else [ending]
            limit = self._services.settings.listen_silence_s
            done, _ = await asyncio.wait([receiving, *others], timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if receiving not in done or ending in done:
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
            sent = read_event(frame.get("text") or frame.get("bytes") or b"")
            given = sent.get("event_id") if isinstance(sent, dict) else None
            event_id = given[:LONGEST_ID] if isinstance(given, str) else None
            await self._obey(CLIENT_EVENT.validate_python(sent))
        except ValidationError as error:
            first = error.errors()[0]
            param = (".".join(str(part) for part in first["loc"][1:]) or "type")[:LONGEST_TOLD]
            told = InvalidInput(f"The event could not be understood: {param}: {first['msg'][:LONGEST_TOLD]}.")
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
                await self._wire.send("conversation.item.retrieved", item=self._items.get(item_id))
            case TruncateItem(item_id=item_id, content_index=index, audio_end_ms=at):
                self._items.get(item_id)
                told = {"item_id": item_id, "content_index": index, "audio_end_ms": at}
                await self._wire.send("conversation.item.truncated", **told)
            case CreateResponse(response=wish):
                await self._answering.respond(wish or ResponseWish())
            case CancelResponse():
                await self._answering.cancel("client_cancelled")

    # What the learner says

    async def _listening(self) -> Microphone:
        if self._microphone is None:
            talk, services = self._talk, self._services
            await services.limits.count("listens", talk.learner_id)

            def read(database: Database) -> tuple[float, str]:
                learner = database.get_one(Learner, talk.learner_id)
                return learner.patience, learner.first_language

            how = await services.store.read(read)
            await services.engines.ears.transcriber()
            session = self._behind.listeners.open(talk.learner_id, talk.conversation_id, talk.level, *how)
            self._microphone = Microphone(
                self._wire,
                self._behind.listeners,
                session,
                self._settings,
                self._items.last,
                speech=self._interrupt,
                said=self._said,
            )
        return self._microphone

    async def _interrupt(self) -> None:
        """Somebody begins to speak: the tutor falls silent, if the program wants that."""
        if self._answering.busy and self._settings.turns and self._settings.turns.interrupt_response:
            await self._answering.cancel("turn_detected")

    async def _said(self, heard: HeardItem) -> None:
        self._items.keep(user_item(heard.item_id, {"type": "input_audio", "transcript": heard.text}))
        try:
            self._answering.wait_for(heard)
            if self._settings.turns and self._settings.turns.create_response:
                await self._answering.respond(ResponseWish())
        except TutorError as error:
            await self._wire.error(error)

    async def _add(self, item: NewItem) -> None:
        """Something typed. What a program says in the tutor's place, or about how to talk, changes nothing."""
        if not (text := item.text):
            raise EmptyText()
        if item.role != "user":
            raise InvalidInput(
                "Only what the learner says can be added: the tutor's rules and words are its own.",
                action="Send items with the role user.",
            )
        self._answering.wait_for(text)
        previous, item_id = self._items.last(), item.id or made_id("item")
        made = user_item(item_id, {"type": "input_text", "text": text})
        self._items.keep(made)
        for kind in ("conversation.item.created", "conversation.item.added", "conversation.item.done"):
            await self._wire.send(kind, previous_item_id=previous, item=made)

    def _session(self) -> dict[str, Any]:
        silence_s = self._microphone.silence_s if self._microphone else profile(self._talk.level).pause_s
        ears = self._services.settings.whisper_model
        return self._settings.told(self._id, self._model, silence_s, ears)
