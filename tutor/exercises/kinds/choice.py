"""Choose what fills the gap."""

from __future__ import annotations

from tutor.exercises.item import GAP, Item
from tutor.exercises.kinds.base import FromExamples, shuffled
from tutor.exercises.syllabus import Example, Point


class MultipleChoice(FromExamples):
    """The sentence with its gap, one right answer and the foreseen mistakes."""

    name = "choice"
    skill = "grammar"
    easier = 0.5

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
