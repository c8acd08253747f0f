"""How much time a learner has spent: of speech as long as it was, of messages and cards by what they usually take."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from tutor.store.tables import Conversation, Message, ReviewLog

# A card takes so long, in seconds, where it was not timed.
SECONDS_A_CARD = 12.0
# Of a card that was left open no more is counted, in seconds.
LONGEST_CARD_S = 120.0
# What a typed message takes to think of and write, in seconds.
SECONDS_A_MESSAGE = 25.0


def seconds_spent(session: Session, learner_id: str, since: datetime) -> list[tuple[datetime, float]]:
    """When a learner said or reviewed something since then, and how many seconds it took."""
    said = session.exec(
        select(Message.created_at, Message.transcript)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(Conversation.learner_id == learner_id, Message.role == "learner", Message.created_at >= since)
    )
    reviewed = session.exec(
        select(ReviewLog.reviewed_at, ReviewLog.duration_ms).where(
            ReviewLog.learner_id == learner_id, ReviewLog.reviewed_at >= since
        )
    )
    took = [(at, float(heard.get("duration_s", 0.0)) if heard else SECONDS_A_MESSAGE) for at, heard in said]
    return took + [(at, SECONDS_A_CARD if ms is None else min(ms / 1000, LONGEST_CARD_S)) for at, ms in reviewed]
