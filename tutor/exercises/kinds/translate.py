"""Write it in Spanish."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.telling import of_sentence
from tutor.exercises.grading.whole import sentence
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class FromEnglish(FromExamples):
    """The English is given, and whole sentences are right."""

    difficulty = 0.4

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point,
            key,
            example,
            example.english,
            sentences(example),
            wrong=mistakes(example),
            also=example.also,
            own_words=True,
        )

    def why(self, item: Item, given: str, say: Explainer) -> str:
        return of_sentence(item, given, item.answers[0], say)


class Translate(FromEnglish):
    """The English is to be written in Spanish."""

    name = "translate"
    skill = "writing"

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return sentence(item, given, say)
