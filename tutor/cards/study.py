"""The study list as a learner's own: which of its words are cards, and words of it made cards."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from tutor.cards.words import save_key
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.language.es.tokens import plain
from tutor.language.es.vocabulary import VocabularyWord, by_shown, by_text, vocabulary
from tutor.store.tables import Card, Learner


def found(level: Level | None, topic: str | None, asked: str, language: str) -> list[VocabularyWord]:
    """The words of a level and a topic, by topic, the commonest first; with `asked` in them or in what they mean, whatever
    the accents."""
    wanted = plain(asked.strip().lower())
    words = [
        word
        for word in vocabulary()
        if level in (None, word.level)
        and topic in (None, word.topic)
        and (not wanted or wanted in plain(word.shown) or wanted in plain(word.meaning(language).lower()))
    ]
    return sorted(words, key=lambda word: (word.level, word.topic, -word.zipf))


def standings(session: Session, learner_id: str) -> dict[str, tuple[str, str]]:
    """Of the learner's word cards, by their key: id and standing."""
    mine = select(Card.key, Card.id, Card.standing).where(Card.learner_id == learner_id, Card.kind == "word")
    return {key: (card_id, standing) for key, card_id, standing in session.exec(mine) if key}


def key_of_word(word: VocabularyWord) -> str:
    """What makes it one card: its dictionary form, by which a text's words are saved too; for the second of two with the
    same form, as it is shown: «el poder» beside «poder»."""
    other = by_text().get(word.text)
    return word.text if other in (None, word) else word.shown


def listed(shown: Sequence[str]) -> list[VocabularyWord]:
    """Words as they are shown. Raises NotFound where one is not of the list."""
    try:
        return [by_shown()[one] for one in shown]
    except KeyError as error:
        raise NotFound("That word is not in the study list.", action="Reload the page.") from error


def add(session: Session, learner_id: str, words: Sequence[VocabularyWord]) -> None:
    """Make cards of words of the list, with their meaning and sentence; those that are cards stay as they are."""
    language = session.get_one(Learner, learner_id).explained_in
    for word in words:
        save_key(session, learner_id, key_of_word(word), meaning=word.meaning(language), sentence=word.sentence)


def spoken_sentence(shown: str) -> str:
    """The sentence of a word. Raises NotFound."""
    word = by_shown().get(shown)
    if word is None:
        raise NotFound("That word is not in the study list.", action="Reload the page.")
    return word.sentence
