"""Following a conversation live: on the learner's own pages, and by guests whom the learner has given a link."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field
from sqlmodel import Session
from sse_starlette import EventSourceResponse, ServerSentEvent

from tutor.api.classes.access import TeacherId
from tutor.api.classes.schemas import HintIn, HintSent
from tutor.api.conversation.schemas import HardWord, MessageOut, TranscriptOut
from tutor.api.corrections.schemas import CorrectionOut
from tutor.api.deps import PASSWORD_GIVEN, LearnerId, ServicesDep, TurnsDep
from tutor.api.schemas import ErrorBody, Strict
from tutor.api.sse import sse, sse_event
from tutor.conversation.following.sharing import share, share_of, share_with, unshare
from tutor.conversation.following.subscribers import Hint, Subscription
from tutor.conversation.repository import last_turn
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.store.columns import now
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Conversation, Learner, Share

router = APIRouter(prefix="/api", tags=["following"])

_STREAM: dict[int | str, dict[str, Any]] = {200: {"content": {"text/event-stream": {}}}}
# What guests are told of a turn; neither notices, which tell of cards, nor passages of documents, nor where the sound is.
_FOR_GUESTS: dict[str, frozenset[str]] = {
    "start": frozenset({"turn_id", "user_message_id", "assistant_message_id"}),
    "transcript": frozenset({"text", "words", "language", "duration_s"}),
    "token": frozenset({"text"}),
    "done": frozenset({"text", "learner_text", "corrections", "corrected_text", "glosses", "stopped"}),
    "error": frozenset({"text", "code", "message", "action", "retryable"}),
}


class NewShare(Strict):
    hours: Annotated[int, Field(ge=1, le=168)] = 2


class ShareOut(BaseModel):
    """A link to give away, shown once."""

    token: str
    url: str
    expires_at: datetime


class ConversationState(BaseModel):
    """What another page of the learner cannot know by itself."""

    last_turn_id: str | None
    shared_until: datetime | None
    followers: int


class HintEvent(BaseModel):
    """What a teacher who follows whispers to the learner. It is kept nowhere."""

    teacher: str
    text: str


class FollowedMessage(BaseModel):
    """What a guest sees of a message."""

    id: str
    turn_id: str | None
    role: Literal["learner", "tutor"]
    text: str
    created_at: datetime
    state: Literal["pending", "complete", "stopped", "failed"]
    transcript: TranscriptOut | None
    corrections: list[CorrectionOut]
    corrected_text: str | None
    glosses: list[HardWord]
    error: ErrorBody | None


class Followed(BaseModel):
    """A conversation as a guest sees it."""

    learner: str
    title: str
    level: Level
    until: datetime
    active_turn_id: str | None
    messages: list[FollowedMessage]


@router.get("/conversations/{conversation_id}/events", responses=_STREAM, response_class=EventSourceResponse)
async def follow_conversation(
    conversation_id: str, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId
) -> Response:
    """The latest turn of a conversation and who follows it, as `state` events: one now, one whenever that changes.

    Each tells all there is, so that a page that comes back has missed nothing; the turn itself is followed by its id.
    What a teacher who follows whispers comes between, as `hint`, to the pages that are open then.
    """
    await services.store.read(lambda session: get_conversation(session, learner_id, conversation_id))
    turns.subscribers.check_room(conversation_id)

    async def states(subscription: Subscription) -> AsyncGenerator[ServerSentEvent, None]:
        while True:
            subscription.changed.clear()
            followers = await turns.subscribers.guests(conversation_id)
            state = await services.store.read(
                partial(_state, followers=followers, learner_id=learner_id, conversation_id=conversation_id)
            )
            yield sse_event(state.model_dump(mode="json"), "state")
            while subscription.hints:
                hint = subscription.hints.popleft()
                yield sse_event({"teacher": hint.teacher, "text": hint.text}, "hint")
            left = (state.shared_until - now()).total_seconds() if state.shared_until else None
            with suppress(TimeoutError):
                async with asyncio.timeout(left):
                    await subscription.changed.wait()

    async def events() -> AsyncIterator[ServerSentEvent]:
        with turns.subscribers.subscribe(conversation_id, learner_id) as subscription, suppress(NotFound):
            async for event in subscription.until_over(states(subscription)):
                yield event

    return sse(events())


@router.post("/conversations/{conversation_id}/share", status_code=201, dependencies=[PASSWORD_GIVEN])
async def share_conversation(
    conversation_id: str,
    body: NewShare,
    request: Request,
    services: ServicesDep,
    turns: TurnsDep,
    learner_id: LearnerId,
) -> ShareOut:
    """Let others follow a conversation live. A link given before no longer serves, and who came by it is sent away."""

    def write(session: Session) -> tuple[datetime, str]:
        get_conversation(session, learner_id, conversation_id)
        made, secret = share(session, conversation_id, body.hours)
        return made.expires_at, secret

    expires_at, secret = await services.store.run(write)
    turns.subscribers.dismiss(conversation_id, guests_only=True)
    turns.subscribers.tell(conversation_id)
    url = f"{request.url.scheme}://{request.headers.get('host', '')}/#/follow?token={secret}"
    return ShareOut(token=secret, url=url, expires_at=expires_at)


@router.delete("/conversations/{conversation_id}/share", status_code=204)
async def unshare_conversation(
    conversation_id: str, services: ServicesDep, turns: TurnsDep, learner_id: LearnerId
) -> None:
    """Let nobody follow any more: open streams of guests end at once."""

    def write(session: Session) -> None:
        get_conversation(session, learner_id, conversation_id)
        unshare(session, conversation_id)

    await services.store.run(write)
    turns.subscribers.dismiss(conversation_id, guests_only=True)
    turns.subscribers.tell(conversation_id)


@router.get("/followed/events", responses=_STREAM, response_class=EventSourceResponse)
async def follow_as_guest(
    services: ServicesDep, turns: TurnsDep, learner_id: LearnerId, share_token: Annotated[str, Header()] = ""
) -> Response:
    """Follow the conversation that `Share-Token` opens: the whole as `conversation`, then each turn live.

    After a turn comes the whole again, as it is stored. `end` says that the learner has ended it, or its time is over.
    """
    held, learner = await services.store.read(lambda session: _opened(session, share_token))
    conversation_id, seconds = held.conversation_id, (held.expires_at - now()).total_seconds()
    turns.subscribers.check_room(conversation_id, guest=True)

    async def live(subscription: Subscription) -> AsyncGenerator[ServerSentEvent, None]:
        while True:
            subscription.changed.clear()
            turn_id = await turns.telling_in(conversation_id)
            # The consent is looked up each time: it may have ended before there was a subscription to take away.
            followed = await services.store.read(lambda session: _followed(session, share_token))
            followed.active_turn_id = turn_id
            yield sse_event(followed.model_dump(mode="json"), "conversation")
            if turn_id is None:
                await subscription.changed.wait()
                continue
            async for batch in await turns.follow(turn_id):
                for event in batch:
                    if told := _FOR_GUESTS.get(event.name):
                        yield sse_event({k: v for k, v in event.data.items() if k in told}, event.name)

    async def events() -> AsyncIterator[ServerSentEvent]:
        subscribing = turns.subscribers.subscribe(conversation_id, learner.id, learner_id, guest=True, seconds=seconds)
        with subscribing as subscription, suppress(NotFound):
            async for event in subscription.until_over(live(subscription)):
                yield event
        if not turns.subscribers.closed:
            yield sse_event({}, "end")

    return sse(events())


@router.post("/followed/hint")
async def whisper(
    body: HintIn,
    services: ServicesDep,
    turns: TurnsDep,
    teacher_id: TeacherId,
    share_token: Annotated[str, Header()] = "",
) -> HintSent:
    """Whisper something to the learner of the conversation that `Share-Token` opens; a turn under way goes on."""
    await services.limits.count("turns", teacher_id)

    def read(session: Session) -> tuple[str, str]:
        held, _ = _opened(session, share_token)
        return held.conversation_id, session.get_one(Learner, teacher_id).name

    conversation_id, name = await services.store.read(read)
    return HintSent(pages=await turns.subscribers.whisper(conversation_id, Hint(name, body.text)))


def _state(session: Session, followers: int, learner_id: str, conversation_id: str) -> ConversationState:
    get_conversation(session, learner_id, conversation_id)
    held = share_of(session, conversation_id)
    return ConversationState(
        last_turn_id=last_turn(session, conversation_id),
        shared_until=held.expires_at if held else None,
        followers=followers,
    )


def _opened(session: Session, secret: str) -> tuple[Share, Learner]:
    held = share_with(session, secret)
    conversation = session.get_one(Conversation, held.conversation_id)
    return held, session.get_one(Learner, conversation.learner_id)


def _followed(session: Session, secret: str) -> Followed:
    held, learner = _opened(session, secret)
    conversation = session.get_one(Conversation, held.conversation_id)
    return Followed(
        learner=learner.name,
        title=conversation.title,
        level=Level(conversation.level),
        until=held.expires_at,
        active_turn_id=None,
        messages=[
            FollowedMessage.model_validate(MessageOut.of(message), from_attributes=True)
            for message in shown(session, conversation.id)
        ],
    )
