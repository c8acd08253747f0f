"""`WS /v1/realtime`: a session is a conversation of the tutor's, with what it remembers, corrects and keeps."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket
from fastapi.responses import JSONResponse
from pydantic import Field
from sqlmodel import Session as Database
from starlette.websockets import WebSocketDisconnect

from tutor.api.conversation.conversations import begin_conversation
from tutor.api.conversation.schemas import NewConversation
from tutor.api.deps import (
    BackgroundDep,
    ListenersDep,
    MaybePerson,
    ServicesDep,
    TurnsDep,
    learner_of,
    maybe_person,
)
from tutor.api.programs.realtime.connection import Connection
from tutor.api.programs.realtime.talk import Behind, RealtimeTalk
from tutor.api.schemas import Received
from tutor.conversation.erasing import erase
from tutor.conversation.idle.background import Background
from tutor.core.errors import TooManyRequests, TutorError
from tutor.core.levels import Level
from tutor.runtime import Services
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Learner

router = APIRouter(prefix="/v1")


class RealtimeWish(Received):
    """Which conversation, or of which scene a new one. Any `model` will do: who answers is what the learner has chosen."""

    model: Annotated[str, Field(max_length=200)] = "tutor"
    conversation_id: Annotated[str, Field(max_length=40)] = ""
    scenario_id: Annotated[str, Field(max_length=80)] = "charla"


@router.websocket("/realtime")
async def realtime(
    socket: WebSocket,
    services: ServicesDep,
    turns: TurnsDep,
    listeners: ListenersDep,
    background: BackgroundDep,
    person: MaybePerson,
    wish: Annotated[RealtimeWish, Query()],
) -> None:
    """Talk with the tutor: in a new conversation, of a scene if one is named, or in one that there is."""
    try:
        learner_id = learner_of(socket, person, services)
        talk = await _talk(services, background, learner_id, wish.conversation_id, wish.scenario_id)
    except TutorError as error:
        await _deny(socket, error)
        return
    connection = Connection(socket, Behind(services, turns, listeners), talk, wish.model)
    try:
        with turns.subscribers.program(talk.conversation_id, learner_id) as place:
            # Who was shut out before there was a place to take away is so now.
            learner_of(socket, await maybe_person(socket), services)
            await socket.accept("realtime" if "realtime" in socket.scope["subprotocols"] else None)
            with contextlib.suppress(WebSocketDisconnect):
                await connection.run(place.over)
                with contextlib.suppress(RuntimeError):  # gone meanwhile
                    await socket.close()
    except TutorError as error:
        await _deny(socket, error)
    if not wish.conversation_id and not connection.used:
        with contextlib.suppress(TutorError):
            await _forget_silence(services, talk)


async def _deny(socket: WebSocket, error: TutorError) -> None:
    """Before the connection is one, an error is an HTTP answer like any other."""
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else None
    await socket.send_denial_response(JSONResponse({"error": error.as_dict()}, error.status, headers))


async def _forget_silence(services: Services, talk: RealtimeTalk) -> None:
    """Delete a conversation that nobody has spoken in, neither here nor on the page."""
    said = await services.store.read(partial(shown, conversation_id=talk.conversation_id))
    if all(message.role == "tutor" for message in said):
        await erase(services.store, talk.conversation_id)


async def _talk(
    services: Services, background: Background, learner_id: str, conversation_id: str, scenario_id: str
) -> RealtimeTalk:
    """Raises NotFound, InvalidInput, TooManyRequests."""
    if not conversation_id:
        await services.limits.count("conversations", learner_id)
        level = await services.store.read(lambda session: Level(session.get_one(Learner, learner_id).level))
        asked = NewConversation(level=level, scenario_id=scenario_id)
        conversation_id = (await begin_conversation(asked, services, background, learner_id)).id

    def read(session: Database) -> RealtimeTalk:
        conversation = get_conversation(session, learner_id, conversation_id)
        said = shown(session, conversation_id)
        opening = (said[0].text, said[0].id) if len(said) == 1 and said[0].role == "tutor" else None
        return RealtimeTalk(learner_id, conversation_id, Level(conversation.level), opening)

    return await services.store.read(read)
