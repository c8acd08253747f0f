"""How well a point is remembered: FSRS over the days on which its items were answered, whichever sentences they had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

import fsrs

# Older days hardly change what comes out.
LAST_DAYS = 10
CACHED = 20_000
Day = tuple[int, int]  # (ordinal of the date, rating)


@dataclass(frozen=True, slots=True)
class Memory:
    """`due`: the day on which a point should be practised again; `stability` in days."""

    due: date
    stability: float
    last: date


def rated(answers: Iterable[tuple[date, bool]]) -> tuple[Day, ...]:
    """(day, right) in order as a rating for each day: again if it began wrong, hard if it was mixed, else good."""
    days: dict[date, list[bool]] = {}
    for day, right in answers:
        days.setdefault(day, []).append(right)
    ratings = (
        (day.toordinal(), fsrs.Rating.Again if not found[0] else fsrs.Rating.Good if all(found) else fsrs.Rating.Hard)
        for day, found in days.items()
    )
    return tuple((day, int(rating)) for day, rating in ratings)[-LAST_DAYS:]


@lru_cache(CACHED)
def remembered(days: tuple[Day, ...]) -> Memory:
    """The memory that some days leave; at least one is needed."""
    card = fsrs.Card(card_id=1)
    for day, rating in days:
        card, _ = _scheduler().review_card(card, fsrs.Rating(rating), _noon(day))
    last = date.fromordinal(days[-1][0])
    # A point comes back on another day, never in minutes.
    return Memory(max(card.due.date(), last + timedelta(days=1)), card.stability or 0.0, last)


def _noon(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), datetime.min.time(), UTC) + timedelta(hours=12)


@cache
def _scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
