"""What a kind of exercise is."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Literal, Protocol

from tutor.exercises.explain import Explainer
from tutor.exercises.grading.telling import about_point
from tutor.exercises.item import Item
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import Example, ItemKind, Point
from tutor.exercises.verdict import Grade

Skill = Literal["grammar", "listening", "speaking", "writing"]


class Kind(Protocol):
    """A kind of exercise: what it is made of, what it trains, how hard it is, and how it is judged."""

    @property
    def name(self) -> ItemKind:
        """The first part of its items' ids."""

    @property
    def skill(self) -> Skill:
        """What it trains."""

    @property
    def difficulty(self) -> float:
        """How much harder it is than a gap to be filled, in logits: recognising is easier than producing."""

    @property
    def in_spanish(self) -> bool:
        """Whether it is answered in Spanish."""

    def rests(self, point: Point) -> Iterable[str]:
        """The last parts of the ids of a point's items."""

    def make(self, point: Point, rest: str) -> Item | None:
        """The item of that id; None when there is none."""

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        """Judge an answer that says something."""

    def why(self, item: Item, given: str, say: Explainer) -> str:
        """What is wrong with a foreseen mistake."""


class FromExamples:
    """A kind that is made of the sentences of a point. The rest of an id is the sentence's key."""

    name: ItemKind
    skill: Skill
    difficulty = 0.0
    in_spanish = True

    def fits(self, example: Example) -> bool:
        """Whether this sentence can be asked so."""
        return True

    def item(self, point: Point, key: str, example: Example) -> Item:
        """The sentence as an item."""
        raise NotImplementedError

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        """Judge an answer that says something."""
        raise NotImplementedError

    def why(self, item: Item, given: str, say: Explainer) -> str:
        """The rule."""
        return about_point(item, say.language)

    def rests(self, point: Point) -> Iterable[str]:
        """The keys of the sentences that fit."""
        if self.name not in point.items:
            return []
        return [key for key, example in examples(point).items() if self.fits(example)]

    def make(self, point: Point, rest: str) -> Item | None:
        """The item of a sentence; None for an unknown key or one that does not fit."""
        if self.name not in point.items:
            return None
        example = examples(point).get(rest)
        return self.item(point, rest, example) if example is not None and self.fits(example) else None

    def made(
        self, point: Point, key: str, example: Example, prompt: str, answers: tuple[str, ...], **more: object
    ) -> Item:
        """An item with what all kinds tell of a sentence."""
        return Item(
            id=f"{self.name}.{point.id}.{key}",
            kind=self.name,
            point=point.id,
            level=point.level,
            prompt=prompt,
            answers=answers,
            sentence=example.sentence(),
            gap=(example.before, example.after),
            variety=example.variety,
            **more,  # type: ignore[arg-type]
        )

    def rng(self, point: Point, key: str) -> random.Random:
        """The same for the same item."""
        return random.Random(f"{self.name}.{point.id}.{key}")


def sentences(example: Example) -> tuple[str, ...]:
    """The sentence with each right answer."""
    return tuple(example.sentence(answer) for answer in example.answers)


def mistakes(example: Example) -> tuple[str, ...]:
    """The sentence with each foreseen mistake."""
    return tuple(example.sentence(wrong) for wrong in example.wrong)


def shuffled(options: list[str], rng: random.Random) -> tuple[str, ...]:
    """The options in another order."""
    return tuple(rng.sample(options, len(options)))
