"""Saving a word: its dictionary form, meaning and the sentence it was met in."""

from __future__ import annotations

import re
from functools import cache

from sqlmodel import Session, select

from tutor.corrections.edits import plain
from tutor.drills.conjugation import verbs
from tutor.drills.vocabulary import by_text, frequency, vocabulary
from tutor.errors import InvalidInput
from tutor.store.tables import Card

LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_ENCLITICS = re.compile(r"(?:(?:me|te|se|nos|os)?(?:lo|la|los|las|le|les)|me|te|se|nos|os)$")


@cache
def _plurals() -> dict[str, str]:
    return {word.plural: word.text for word in vocabulary() if word.plural}


def lemma(word: str) -> str:
    """The dictionary form: hablamos → hablar, dámelo → dar, lápices → lápiz, cansadas → cansado."""
    word = word.lower()
    if word in by_text():
        return word
    if word in _plurals():
        return _plurals()[word]
    if verb := _verb(word):
        return verb
    for ending, base in (("ces", "z"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending) + base
            if stem in by_text() or frequency().get(stem, 0.0) > 2.5:
                return _masculine(stem)
    return _masculine(word)


def _masculine(word: str) -> str:
    masculine = word[:-1] + "o"
    return masculine if word.endswith("a") and masculine in by_text() and word not in by_text() else word


def _verb(word: str) -> str:
    found = [a for a in verbs().analyse(word) if a.verb != word] or verbs().analyse(word)
    stem = _ENCLITICS.sub("", word)
    if not found and stem != word:  # only these forms carry a pronoun at their end: vinos is no "vi" with "nos"
        readings = verbs().analyse(stem) + verbs().analyse(plain(stem))
        found = [a for a in readings if a.tense in ("infinitive", "gerund", "imperative")]
    # fui is of ser and ir: the commoner infinitive is meant more often.
    return max((a.verb for a in found), key=lambda verb: frequency().get(verb, 0.0), default="")


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

    Raises InvalidInput when it is no word.
    """
    text = " ".join(word.split()).strip(".,;:¿?¡!«»“”\"'()")
    if not _WORD.fullmatch(text) or len(text) > LONGEST_WORD:
        raise InvalidInput("That is not a word that can be saved.", action="Choose one word of the text.")
    key = lemma(text) if " " not in text else text.lower()
    card = session.exec(select(Card).where(Card.learner_id == learner_id, Card.kind == "word", Card.key == key)).first()
    if card is not None:
        return card, False
    known = by_text().get(key)
    card = Card(
        learner_id=learner_id,
        kind="word",
        key=key,
        front=key,
        back=meaning or (known.english if known else ""),
        sentence=sentence,
        message_id=message_id,
    )
    session.add(card)
    session.flush()
    return card, True
