"""What a learner has done today and in how many days in a row, and what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from tutor.cards.history import streak
from tutor.cards.queue import day, queue, settings_of
from tutor.core.days import day_of, zone
from tutor.exercises.effort import SECONDS_A_CARD, seconds_spent
from tutor.store.tables import Attempt, Conversation, Message, ReviewLog

# Longer breaks than this end a streak anyway.
STREAK_LOOKS_BACK_DAYS = 400


@dataclass(frozen=True, slots=True)
class Today:
    """Minutes are estimates: of speech as long as it was, of messages and cards by what they usually take."""

    due: int
    new: int
    minutes_due: float
    week: list[float]  # minutes of each day since Monday, today the last
    streak_days: int


def today(session: Session, learner_id: str, now: datetime) -> Today:
    """The learner's day so far, as their own clock has it."""
    timezone = settings_of(session, learner_id).timezone
    waiting = queue(session, learner_id, now, limit=0)
    return Today(
        due=waiting.due,
        new=waiting.new,
        minutes_due=round((waiting.due + waiting.new) * SECONDS_A_CARD / 60, 1),
        week=_week(session, learner_id, now, timezone),
        streak_days=_streak(session, learner_id, now, timezone),
    )


def _week(session: Session, learner_id: str, now: datetime, timezone: str) -> list[float]:
    """Minutes of each day from Monday up to today."""
    tz = zone(timezone)
    today = day_of(now, tz)
    begin, _ = day(now, timezone)
    # A day more than need be: some are an hour longer.
    since = begin - timedelta(days=today.weekday() + 1)
    spent = dict.fromkeys(range(today.weekday() + 1), 0.0)
    for at, seconds in seconds_spent(session, learner_id, since):
        when = day_of(at, tz)
        if (today - when).days <= today.weekday() and when <= today:
            spent[when.weekday()] += seconds
    return [round(seconds / 60, 1) for seconds in spent.values()]


def _streak(session: Session, learner_id: str, now: datetime, timezone: str) -> int:
    """Days in a row up to today, or to yesterday as long as today is not over."""
    since = now - timedelta(days=STREAK_LOOKS_BACK_DAYS)
    said = (
        select(Message.created_at)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(Conversation.learner_id == learner_id, Message.role == "learner", Message.created_at >= since)
    )
    answered = select(Attempt.created_at).where(Attempt.learner_id == learner_id, Attempt.created_at >= since)
    reviewed = select(ReviewLog.reviewed_at).where(ReviewLog.learner_id == learner_id, ReviewLog.reviewed_at >= since)
    tz = zone(timezone)
    active = {day_of(when, tz) for asked in (said, answered, reviewed) for when in session.exec(asked)}
    return streak(active, day_of(now, tz))
