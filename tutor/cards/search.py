"""Words and mistakes that were kept, found again."""

from __future__ import annotations

from sqlmodel import Session, col, select

from tutor.core.finding import Finder
from tutor.store.tables import Card


def search_cards(session: Session, learner_id: str, finder: Finder, most: int) -> list[Card]:
    """A learner's words and mistakes that have all that is looked for: on their faces first, then where they were met."""
    cards = session.exec(
        select(Card)
        .where(Card.learner_id == learner_id, col(Card.kind).in_(("word", "error")))
        .order_by(col(Card.created_at).desc())
    ).all()
    faces = [card for card in cards if finder.find(f"{card.front} {card.back} {card.form}")]
    met = [card for card in cards if card not in faces and finder.find(card.sentence)] if len(faces) < most else []
    return [*faces, *met][:most]
