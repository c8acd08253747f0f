"""Put the words in order."""

from __future__ import annotations

import random

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.telling import of_sentence
from tutor.exercises.grading.whole import sentence
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, sentences, shuffled
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade
from tutor.language.es.lexicon import lexicon

FEWEST_WORDS, MOST_WORDS = 3, 12
_MARKS = "¿?¡!.,;:—«»“”"
_TRIES = 20


class Order(FromExamples):
    """The words of the sentence mixed, without the capital and the stop that would give them away."""

    name = "order"
    skill = "writing"

    def fits(self, example: Example) -> bool:
        return FEWEST_WORDS <= len(example.sentence().split()) <= MOST_WORDS

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point,
            key,
            example,
            "",
            sentences(example),
            english=example.english,
            options=_scrambled(example.sentence().split(), self.rng(point, key)),
            also=example.also,
        )

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return sentence(item, given, say)

    def why(self, item: Item, given: str, say: Explainer) -> str:
        return of_sentence(item, given, item.answers[0], say)


def _scrambled(words: list[str], rng: random.Random) -> tuple[str, ...]:
    bare = [stripped for word in words if (stripped := word.strip(_MARKS))]
    bare[0] = bare[0] if _is_name(bare[0]) else bare[0].lower()
    for _ in range(_TRIES):
        mixed = shuffled(bare, rng)
        if list(mixed) != bare:
            return mixed
    return tuple(reversed(bare))


def _is_name(word: str) -> bool:
    """Whether a word has a capital of its own, not only the sentence's."""
    readings = lexicon().analyses(word)
    return not readings or readings[0].part == "name"
