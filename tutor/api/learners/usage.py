"""The last turns as a waterfall, and the tokens that replies have used."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tutor.api.conversation.schemas import UsageOut
from tutor.api.deps import LearnerId, MaybePerson, ServicesDep
from tutor.api.room import recordings_room
from tutor.conversation.timeline import Step
from tutor.core.limits import Kind
from tutor.learners.usage import latest_turns, tokens_used
from tutor.reading.library import MOST_DOCUMENTS, how_many

router = APIRouter(prefix="/api", tags=["usage"])


class StepOut(BaseModel):
    """A step of a turn, in milliseconds from its beginning; `to_ms` is null while there is no first sound."""

    step: Step
    from_ms: int
    to_ms: int | None


class TurnOut(BaseModel):
    """A turn that has ended; `took_ms` is how long until its `done`, null where that was not measured."""

    id: str
    conversation_id: str
    title: str
    created_at: datetime
    state: Literal["done", "stopped", "failed"]
    said: str
    spoken: bool
    model: str | None
    engine: str | None
    usage: UsageOut | None
    took_ms: int | None
    steps: list[StepOut]


class TokensOut(BaseModel):
    learner_id: str
    name: str
    replies: int
    prompt_tokens: int
    completion_tokens: int


class UsedOut(BaseModel):
    """How often the learner has asked for something within the last `window_s` seconds, and how often they may."""

    kind: Kind
    used: int
    most: int
    window_s: int


class QuotasOut(BaseModel):
    """What the learner may take of this tutor, and has taken."""

    recordings_bytes: int
    recordings_most_bytes: int
    documents: int
    documents_most: int
    rates: list[UsedOut]


@router.get("/turns")
async def list_turns(
    services: ServicesDep, learner_id: LearnerId, limit: Annotated[int, Query(ge=1, le=100)] = 20
) -> list[TurnOut]:
    """The learner's last turns, the latest first: when they heard, waited, thought, wrote, corrected and spoke."""
    found = await services.store.read(lambda session: latest_turns(session, learner_id, limit))
    return [TurnOut.model_validate(turn, from_attributes=True) for turn in found]


@router.get("/usage")
async def read_usage(services: ServicesDep, person: MaybePerson, learner_id: LearnerId) -> list[TokensOut]:
    """The tokens of the learner's replies; the owner sees everybody's. Replies that were deleted do not count."""
    whose = None if person is not None and person.account.role == "owner" else learner_id
    found = await services.store.read(lambda session: tokens_used(session, whose))
    return [TokensOut.model_validate(tokens, from_attributes=True) for tokens in found]


@router.get("/quotas")
async def read_quotas(services: ServicesDep, learner_id: LearnerId) -> QuotasOut:
    """How much room and how many requests the learner has, and how much of it is used."""
    room = await recordings_room(services, learner_id)
    documents = await services.store.read(lambda session: how_many(session, learner_id))
    return QuotasOut(
        recordings_bytes=room.used,
        recordings_most_bytes=room.most,
        documents=documents,
        documents_most=MOST_DOCUMENTS,
        rates=[UsedOut.model_validate(one, from_attributes=True) for one in await services.limits.used(learner_id)],
    )
