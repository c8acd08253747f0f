"""`WS /api/listen`: the microphone as it is spoken into, answered with the words.

The page sends PCM16 of 16 kHz mono in binary frames and commands as JSON text; what it is told is in
`tutor/conversation/microphones.py`. A refusal is told after the connection is accepted, since a browser shows a page nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, WebSocket
from pydantic import Field, TypeAdapter, ValidationError
from sqlmodel import Session as Database
from starlette.types import Message as Frame
from starlette.websockets import WebSocketDisconnect

from tutor.api.conversation.relay import MOST_BYTES, FarSocket, relay
from tutor.api.deps import ListenersDep, MaybePerson, ServicesDep, learner_of
from tutor.api.schemas import Strict
from tutor.conversation.microphones import Listeners, Message, Session, error_message
from tutor.core.errors import InvalidInput, ListeningPaused, TooMuchSound, TutorError
from tutor.core.levels import Level
from tutor.runtime import Services
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.live.words import SAMPLE_BYTES
from tutor.store.owned import get_conversation
from tutor.store.tables import Learner

log = logging.getLogger(__name__)
router = APIRouter(prefix="/api")

# A frame, however small, counts as this much sound, in samples.
LEAST_FRAME = 64
# How far ahead of real time sound may come in, in seconds: what a page has kept over a dropped connection.
AHEAD_S = 90.0
# Frames nobody can read before the connection ends.
MOST_UNREADABLE = 10
# The close code of an error is 4000 and its HTTP status; of the server's own troubles it is this one.
SERVER_ERROR = 1011


class End(Strict):
    """The learner says that they have finished."""

    type: Literal["end"]


class Hold(Strict):
    """The learner is still thinking: no silence ends their turn."""

    type: Literal["hold"]
    on: bool


class Discard(Strict):
    """What was said since the last turn is to be forgotten."""

    type: Literal["discard"]


class Mine(Strict):
    """The faint voice that was taken for somebody else's is the learner's."""

    type: Literal["mine"]


Command = End | Hold | Discard | Mine
_COMMAND: TypeAdapter[Command] = TypeAdapter(Annotated[Command, Field(discriminator="type")])


@router.websocket("/listen")
async def listen(
    socket: WebSocket,
    services: ServicesDep,
    listeners: ListenersDep,
    person: MaybePerson,
    conversation_id: str = "",
    session: str = "",
) -> None:
    """Listen to a learner in a conversation; with `session`, go on after a dropped connection."""
    await socket.accept()
    with contextlib.suppress(WebSocketDisconnect):
        try:
            learner_id = learner_of(socket, person, services)
            await services.limits.count("listens", learner_id)
            known = listeners.find(session, learner_id, conversation_id)
            if services.bus and session and not known:
                ids = {"session": session, "learner": learner_id, "conversation": conversation_id}
                if await relay(socket, services.bus, **ids):
                    return
            spoken = known or await _session(services, listeners, learner_id, conversation_id)
        except TutorError as error:
            await _refuse(socket, error)
        else:
            await _Connection(socket, services, listeners, spoken).run()


async def _session(services: Services, listeners: Listeners, learner_id: str, conversation_id: str) -> Session:
    """A new session. Raises NotFound, TooManyMicrophones."""

    def read(database: Database) -> tuple[Level, float, str]:
        level = Level(get_conversation(database, learner_id, conversation_id).level)
        learner = database.get_one(Learner, learner_id)
        return level, learner.patience, learner.first_language

    how = await services.store.read(read)
    await services.engines.ears.transcriber()
    return listeners.open(learner_id, conversation_id, *how)


def answer_others(services: Services, listeners: Listeners) -> None:
    """Have pages come back to the sessions of this process by way of others."""
    bus, answering = services.bus, set[asyncio.Task[None]]()
    if bus is None:
        return

    async def answer(session: Session, via: str) -> None:
        far = FarSocket(bus, via)
        async with far.out.held():
            await _Connection(far, services, listeners, session).run()

    def heed(told: dict[str, str]) -> None:
        if session := listeners.find(told["session"], told["learner"], told["conversation"]):
            task = asyncio.create_task(answer(session, told["via"]))
            answering.add(task)
            task.add_done_callback(answering.discard)

    bus.on("microphone", heed)


class _Connection:
    """One connection of a session."""

    def __init__(
        self, socket: WebSocket | FarSocket, services: Services, listeners: Listeners, session: Session
    ) -> None:
        self._socket = socket
        self._services = services
        self._listeners = listeners
        self._session = session
        self._taken = 0  # samples, as the flood is measured
        self._unreadable = 0
        self._began = time.monotonic()

    async def run(self) -> None:
        """Listen until the page goes, or something ends it."""
        failed: TutorError | None = None
        async with self._session.lock:  # what came over the old connection is dealt with first
            outbox = self._listeners.attach(self._session)
        sending = asyncio.create_task(self._send(outbox))
        try:
            await self._receive(outbox)
        except TutorError as error:
            failed = error
        except Exception as error:
            log.exception("listening failed")
            failed = TutorError(detail=str(error))
        finally:
            self._listeners.detach(self._session, outbox, keep=failed is None)
            sending.cancel()
            await asyncio.wait([sending])
        if failed:
            await _refuse(self._socket, failed)

    async def _send(self, outbox: asyncio.Queue[Message]) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # gone meanwhile
            while (message := await outbox.get()) is not None:
                await self._socket.send_text(orjson.dumps(message).decode())
            await self._socket.close()

    async def _receive(self, outbox: asyncio.Queue[Message]) -> None:
        while True:
            try:
                frame = await asyncio.wait_for(self._socket.receive(), self._services.settings.listen_silence_s)
            except TimeoutError as error:
                raise ListeningPaused() from error
            if frame["type"] == "websocket.disconnect":
                return
            async with self._session.lock:
                if self._session.outbox is not outbox:
                    return
                await self._heed(frame)

    async def _heed(self, frame: Frame) -> None:
        sound, text = frame.get("bytes"), frame.get("text")
        self._count(max(len(sound or b"") // SAMPLE_BYTES, LEAST_FRAME))
        try:
            if sound is not None:
                await self._session.listening.feed(_readable(sound))
            else:
                await self._obey(text or "")
        except InvalidInput as error:
            self._unreadable += 1
            if self._unreadable > MOST_UNREADABLE:
                raise
            self._session.tell(error_message(error, fatal=False))

    async def _obey(self, text: str) -> None:
        try:
            command = _COMMAND.validate_json(text)
        except ValidationError as error:
            raise InvalidInput("The page said something the tutor does not know.", action="Reload the page.") from error
        listening = self._session.listening
        match command:
            case End():
                await listening.end()
            case Hold(on=on):
                listening.hold(on)
            case Discard():
                self._listeners.discard(self._session)
            case Mine():
                listening.all_mine()

    def _count(self, samples: int) -> None:
        self._taken += samples
        if self._taken > (AHEAD_S + time.monotonic() - self._began) * SAMPLE_RATE:
            raise TooMuchSound()


def _readable(sound: bytes) -> bytes:
    if len(sound) > MOST_BYTES or len(sound) % SAMPLE_BYTES:
        raise InvalidInput("That is no sound the tutor can read.", action="Reload the page.")
    return sound


async def _refuse(socket: WebSocket | FarSocket, error: TutorError) -> None:
    """Tell a fatal error and end the connection, if it is still there."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await socket.send_text(orjson.dumps(error_message(error, fatal=True)).decode())
        await socket.close(4000 + error.status if error.status < 500 else SERVER_ERROR)
