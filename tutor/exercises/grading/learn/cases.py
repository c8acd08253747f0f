"""Answers in other words that are right, and wrong, without anybody having judged them: made of our own sentences.

A right wording is taken away from its exercise and given as an answer: it is right. With a mistake put into it, or with the
foreseen mistake of the exercise, it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tutor.exercises.grading.learn.mistakes import mistaken
from tutor.exercises.grading.sentences import inner, place_of
from tutor.exercises.item import Item
from tutor.exercises.kinds import kind_of
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import syllabus


@dataclass(frozen=True, slots=True)
class Case:
    """An answer to an exercise, and the kind of what is wrong with it; "" where it is right."""

    item: Item
    answer: str
    mistake: str


def cases(random: Random, leave_out: frozenset[str] = frozenset()) -> Iterator[Case]:
    """In random order of the exercises, all of one together; none for those to leave out."""
    for item in _items(random):
        if item.id in leave_out or not item.also:
            continue
        also = random.sample(item.also, len(item.also))
        taken = also[: random.choice((1, 1, 2, 2, 3))]
        left = replace(item, also=tuple(other for other in item.also if other not in taken))
        fine = {*item.answers, *item.also}
        made = [Case(left, answer, "") for answer in taken if answer not in item.answers]
        made += (
            Case(left, *m)
            for base in (*taken, random.choice((*item.answers, *left.also)))
            if (m := mistaken(base, random))
        )
        made += (Case(left, wrong, "foreseen") for answer in taken for wrong in _with_foreseen(item, answer, random))
        yield from (case for case in made if not case.mistake or case.answer not in fine)


def _items(random: Random) -> Iterator[Item]:
    keys = [(point, key) for point in syllabus().points for key in sorted(examples(point))]
    for point, key in random.sample(keys, len(keys)):
        if item := kind_of("translate").make(point.model_copy(update={"items": ("translate",)}), key):
            yield item


def _with_foreseen(item: Item, answer: str, random: Random) -> Iterator[str]:
    """Another wording with a foreseen mistake where it has what fills the gap."""
    assert item.gap is not None
    fill = inner(item.answers[0], *item.gap).strip()
    if item.wrong and (place := place_of(fill, answer)):
        start, end = place
        made = answer[:start] + inner(random.choice(item.wrong), *item.gap).strip() + answer[end:]
        yield made[:1].upper() + made[1:]
