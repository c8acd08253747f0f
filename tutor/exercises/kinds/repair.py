"""Find the mistake and mend it."""

from __future__ import annotations

from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.syllabus import Example, Point


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
