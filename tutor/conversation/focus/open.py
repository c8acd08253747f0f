"""What a learner has open, mistakes and saved words: it chooses the scene, the complication and the topic, and in free talk a
question now and then. It is noted as a conversation begins, so that a replay of it plays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlmodel import Session, col, select

from tutor.conversation.focus.chances import sentences, to_anybody
from tutor.conversation.focus.focus import Focus
from tutor.conversation.focus.uses import uses_of_point
from tutor.conversation.ports import words_due
from tutor.conversation.scenes.library import lemmas, scene
from tutor.conversation.scenes.schema import Address, Step, Topic, Twist
from tutor.conversation.scenes.state import Due
from tutor.conversation.scenes.words import tokens
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import syllabus
from tutor.language.es.tokens import plain
from tutor.store.tables import Card

MOST_POINTS, MOST_SAVED = 3, 20
SHORTEST = 4  # letters of a word that says what a scene is about
# Mistakes that are looked at: several are of one point.
_LOOKED_AT = 12
_KEPT_AS = "open"


@dataclass(frozen=True, slots=True)
class Open:
    """`points`: ids, of the mistakes that have waited longest; `words`: saved ones, due first."""

    points: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, session: Session, learner_id: str) -> Open:
        """What is open now."""
        waiting = select(Card).where(
            Card.learner_id == learner_id, Card.kind == "error", col(Card.standing).in_(("new", "learning", "review"))
        )
        cards = session.exec(waiting.order_by(col(Card.due), col(Card.id)).limit(_LOOKED_AT))
        points = [found.id for card in cards if (found := point_about(card.rule, card.category, card.form))]
        return cls(tuple(dict.fromkeys(points))[:MOST_POINTS], tuple(words_due(session, learner_id, MOST_SAVED)))

    @classmethod
    def stored(cls, kept: Mapping[str, Any] | None) -> Open:
        """From the column that else holds what a conversation practises."""
        found = (kept or {}).get(_KEPT_AS, {})
        points = tuple(p for p in found.get("points", ()) if p in syllabus().by_id)
        return cls(points, tuple(found.get("words", ())))

    def to_store(self) -> dict[str, Any] | None:
        """For the column of a conversation that practises nothing else; None where nothing is open."""
        if not (self.points or self.words):
            return None
        return {_KEPT_AS: {"points": list(self.points), "words": list(self.words)}}

    def due(self, address: Address) -> Due:
        """For the director: questions that need the forms, and the words, folded."""
        asked = [question for point in self._points() for question in to_anybody(point, address)[:1]]
        return Due(tuple(asked), frozenset(plain(token) for word in self.words for token in tokens(word)))

    def answers(self, question: str) -> list[str]:
        """Sentences to say alike, of the point that a question was asked for."""
        found = (point for point in self._points() if question in to_anybody(point, "tú"))
        return [line for point in found for line in sentences(point)]

    def given_by(self, scene_id: str) -> int:
        """How much of it a scene gives a chance for, by what a learner may say there."""
        said = sum(any(lemmas(word) & _learners_words(scene_id) for word in tokens(saved)) for saved in self.words)
        return said + sum(_needs(scene_id, point) for point in self.points)

    def _points(self) -> list[Focus]:
        return [Focus.on_point(point) for point in self.points]


def _learners_lines(scene_id: str) -> list[str]:
    found = scene(scene_id)
    parts: tuple[Step | Topic | Twist, ...] = (*found.step, *found.topic, *found.twist)
    helps = (lines for part in parts for lines in part.help.values())
    return [*(spanish for spanish, _ in found.card.phrases), *(line for lines in helps for line in lines)]


@cache
def _learners_words(scene_id: str) -> frozenset[str]:
    words = {word for line in _learners_lines(scene_id) for word in tokens(line) if len(word) >= SHORTEST}
    return frozenset().union(*(lemmas(word) for word in words))


@cache
def _needs(scene_id: str, point_id: str) -> bool:
    """Do two of the lines that a learner may say have the point?"""
    return sum(bool(uses_of_point(point_id, line)) for line in _learners_lines(scene_id)) > 1
