"""What turns took: their steps in time, and the tokens of their replies. Each function reads for `Store.read`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import func
from sqlmodel import Session, col, select

from tutor.store.tables import Conversation, Learner, Message, Turn


@dataclass(frozen=True, slots=True)
class TurnTaken:
    """A turn that has ended."""

    id: str
    conversation_id: str
    title: str
    created_at: datetime
    state: str
    said: str  # by the learner; empty when another reply was asked for later
    spoken: bool
    model: str | None
    engine: str | None
    usage: dict[str, Any] | None
    took_ms: int | None
    steps: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all replies to a learner that are still kept."""

    learner_id: str
    name: str
    replies: int
    prompt_tokens: int
    completion_tokens: int


def latest_turns(session: Session, learner_id: str, limit: int) -> list[TurnTaken]:
    """The learner's last turns that have ended, the latest first."""
    found = session.exec(
        select(Turn, Conversation.title)
        .join(Conversation)
        .where(Conversation.learner_id == learner_id, Turn.state != "running")
        .order_by(col(Turn.created_at).desc())
        .limit(limit)
    ).all()
    messages = session.exec(select(Message).where(col(Message.turn_id).in_([turn.id for turn, _ in found]))).all()
    sides = {(message.turn_id, message.role): message for message in messages}
    return [
        _taken(turn, title, sides.get((turn.id, "learner")), sides.get((turn.id, "tutor"))) for turn, title in found
    ]


def _taken(turn: Turn, title: str, learner: Message | None, tutor: Message | None) -> TurnTaken:
    return TurnTaken(
        id=turn.id,
        conversation_id=turn.conversation_id,
        title=title,
        created_at=turn.created_at,
        state=turn.state,
        said=learner.text if learner else "",
        spoken=bool(learner and learner.recording),
        model=tutor.model if tutor else None,
        engine=tutor.engine if tutor else None,
        usage=tutor.usage if tutor else None,
        took_ms=turn.took_ms,
        steps=turn.steps,
    )


def tokens_used(session: Session, learner_id: str | None) -> list[Tokens]:
    """What a learner has used, or with None every learner, those who used most first."""
    prompt = func.sum(col(Message.usage)["prompt_tokens"].as_integer())
    completion = func.sum(col(Message.usage)["completion_tokens"].as_integer())
    wanted = (
        sqlalchemy.select(col(Learner.id), col(Learner.name), func.count(), prompt, completion)
        .join(Conversation, col(Conversation.learner_id) == col(Learner.id))
        .join(Message, col(Message.conversation_id) == col(Conversation.id))
        .where(col(Message.usage).is_not(None))
        .group_by(col(Learner.id), col(Learner.name))
        .order_by((prompt + completion).desc())
    )
    if learner_id is not None:
        wanted = wanted.where(col(Learner.id) == learner_id)
    return [Tokens(*row) for row in session.connection().execute(wanted)]
