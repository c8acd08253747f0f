"""What the tutor should give the learner a chance to say: the forms of their open errors, and words that are due."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from tutor.injection import gives_orders
from tutor.store.tables import Card

ERRORS, WORDS = 2, 1
# A longer form would be a sentence to repeat, not something to find.
LONGEST = 40


def note(session: Session, learner_id: str, now: datetime) -> str | None:
    """A note for the tutor in this turn only; None when the learner has nothing open or due.

    The tutor must not say the words itself: an echo is no proof that the learner knows them.
    """
    errors = select(Card).where(Card.learner_id == learner_id, Card.kind == "error", Card.standing != "retired")
    words = select(Card).where(
        Card.learner_id == learner_id, Card.kind == "word", col(Card.standing).in_(["learning", "review"])
    )
    latest = session.exec(errors.order_by(col(Card.created_at).desc()).limit(ERRORS)).all()
    due = session.exec(words.where(Card.due <= now).order_by(col(Card.due)).limit(WORDS)).all()
    wanted = [text for text in (*(c.form for c in latest), *(c.front for c in due)) if _fits(text)]
    if not wanted:
        return None
    quoted = " o ".join(f"«{text}»" for text in wanted)
    return f"sin decirlo tú, pregunta algo que el alumno pueda contestar con {quoted}"


def _fits(text: str) -> bool:
    return 0 < len(text) <= LONGEST and not gives_orders(text)
