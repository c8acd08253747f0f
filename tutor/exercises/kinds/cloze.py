"""Fill the gap."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.letters import to_the_letter
from tutor.exercises.grading.whole import in_gap
from tutor.exercises.item import GAP, Item
from tutor.exercises.kinds.base import FromExamples
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class Cloze(FromExamples):
    """The sentence with its gap, the English and the dictionary form beside it."""

    name = "cloze"
    skill = "grammar"

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point,
            key,
            example,
            example.sentence(GAP),
            example.answers,
            english=example.english,
            hint=example.hint if example.hint not in example.answers else "",
            wrong=example.wrong,
            also=example.also,
        )

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return in_gap(item, given, say) if item.gap else to_the_letter(item, given, say)
