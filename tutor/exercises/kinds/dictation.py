"""Write what you hear."""

from __future__ import annotations

from dataclasses import replace

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.letters import to_the_letter
from tutor.exercises.grading.telling import first_difference
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class Dictation(FromExamples):
    """The sentence is played and to be written down."""

    name = "dictation"
    skill = "listening"

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(point, key, example, "", (example.sentence(),), spoken=example.sentence())

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        graded = to_the_letter(item, given, say)
        return replace(graded, feedback=self.why(item, given, say)) if graded.verdict == "wrong" else graded

    def why(self, item: Item, given: str, say: Explainer) -> str:
        return say.heard_words(first_difference(item.answers[0], given))
