"""When a card comes back: FSRS, with leeches, undo, and clocks and devices that disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import fsrs
from sqlalchemy import update
from sqlmodel import Session, col, select

from tutor.core.errors import CardChanged, InvalidInput, NotFound, NothingToUndo
from tutor.store.tables import Card, ReviewLog

# A card forgotten this often only costs time: it is set aside, to be met in another way or brought back.
LEECH_LAPSES = 6


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What scheduling changes in a card; kept with each review, so that it can be taken back."""

    standing: str
    leech: bool
    due: str
    step: int | None
    stability: float | None
    difficulty: float | None
    last_review: str | None
    reviews: int
    lapses: int

    @classmethod
    def of(cls, card: Card) -> MemoryState:
        last = card.last_review.isoformat() if card.last_review else None
        return cls(
            card.standing, card.leech, card.due.isoformat(), card.step, card.stability, card.difficulty, last,
            card.reviews, card.lapses,
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """As the card's columns."""
        last = datetime.fromisoformat(self.last_review) if self.last_review else None
        return asdict(self) | {"due": datetime.fromisoformat(self.due), "last_review": last}


def scheduler(*, fuzz: bool = True) -> fsrs.Scheduler:
    """FSRS with its default parameters. Fuzz spreads cards that were learnt together."""
    return fsrs.Scheduler(enable_fuzzing=fuzz)


def get_card(session: Session, learner_id: str, card_id: str) -> Card:
    """A card of this learner. Raises NotFound, also for somebody else's."""
    card = session.get(Card, card_id)
    if card is None or card.learner_id != learner_id:
        raise NotFound("That card does not exist, or no longer does.")
    return card


def review(
    session: Session,
    card: Card,
    rating: int,
    version: int,
    now: datetime,
    *,
    duration_ms: int | None = None,
    sent_id: str | None = None,
    fuzz: bool = True,
) -> Card:
    """Rate a card from 1 (again) to 4 (easy). Raises CardChanged when `version` is not the card's.

    `sent_id` names the review, so that it can be sent again when its answer was lost.
    """
    if sent_id is not None and was_sent(session, card.learner_id, sent_id):
        return card
    if card.version != version:
        raise CardChanged()
    if card.standing in ("suspended", "retired"):
        raise InvalidInput("This card is set aside.", action="Bring it back first.")
    # A clock that was moved back must not make time run backwards between two reviews.
    at = max(now, card.last_review or now)
    old = MemoryState.of(card)
    _change(session, card, reviewed(old, rating, at, fuzz=fuzz).values())
    session.add(
        ReviewLog(
            learner_id=card.learner_id,
            card_id=card.id,
            rating=rating,
            first=old.standing == "new",
            duration_ms=duration_ms,
            before=asdict(old),
            reviewed_at=at,
            sent_id=sent_id,
        )
    )
    return card


def reviewed(old: MemoryState, rating: int, at: datetime, *, fuzz: bool = True) -> MemoryState:
    """What a review at a time makes of a card."""
    known = fsrs.Card(
        card_id=1,
        state=_state(old),
        step=old.step,
        stability=old.stability,
        difficulty=old.difficulty,
        due=datetime.fromisoformat(old.due),
        last_review=datetime.fromisoformat(old.last_review) if old.last_review else None,
    )
    after, _ = scheduler(fuzz=fuzz).review_card(known, fsrs.Rating(rating), at)
    lapses = old.lapses + (old.standing == "review" and rating == fsrs.Rating.Again)
    leech = lapses >= LEECH_LAPSES and lapses > old.lapses
    standing = "review" if after.state is fsrs.State.Review else "learning"
    return MemoryState(
        standing="suspended" if leech else standing,
        leech=leech or old.leech,
        due=after.due.isoformat(),
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review=at.isoformat(),
        reviews=old.reviews + 1,
        lapses=lapses,
    )


def was_sent(session: Session, learner_id: str, sent_id: str) -> bool:
    """Whether the review that a device calls so has arrived before."""
    known = select(ReviewLog.id).where(ReviewLog.learner_id == learner_id, ReviewLog.sent_id == sent_id)
    return session.exec(known).first() is not None


def replay(session: Session, card: Card, start: MemoryState, logs: Sequence[ReviewLog], *, fuzz: bool = True) -> None:
    """Make of a card what reviews make of it, one after the other in the order of their times, from `start` on.

    What was set aside or got over meanwhile stays so.
    """
    memory = start
    for log in logs:
        log.before, log.first = asdict(memory), memory.standing == "new"
        session.add(log)
        if memory.standing == "suspended":  # a leech that was rated once more before the device knew
            memory = replace(memory, standing="review" if memory.step is None else "learning")
        memory = reviewed(memory, log.rating, log.reviewed_at, fuzz=fuzz)
    keep = {"standing": card.standing} if card.standing in ("suspended", "retired") else {}
    _change(session, card, memory.values() | keep)


def undo(session: Session, learner_id: str) -> Card:
    """Take back the latest review; returns its card as it is without. Raises NothingToUndo."""
    last = session.exec(
        select(ReviewLog).where(ReviewLog.learner_id == learner_id).order_by(col(ReviewLog.id).desc()).limit(1)
    ).first()
    if last is None:
        raise NothingToUndo()
    card = get_card(session, learner_id, last.card_id)
    # What came late from another device may lie before others of its card.
    later = [log for log in logs_of(session, card) if (log.reviewed_at, log.id) > (last.reviewed_at, last.id)]
    before = MemoryState(**last.before)
    session.delete(last)
    if later:
        replay(session, card, before, later)
    else:
        _change(session, card, before.values())
    return card


def logs_of(session: Session, card: Card) -> list[ReviewLog]:
    """All reviews of a card in the order of their times."""
    ordered = select(ReviewLog).where(ReviewLog.card_id == card.id)
    return list(session.exec(ordered.order_by(col(ReviewLog.reviewed_at), col(ReviewLog.id))))


def bring_back(session: Session, card: Card, now: datetime) -> None:
    """Put a card that was set aside back into the queue, due now; a leech gets a new chance."""
    learnt = card.stability is not None
    standing = ("review" if card.step is None else "learning") if learnt else "new"
    _change(session, card, {"standing": standing, "leech": False, "lapses": 0, "due": now, "retired_at": None})


def set_aside(session: Session, card: Card) -> None:
    """Keep a card out of the queue."""
    _change(session, card, {"standing": "suspended"})


def _change(session: Session, card: Card, values: dict[str, Any]) -> None:
    """Write to a card only if nobody else has since it was read. Raises CardChanged."""
    version = card.version
    statement = update(Card).where(col(Card.id) == card.id, col(Card.version) == version)
    result = session.connection().execute(statement.values(**values, version=version + 1))
    if result.rowcount != 1:
        raise CardChanged()
    session.refresh(card)


def _state(memory: MemoryState) -> fsrs.State:
    if memory.standing == "review":
        return fsrs.State.Review
    return fsrs.State.Relearning if memory.lapses else fsrs.State.Learning
