"""What is kept of an exercise: the attempt, and a card when it was not known."""

from __future__ import annotations

from sqlmodel import Session, select

from tutor.exercises.grade import RIGHT_VERDICTS, Grade
from tutor.exercises.item import Item
from tutor.store.tables import Attempt, Card


def keep_attempt(session: Session, learner_id: str, item: Item, answer: str | None, grade: Grade) -> Card | None:
    """Store an attempt that counts; one that was wrong becomes a card, or the card there is."""
    if grade.verdict not in (*RIGHT_VERDICTS, "wrong"):
        return None
    session.add(
        Attempt(
            learner_id=learner_id,
            item_id=item.id,
            point_id=item.point,
            kind=item.kind,
            answer=answer,
            verdict=grade.verdict,
            judged_by=grade.judged_by,
        )
    )
    if grade.verdict in RIGHT_VERDICTS:
        return None
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
