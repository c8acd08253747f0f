"""Find the mistake and mend it."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.mending import otherwise_mended
from tutor.exercises.grading.telling import of_sentence
from tutor.exercises.grading.whole import sentence
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class Repair(FromExamples):
    """The sentence with a mistake that learners make; the whole sentence is to be written rightly."""

    name = "repair"
    skill = "writing"

    def fits(self, example: Example) -> bool:
        return bool(example.wrong)

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point,
            key,
            example,
            example.sentence(example.wrong[0]),
            sentences(example),
            english=example.english,
            wrong=mistakes(example),
            also=example.also,
        )

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return sentence(item, given, say, otherwise_mended(item))

    def why(self, item: Item, given: str, say: Explainer) -> str:
        return of_sentence(item, given, item.answers[0], say)
