"""Fill the gap."""

from __future__ import annotations

from tutor.exercises.item import GAP, Item
from tutor.exercises.kinds.base import FromExamples
from tutor.exercises.syllabus import Example, Point


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
