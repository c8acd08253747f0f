"""What is kept of an exercise: the attempt, and a card when it was not known."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlmodel import Session, col, select

from tutor.core.errors import NotFound
from tutor.exercises.item import Item
from tutor.exercises.items import item_of
from tutor.exercises.mistakes import item_about
from tutor.exercises.verdict import COUNTED_VERDICTS, RIGHT_VERDICTS, Grade
from tutor.store.columns import new_id, now
from tutor.store.tables import Attempt, Card

AGAIN = 1  # the rating of what was not known


def item_on(card: Card) -> Item | None:
    """What a card asks now: its item, or one about its error; None for words, and for items that are no more."""
    try:
        if card.kind == "item":
            return item_of(card.key)
        if card.kind == "error":
            return item_about(card.rule, card.category, card.form, card.reviews)
    except NotFound:
        pass
    return None


def answered_wrongly(session: Session, card: Card) -> bool:
    """Whether the exercise on a card was answered since its last review, and the last answer was wrong."""
    item = item_on(card)
    if item is None:
        return False
    verdict = session.exec(
        select(Attempt.verdict)
        .where(
            Attempt.learner_id == card.learner_id,
            Attempt.item_id == item.id,
            col(Attempt.created_at) > (card.last_review or card.created_at),
        )
        .order_by(col(Attempt.created_at).desc())
        .limit(1)
    ).first()
    return verdict == "wrong"


def attempt_id(learner_id: str, sent_id: str) -> str:
    """The id under which an answer is kept that a device calls so: nobody else's, whatever a device makes up."""
    return hashlib.sha256(f"{learner_id} {sent_id}".encode()).hexdigest()[:32]


def keep_attempt(
    session: Session,
    learner_id: str,
    item: Item,
    answer: str | None,
    grade: Grade,
    *,
    at: datetime | None = None,
    sent_id: str | None = None,
) -> Card | None:
    """Store an attempt that counts; one that was wrong becomes a card, or the card there is.

    `at` is when it was made, now if it is not said; `sent_id` is the device's name for it: what is sent twice is stored once.
    """
    if not note_attempt(session, learner_id, item, answer, grade, at=at, sent_id=sent_id):
        return None
    if grade.verdict in RIGHT_VERDICTS:
        return None
    return _card(session, learner_id, item)


def note_attempt(
    session: Session,
    learner_id: str,
    item: Item,
    answer: str | None,
    grade: Grade,
    *,
    at: datetime | None = None,
    sent_id: str | None = None,
) -> bool:
    """Store an attempt if it counts, and nothing else; whether it does."""
    if grade.verdict not in COUNTED_VERDICTS:
        return False
    key = attempt_id(learner_id, sent_id) if sent_id else new_id()
    if session.get(Attempt, key) is None:
        session.add(
            Attempt(
                id=key,
                created_at=at or now(),
                learner_id=learner_id,
                item_id=item.id,
                point_id=item.point,
                kind=item.kind,
                answer=answer,
                verdict=grade.verdict,
                judged_by=grade.judged_by,
            )
        )
    return True


def _card(session: Session, learner_id: str, item: Item) -> Card:
    card = session.exec(
        select(Card).where(Card.learner_id == learner_id, Card.kind == "item", Card.key == item.id)
    ).first()
    if card is None:
        front = item.prompt or item.english or item.spoken
        card = Card(learner_id=learner_id, kind="item", key=item.id, front=front, back=item.answers[0])
        card.sentence = item.sentence
        session.add(card)
        session.flush()
    return card
