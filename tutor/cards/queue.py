"""The day's queue: what is due, then what is new, within the learner's limits and in their time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlmodel import Session, col, func, select

from tutor.core.days import DAY_BEGINS_H, zone
from tutor.store.tables import Card, ReviewLog, ReviewSettings

# A card that comes back in minutes is shown a little early rather than making the learner wait.
LEARN_AHEAD = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Queue:
    """What is left for today. The counts are of all cards, the cards only those within the daily limit."""

    cards: list[Card]
    due: int
    new: int
    done_today: int
    new_today: int
    daily_limit: int


def day(now: datetime, timezone: str) -> tuple[datetime, datetime]:
    """Beginning and end of the learner's day around `now`, in UTC; 23 or 25 hours when clocks change."""
    local = now.astimezone(zone(timezone))
    begin = local.replace(hour=DAY_BEGINS_H, minute=0, second=0, microsecond=0)
    if local < begin:
        begin -= timedelta(days=1)
    return begin.astimezone(UTC), (begin + timedelta(days=1)).astimezone(UTC)


def settings_of(session: Session, learner_id: str) -> ReviewSettings:
    """The learner's review settings; the defaults until they are changed."""
    return session.get(ReviewSettings, learner_id) or ReviewSettings(learner_id=learner_id)


def queue(session: Session, learner_id: str, now: datetime, limit: int = 50) -> Queue:
    """The next cards, at most `limit`: minutes-old ones first, then by how long they have been due, then new ones."""
    wanted = settings_of(session, learner_id)
    begin, end = day(now, wanted.timezone)
    done, introduced = _done(session, learner_id, begin, end)
    room = max(0, wanted.daily_limit - done)
    take = min(limit, room)
    mine = (Card.learner_id == learner_id,)
    learning = (*mine, Card.standing == "learning", Card.due <= now + LEARN_AHEAD)
    reviewing = (*mine, Card.standing == "review", Card.due < end)
    fresh = (*mine, Card.standing == "new")

    def fetch(condition: tuple[object, ...], most: int) -> list[Card]:
        if most <= 0:
            return []
        return list(session.exec(select(Card).where(*condition).order_by(col(Card.due)).limit(most)))  # type: ignore[arg-type]

    def count(condition: tuple[object, ...]) -> int:
        return session.exec(select(func.count()).select_from(Card).where(*condition)).one()  # type: ignore[arg-type]

    cards = fetch(learning, take)
    cards += fetch(reviewing, take - len(cards))
    cards += fetch(fresh, min(take - len(cards), wanted.new_per_day - introduced))
    return Queue(cards, count(learning) + count(reviewing), count(fresh), done, introduced, wanted.daily_limit)


def _done(session: Session, learner_id: str, begin: datetime, end: datetime) -> tuple[int, int]:
    """Cards reviewed today, and how many of them were new. A card seen twice counts once."""
    today = (
        ReviewLog.learner_id == learner_id,
        col(ReviewLog.reviewed_at) >= begin,
        col(ReviewLog.reviewed_at) < end,
    )
    done = session.exec(select(func.count(func.distinct(col(ReviewLog.card_id)))).where(*today)).one()
    new = session.exec(select(func.count()).select_from(ReviewLog).where(*today, col(ReviewLog.first))).one()
    return done, new
