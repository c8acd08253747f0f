"""Write what you hear."""

from __future__ import annotations

from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples
from tutor.exercises.syllabus import Example, Point


class Dictation(FromExamples):
    """The sentence is played and to be written down."""

    name = "dictation"
    skill = "listening"

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(point, key, example, "", (example.sentence(),), spoken=example.sentence())
