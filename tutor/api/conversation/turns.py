"""Turns: say something, follow the answer, stop it, have it written again."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated, Any, get_args

import anyio.to_thread
from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.datastructures import FormData, UploadFile

from tutor.api.conversation.beginning import begin_turn
from tutor.api.conversation.schemas import NewTurn
from tutor.api.deps import LearnerId, ListenersDep, ServicesDep, TurnsDep, rated
from tutor.api.room import check_room
from tutor.api.sse import sse, sse_event
from tutor.conversation.events import Event, EventName, TurnLog
from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.conversation.recordings import save_recording
from tutor.conversation.repository import AlreadySentError, reopen_turn, turn_sent_as
from tutor.core.errors import EmptyText, InvalidInput, SpeechForgotten, TextTooLong, TurnInProgress, status_of
from tutor.runtime import Services
from tutor.store.owned import get_conversation, get_turn

router = APIRouter(prefix="/api", tags=["turns"])

# Any name will do that tells the messages of a conversation apart.
SentAs = Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=100)]

# Of an event; more digits than that are none's.
_NUMBER = re.compile(r"[0-9]{1,9}")

_EVENT = {
    "type": "object",
    "required": ["id", "event", "data"],
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "event": {"enum": list(get_args(EventName))},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The turn's events, or the content of `done` as JSON when no stream was asked for.",
        "content": {"text/event-stream": {"schema": _EVENT}, "application/json": {"schema": {}}},
    }
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": NewTurn.model_json_schema()},
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["audio"],
                    "properties": {
                        "audio": {"type": "string", "format": "binary"},
                        "replaces": {"type": "string"},
                        "stream": {"type": "boolean"},
                    },
                }
            },
        },
    }
}


@router.post(
    "/conversations/{conversation_id}/turns",
    responses=_STREAM,
    response_class=Response,
    openapi_extra=_BODY,
    dependencies=[rated("turns")],
)
async def take_turn(
    conversation_id: str,
    request: Request,
    services: ServicesDep,
    turns: TurnsDep,
    listeners: ListenersDep,
    learner_id: LearnerId,
    sent_as: SentAs = None,
) -> Response:
    """Say something and get the reply as a stream of events.

    It is typed, as JSON; recorded, as multipart audio; or was said to `/api/listen`, as JSON with its `listen_id`. Who
    does not know whether it arrived sends it again under the same `Idempotency-Key`, and gets the same turn.
    """
    try:
        log, stream = await _begin(request, services, turns, listeners, learner_id, conversation_id, sent_as)
    except (AlreadySentError, TurnInProgress, SpeechForgotten):
        earlier = await _turn_sent_as(services, learner_id, conversation_id, sent_as)
        if earlier is None:
            raise
        return await _answer(await turns.follow(earlier), _wants_stream(request))
    return await _answer(log.follow(), stream and _wants_stream(request))


@router.post("/turns/{turn_id}/regenerate", responses=_STREAM, response_class=Response, dependencies=[rated("turns")])
async def regenerate(
    turn_id: str, request: Request, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId
) -> Response:
    """A new reply to the learner's last message; also the way to retry a turn that failed."""
    old = await services.store.read(lambda session: get_turn(session, learner_id, turn_id))
    turns.expect()
    with turns.opening(old.conversation_id):
        turn = await services.store.run(lambda session: reopen_turn(session, services.replica, learner_id, turn_id))
        turn_log = turns.begin(turn)
    return await _answer(turn_log.follow(), _wants_stream(request))


@router.get("/turns/{turn_id}/events", responses=_STREAM, response_class=EventSourceResponse)
async def follow_turn(
    turn_id: str,
    services: ServicesDep,
    turns: TurnsDep,
    learner_id: LearnerId,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """The events of a turn after `Last-Event-ID`: those that were missed, then live until its end."""
    if last_event_id is not None and not _NUMBER.fullmatch(last_event_id):
        raise InvalidInput("Last-Event-ID is not the number of an event.")
    await services.store.read(lambda session: get_turn(session, learner_id, turn_id))
    return _stream(await turns.follow(turn_id, int(last_event_id or 0)))


@router.delete("/turns/{turn_id}", status_code=204)
async def stop_turn(turn_id: str, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId) -> Response:
    """Stop a turn; the text that has arrived is kept. Stopping one that has ended changes nothing."""
    await services.store.read(lambda session: get_turn(session, learner_id, turn_id))
    await turns.stop(turn_id)
    return Response(status_code=204)


async def _begin(
    request: Request,
    services: Services,
    turns: Turns,
    listeners: Listeners,
    learner_id: str,
    conversation_id: str,
    sent_as: str | None,
) -> tuple[TurnLog, bool]:
    """Take in what was said and begin to answer; and whether the answer may be a stream."""
    if turns.running_in(conversation_id):
        raise TurnInProgress()
    turns.expect()
    recording: str | None = None
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        # Nothing is uploaded to what is not there.
        await services.store.read(lambda session: get_conversation(session, learner_id, conversation_id))
        await services.limits.count("uploads", learner_id)
        await check_room(services, learner_id)
        async with request.form(max_files=1, max_fields=8) as form:
            said, upload = _form_fields(form)
            recording = await anyio.to_thread.run_sync(save_recording, upload.file, services.files)
    else:
        said = _json_fields(await request.body(), services)

    log = await begin_turn(services, turns, listeners, learner_id, conversation_id, said, recording, sent_as)
    return log, said.stream


async def _turn_sent_as(services: Services, learner_id: str, conversation_id: str, sent_as: str | None) -> str | None:
    if not sent_as:
        return None
    return await services.store.read(lambda session: turn_sent_as(session, learner_id, conversation_id, sent_as))


def _json_fields(body: bytes, services: Services) -> NewTurn:
    try:
        said = NewTurn.model_validate_json(body)
    except ValidationError as error:
        raise InvalidInput(detail=str(error)) from error
    if not said.text.strip() and not said.listen_id:
        raise EmptyText()
    if len(said.text) > services.settings.max_text_chars:
        raise TextTooLong(f"A message can have {services.settings.max_text_chars} characters.")
    return said.model_copy(update={"text": said.text.strip()})


def _form_fields(form: FormData) -> tuple[NewTurn, UploadFile]:
    upload = form.get("audio")
    if not isinstance(upload, UploadFile):
        raise InvalidInput("The recording is missing.")
    try:
        said = NewTurn.model_validate(
            {"text": ""} | {k: v for k, v in form.items() if k in ("replaces", "stream") and v != ""}
        )
    except ValidationError as error:
        raise InvalidInput(detail=str(error)) from error
    return said, upload


def _wants_stream(request: Request) -> bool:
    accept = request.headers.get("accept", "*/*")
    return "application/json" not in accept or "text/event-stream" in accept or "*/*" in accept


async def _answer(batches: AsyncGenerator[list[Event], None], stream: bool) -> Response:
    if stream:
        return _stream(batches)
    events = [event async for batch in batches for event in batch]
    start = next((e.data for e in events if e.name == "start"), {})
    sources = next((e.data for e in events if e.name == "sources"), {})
    last = events[-1]
    if last.name == "error":
        error = {k: last.data[k] for k in ("code", "message", "action", "retryable")}
        return JSONResponse({"error": error} | start, status_code=status_of(last.data["code"]))
    return JSONResponse(start | sources | last.data)


def _stream(batches: AsyncGenerator[list[Event], None]) -> EventSourceResponse:
    async def events() -> AsyncIterator[ServerSentEvent]:
        async for batch in batches:
            for event in batch:
                yield sse_event(event.data, event.name, event.seq)

    return sse(events())
