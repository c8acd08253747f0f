"""Saving a word: its dictionary form, meaning and the sentence it was met in."""

from __future__ import annotations

import re

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput
from tutor.language.es.dictionary import headword, meaning_of
from tutor.store.tables import Card, Learner

LONGEST_WORD = 60
# Of one learner: more than anybody learns, and less than fills a disk.
MOST_CARDS = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")


def clean(word: str) -> str:
    """A word, or a phrase of a few, without what stands around it. Raises InvalidInput when it is none."""
    text = " ".join(word.split()).strip(".,;:¿?¡!«»“”\"'()")
    if not _WORD.fullmatch(text) or len(text) > LONGEST_WORD:
        raise InvalidInput("That is not a word that can be saved.", action="Choose one word of the text.")
    return text


def key_of(word: str) -> str:
    """What makes a word one card: its dictionary form. Raises InvalidInput when it is no word."""
    text = clean(word)
    return text.lower() if " " in text else headword(text)


def words_due(session: Session, learner_id: str, limit: int) -> list[str]:
    """The learner's saved words that are due first."""
    mine = (Card.learner_id == learner_id, Card.kind == "word", col(Card.standing).not_in(["suspended", "retired"]))
    return list(session.exec(select(Card.front).where(*mine).order_by(col(Card.due), col(Card.id)).limit(limit)))


def check_room(session: Session, learner_id: str) -> None:
    """Raises InvalidInput where a learner has as many cards as they may have."""
    if session.exec(select(func.count()).where(Card.learner_id == learner_id)).one() >= MOST_CARDS:
        raise InvalidInput(f"You have {MOST_CARDS} cards already.", action="Delete some that you know well.")


def save_word(
    session: Session,
    learner_id: str,
    word: str,
    *,
    meaning: str = "",
    sentence: str = "",
    message_id: str | None = None,
) -> tuple[Card, bool]:
    """A card for a word, and whether it is new; the one there is if it was saved before.

    Raises InvalidInput when it is no word, or there are too many.
    """
    check_room(session, learner_id)
    return save_key(session, learner_id, key_of(word), meaning=meaning, sentence=sentence, message_id=message_id)


def save_key(
    session: Session,
    learner_id: str,
    key: str,
    *,
    meaning: str = "",
    sentence: str = "",
    message_id: str | None = None,
) -> tuple[Card, bool]:
    """The same for the dictionary form of a word."""
    card = session.exec(select(Card).where(Card.learner_id == learner_id, Card.kind == "word", Card.key == key)).first()
    if card is not None:
        return card, False
    language = session.get_one(Learner, learner_id).explained_in
    card = Card(
        learner_id=learner_id,
        kind="word",
        key=key,
        front=key,
        back=meaning or meaning_of(key, language)[0],
        sentence=sentence,
        message_id=message_id,
    )
    session.add(card)
    session.flush()
    return card, True
