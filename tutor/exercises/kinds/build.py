"""Make a sentence of words in their dictionary form."""

from __future__ import annotations

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.telling import of_sentence
from tutor.exercises.grading.whole import sentence
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import FromExamples, mistakes, sentences
from tutor.exercises.kinds.order import FEWEST_WORDS, MOST_WORDS
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import Example, Point
from tutor.exercises.verdict import Grade


class Build(FromExamples):
    """The words of the sentence, the one in the gap as it stands in the dictionary."""

    name = "build"
    skill = "writing"

    def rests(self, point: Point) -> list[str]:
        """Where the form in the gap is that of the dictionary, nothing would be left to do: this is not asked again."""
        return [key for key in super().rests(point) if (e := examples(point)[key]).hint not in e.answers]

    def fits(self, example: Example) -> bool:
        if not example.hint or "/" in example.hint:
            return False
        return FEWEST_WORDS <= len(example.sentence().split()) <= MOST_WORDS

    def item(self, point: Point, key: str, example: Example) -> Item:
        chunks = example.sentence(example.hint).rstrip(".").split()
        return self.made(
            point,
            key,
            example,
            " / ".join(chunks),
            sentences(example),
            english=example.english,
            wrong=mistakes(example),
            also=example.also,
        )

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return sentence(item, given, say)

    def why(self, item: Item, given: str, say: Explainer) -> str:
        return of_sentence(item, given, item.answers[0], say)
