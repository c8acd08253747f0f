"""Reviews and answers that a device kept while it could not reach the tutor: each counts once, at its own time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from tutor.cards.drilled import AGAIN, attempt_id, keep_attempt
from tutor.cards.schedule import MemoryState, logs_of, replay, was_sent
from tutor.core.errors import NotFound
from tutor.exercises.grade import LONGEST_ANSWER, Grade, grade
from tutor.exercises.item import Item
from tutor.exercises.items import item_of
from tutor.language.es.variety import Learnt
from tutor.store.tables import Attempt, Card, ReviewLog

# Nobody keeps reviews for longer: what seems older was made while a clock stood wrong.
OLDEST = timedelta(days=366)
# So many are written at once: others wait for as long as that takes.
PART = 20
# Reviews of one card: those that come late are reckoned with all that are later, and nobody has so many.
MOST_REVIEWS = 2_000


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


Timed = tuple[KeptReview, datetime]
Graded = Mapping[str, tuple[Item, Grade]]


def grade_kept(kept: Iterable[KeptReview], language: str, variety: Learnt) -> Graded:
    """The exercises that were answered and how, by the names of the answers. It takes long, so it is no part of `merge`."""
    graded: dict[str, tuple[Item, Grade]] = {}
    for one in kept:
        try:
            item = item_of(one.item_id) if one.item_id else None
        except NotFound:
            continue
        if item:
            graded[one.id] = item, grade(item, _cut(one.answer), language, variety)
    return graded


def parts(kept: Iterable[KeptReview], sent_at: datetime, now: datetime) -> Iterator[list[Timed]]:
    """What a device kept, in its order, in parts to `merge` one after the other. `sent_at` is when it says it sent this: how
    wrong its clock is."""
    waiting = list(timed(kept, sent_at, now))
    for start in range(0, len(waiting), PART):
        yield waiting[start : start + PART]


def merge(session: Session, learner_id: str, part: Sequence[Timed], graded: Graded, *, fuzz: bool = True) -> Merged:
    """Take in a part of what a device kept. What is cut short can be sent again."""
    found: dict[str, tuple[Card, list[ReviewLog]]] = {}
    seen: set[str] = set()
    counted = known = 0
    for one, at in part:
        if one.id in seen or _has(session, learner_id, one):
            known += 1
            continue
        card = session.get(Card, one.card_id) if one.card_id else None
        if card is not None and (card.learner_id != learner_id or card.reviews >= MOST_REVIEWS):
            card = None
        right = _answered(session, learner_id, one, at, graded)
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
    return Merged(counted, known, len(part) - counted - known)


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


def _answered(session: Session, learner_id: str, one: KeptReview, at: datetime, graded: Graded) -> bool | None:
    """Keep an answer; whether it was right, or None where that says nothing."""
    if one.id not in graded:
        return None
    item, told = graded[one.id]
    keep_attempt(session, learner_id, item, _cut(one.answer), told, at=at, sent_id=one.id)
    return told.verdict != "wrong"


def _cut(answer: str | None) -> str | None:
    return None if answer is None else answer[:LONGEST_ANSWER]


def _has(session: Session, learner_id: str, one: KeptReview) -> bool:
    """Whether it arrived before. The answer of a card alone is not all of it: its rating may have been lost."""
    if one.card_id is not None:
        return was_sent(session, learner_id, one.id)
    return session.get(Attempt, attempt_id(learner_id, one.id)) is not None
