"""Write it in Spanish."""

from __future__ import annotations

from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.syllabus import Example, Point


class Translate(FromExamples):
    """The English is to be written in Spanish."""

    name = "translate"
    skill = "writing"
    easier = -0.4

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point, key, example, example.english, sentences(example), wrong=mistakes(example), also=example.also
        )
