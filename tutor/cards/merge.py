"""Reviews and answers that a device kept while it could not reach the tutor: each counts once, at its own time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from tutor.cards.drilled import AGAIN, attempt_id, keep_attempt
from tutor.cards.schedule import MemoryState, logs_of, replay, was_sent
from tutor.core.errors import NotFound
from tutor.exercises.choosing import Home
from tutor.exercises.grade import LONGEST_ANSWER, grade
from tutor.exercises.items import item_of
from tutor.store.tables import Attempt, Card, Learner, ReviewLog

# Nobody keeps reviews for longer: what seems older was made while a clock stood wrong.
OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class KeptReview:
    """What was done on a device. `at` is by the device's own clock; `id` is the device's name for it.

    A card with its rating, an exercise with its answer (None: "I don't know"), or a card whose exercise was answered.
    """

    id: str
    at: datetime
    card_id: str | None = None
    rating: int | None = None
    item_id: str | None = None
    answer: str | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """How many were counted, were known before, or are about what is no more."""

    counted: int
    known: int
    gone: int


def merge(
    session: Session,
    learner_id: str,
    kept: Sequence[KeptReview],
    *,
    sent_at: datetime,
    now: datetime,
    fuzz: bool = True,
) -> Merged:
    """Take in what a device kept, in its order. `sent_at` is when it says it sent this: how wrong its clock is."""
    learner = session.get_one(Learner, learner_id)
    found: dict[str, tuple[Card, list[ReviewLog]]] = {}
    seen: set[str] = set()
    counted = known = 0
    for one, at in timed(kept, sent_at, now):
        if one.id in seen or _has(session, learner_id, one):
            known += 1
            continue
        card = session.get(Card, one.card_id) if one.card_id else None
        if card is not None and card.learner_id != learner_id:
            card = None
        right = _answered(session, learner, one, at) if one.item_id else None
        if card is not None and one.rating is not None:
            log = ReviewLog(
                learner_id=learner_id,
                card_id=card.id,
                rating=AGAIN if right is False else one.rating,
                first=False,
                duration_ms=one.duration_ms,
                before={},
                reviewed_at=max(at, card.created_at),
                sent_id=one.id,
            )
            found.setdefault(card.id, (card, []))[1].append(log)
        elif right is None:
            continue
        seen.add(one.id)
        counted += 1
    for card, new in found.values():
        _insert(session, card, new, fuzz=fuzz)
    return Merged(counted, known, len(kept) - counted - known)


def timed(kept: Iterable[KeptReview], sent_at: datetime, now: datetime) -> Iterable[tuple[KeptReview, datetime]]:
    """Each with its time by our clock: as long ago as the device says, never later than now, in the device's order."""
    latest: datetime | None = None
    for one in kept:
        # The difference of two readings of one clock is right even where the clock is not.
        at = now - min(max(sent_at - one.at, timedelta(0)), OLDEST)
        latest = at if latest is None else max(at, latest)
        yield one, latest


# No clock of a learner's has stood before this.
_EARLIEST = datetime(2000, 1, 1)


def _insert(session: Session, card: Card, new: list[ReviewLog], *, fuzz: bool) -> None:
    """Put reviews among those of a card that are known, and reckon anew from the first one on."""
    first = min(log.reviewed_at for log in new)
    later = [log for log in logs_of(session, card) if log.reviewed_at > first]
    start = MemoryState(**later[0].before) if later else MemoryState.of(card)
    # Sorting is stable: at one moment, what was known before comes first.
    replay(session, card, start, sorted([*later, *new], key=lambda log: log.reviewed_at), fuzz=fuzz)
    session.flush()


def _answered(session: Session, learner: Learner, one: KeptReview, at: datetime) -> bool | None:
    """Grade and keep an answer; whether it was right, or None where that says nothing."""
    assert one.item_id
    try:
        item = item_of(one.item_id)
    except NotFound:
        return None
    answer = one.answer[:LONGEST_ANSWER] if one.answer is not None else None
    graded = grade(item, answer, learner.explained_in, Home.of(learner).learnt)
    keep_attempt(session, learner.id, item, answer, graded, at=at, sent_id=one.id)
    return graded.verdict != "wrong"


def _has(session: Session, learner_id: str, one: KeptReview) -> bool:
    """Whether it arrived before. The answer of a card alone is not all of it: its rating may have been lost."""
    if one.card_id is not None:
        return was_sent(session, learner_id, one.id)
    return session.get(Attempt, attempt_id(learner_id, one.id)) is not None
