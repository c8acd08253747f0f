"""Ten thousand items, drawn from all that can be made: each is whole, and judges its own answers as it says."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from tutor.exercises.grade import grade
from tutor.exercises.item import GAP, Item
from tutor.exercises.items import ids, item_of
from tutor.exercises.kinds import kind_of
from tutor.exercises.syllabus import syllabus
from tutor.language.es.tokens import words

DRAWN = 10_000


def drawn() -> Iterator[Item]:
    every = [item_id for point in syllabus().points for item_id in ids(point)]
    assert len(every) > 3 * DRAWN
    for item_id in random.Random(20261129).sample(every, DRAWN):
        yield item_of(item_id)


def complaints(item: Item) -> Iterator[str]:
    """What is wrong with an item."""
    point = syllabus().by_id[item.point]
    if (item.level, item.kind) != (point.level, item.id.partition(".")[0] if "agreement" not in item.id else item.kind):
        yield "is not of its point or kind"
    if (
        not item.answers
        or not all(answer.strip() for answer in item.answers)
        or len(set(item.answers)) != len(item.answers)
    ):
        yield "has no answer or one twice"
    if set(item.answers) & set(item.wrong):
        yield "calls an answer wrong"
    if item.kind in ("cloze", "choice") and item.prompt.count(GAP) != 1:
        yield "has not one gap"
    if item.options and item.kind in ("choice", "listen"):
        if len(set(item.options)) != len(item.options) or sum(option in item.answers for option in item.options) != 1:
            yield "does not offer one right answer"
    if item.kind == "order" and sorted(w for o in item.options for w in words(o)) != sorted(words(item.sentence)):
        yield "has other words than its sentence"
    if item.hint and item.hint in item.answers and item.kind in ("cloze", "build"):
        yield "gives its answer away"
    if item.kind in ("dictation", "listen") and not item.spoken:
        yield "has nothing to hear"
    if item.kind in ("translate", "say", "repair", "build") and not item.prompt:
        yield "asks nothing"
    if item_of(item.id) != item:
        yield "is not the same twice"
    if kind_of(item.kind).skill not in ("grammar", "listening", "speaking", "writing"):
        yield "trains nothing"


def misjudged(item: Item) -> Iterator[str]:
    """Answers that are judged otherwise than the item says."""
    if grade(item, item.answers[0]).verdict != "right":
        yield f"not right: {item.answers[0]}"
    if item.wrong and grade(item, item.wrong[0]).verdict != "wrong":
        yield f"not wrong: {item.wrong[0]}"
    if grade(item, None).verdict != "wrong":
        yield "not to know is not wrong"


@pytest.mark.slow
def test_ten_thousand_items_are_whole_and_judge_their_own_answers() -> None:
    bad = [(item.id, complaint) for item in drawn() for complaint in (*complaints(item), *misjudged(item))]
    assert not bad, bad[:20]
