"""Choose what the sentence you hear means."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, shuffled
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade
from tutor.language.es.tokens import words

_OTHERS = 3


class Listen(FromExamples):
    """The sentence is played; its English stands among the English of the sentences that are most like it."""

    name = "listen"
    skill = "listening"
    difficulty = -0.6
    in_spanish = False

    def item(self, point: Point, key: str, example: Example) -> Item:
        options = shuffled([example.english, *_alike(point, example)], self.rng(point, key))
        return self.made(point, key, example, "", (example.english,), spoken=example.sentence(), options=options)

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        if words(given) == words(item.answers[0]):
            return Grade("right", say.right(), item.answers[0])
        return Grade("wrong", say.heard(item.spoken), item.answers[0])


def _alike(point: Point, example: Example) -> list[str]:
    """English of the same point that shares most words with this one, about as long: not to be told apart by one word."""
    own = set(words(example.english))

    def likeness(english: str) -> tuple[float, str]:
        theirs = set(words(english))
        return -len(own & theirs) / (len(own | theirs) or 1), english

    others = {e.english for e in examples(point).values() if set(words(e.english)) != own}
    return sorted(others, key=likeness)[:_OTHERS]
