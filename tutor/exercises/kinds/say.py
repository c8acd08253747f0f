"""Say it in Spanish."""

from __future__ import annotations

from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.syllabus import Example, Point


class Say(FromExamples):
    """The English is to be said in Spanish."""

    name = "say"
    skill = "speaking"
    easier = -0.4

    def item(self, point: Point, key: str, example: Example) -> Item:
        return self.made(
            point, key, example, example.english, sentences(example), wrong=mistakes(example), also=example.also
        )
