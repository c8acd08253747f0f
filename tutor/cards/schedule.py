"""When a card comes back: FSRS, with leeches, undo, and clocks and devices that disagree."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
    learner_id: str,
    card_id: str,
    rating: int,
    version: int,
    now: datetime,
    *,
    duration_ms: int | None = None,
    fuzz: bool = True,
) -> Card:
    """Rate a card from 1 (again) to 4 (easy). Raises NotFound, CardChanged when `version` is not the card's."""
    card = get_card(session, learner_id, card_id)
    if card.version != version:
        raise CardChanged()
    if card.standing in ("suspended", "retired"):
        raise InvalidInput("This card is set aside.", action="Bring it back first.")
    # A clock that was moved back must not make time run backwards between two reviews.
    at = max(now, card.last_review or now)
    old = MemoryState.of(card)
    known = fsrs.Card(
        card_id=1,
        state=_state(card),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )
    after, _ = scheduler(fuzz=fuzz).review_card(known, fsrs.Rating(rating), at)
    lapses = card.lapses + (card.standing == "review" and rating == fsrs.Rating.Again)
    leech = lapses >= LEECH_LAPSES and lapses > card.lapses
    standing = "review" if after.state is fsrs.State.Review else "learning"
    changed = {
        "standing": "suspended" if leech else standing,
        "leech": leech or card.leech,
        "due": after.due,
        "step": after.step,
        "stability": after.stability,
        "difficulty": after.difficulty,
        "last_review": at,
        "reviews": card.reviews + 1,
        "lapses": lapses,
    }
    _change(session, card, changed)
    session.add(
        ReviewLog(
            learner_id=learner_id,
            card_id=card.id,
            rating=rating,
            first=old.standing == "new",
            duration_ms=duration_ms,
            before=asdict(old),
            reviewed_at=at,
        )
    )
    return card


def undo(session: Session, learner_id: str) -> Card:
    """Take back the latest review; returns its card as it was. Raises NothingToUndo."""
    last = session.exec(
        select(ReviewLog).where(ReviewLog.learner_id == learner_id).order_by(col(ReviewLog.id).desc()).limit(1)
    ).first()
    if last is None:
        raise NothingToUndo()
    card = get_card(session, learner_id, last.card_id)
    before = dict(last.before)
    for name in ("due", "last_review"):
        before[name] = datetime.fromisoformat(before[name]) if before[name] else None
    _change(session, card, before)
    session.delete(last)
    return card


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


def _state(card: Card) -> fsrs.State:
    if card.standing == "review":
        return fsrs.State.Review
    return fsrs.State.Relearning if card.lapses else fsrs.State.Learning
