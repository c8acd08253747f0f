"""Choose what fills the gap."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.letters import to_the_letter
from tutor.exercises.grading.whole import in_gap
from tutor.exercises.item import GAP, Item
from tutor.exercises.kinds.base import FromExamples, shuffled
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class MultipleChoice(FromExamples):
    """The sentence with its gap, one right answer and the foreseen mistakes."""

    name = "choice"
    skill = "grammar"
    difficulty = -0.5

    def fits(self, example: Example) -> bool:
        return bool(example.wrong)

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point,
            key,
            example,
            example.sentence(GAP),
            example.answers,
            english=example.english,
            options=shuffled([example.answers[0], *example.wrong], self.rng(point, key)),
            wrong=example.wrong,
        )

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return in_gap(item, given, say) if item.gap else to_the_letter(item, given, say)
