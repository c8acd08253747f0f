"""Placement: learners of known ability land at their level, guessers at A1."""

from __future__ import annotations

import pytest

from tests.unit.exercises.simulate_placement import SORTS, Sort, guessers, simulate
from tutor.cards.history import SKILLS
from tutor.core.levels import Level
from tutor.exercises.items import ids, item_of
from tutor.exercises.placement import (
    LEVELS,
    MOST,
    SPOKEN,
    TYPED,
    Response,
    bank,
    begins,
    chance,
    estimate,
    finished,
    next_question,
)
from tutor.exercises.syllabus import syllabus


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.name)
def test_learners_of_every_sort_are_placed_without_bias(sort: Sort) -> None:
    outcome = simulate(sort, 120)
    assert outcome.within(0) >= 0.70
    assert outcome.within(1) >= 0.95
    assert abs(outcome.bias) <= 0.25
    assert max(outcome.questions) <= MOST


def test_guessing_everything_lands_at_the_bottom() -> None:
    assert set(guessers(60)) == {Level.A1}


def test_it_begins_with_what_is_easy() -> None:
    first = [next_question([], [], str(seed)) for seed in range(20)]
    assert {item_of(question.item_id).level for question in first} == {Level.A1}


def test_no_sentence_is_shared_with_the_exercises() -> None:
    drilled = {item_of(i).sentence for point in syllabus().points for i in ids(point) if i.startswith("dictation.")}
    assert not drilled & {item_of(question.item_id).sentence for question in bank()}


def test_saying_so_is_no_worse_than_guessing() -> None:
    question = next(q for q in bank() if q.kind == "choice")
    asked = [question.item_id]
    unknown, wrong, right = (estimate(asked, [r]).ability for r in ("unknown", "wrong", "right"))  # type: ignore[list-item]
    assert unknown == wrong < right
    typed = next(q for q in bank() if q.kind == "cloze" and q.point == question.point)
    gain = estimate([typed.item_id], ["right"]).ability - estimate([], []).ability
    assert gain > right - estimate([], []).ability  # what can't be guessed tells more


@pytest.mark.parametrize("kind", ["choice", "cloze", "listen", "say"])
def test_chances_are_chances(kind: str) -> None:
    question = next(q for q in bank() if q.kind == kind)
    for ability in (-8, 0, 8):
        right, wrong = chance(ability, question, "right"), chance(ability, question, "wrong")
        assert right + wrong == pytest.approx(1)
    assert chance(-50, question, "right") == pytest.approx(question.luck)


def test_the_bank_covers_every_level_in_every_kind() -> None:
    kinds = {(item_of(q.item_id).level, q.kind) for q in bank()}
    assert kinds == {(level, kind) for level in LEVELS for kind in {*SPOKEN, *TYPED, *SKILLS["writing"]}}


def test_no_point_is_asked_twice_and_nothing_aloud_without_a_microphone() -> None:
    asked: list[str] = []
    for _ in range(MOST):
        question = next_question(asked, ["wrong"] * len(asked), "seed", spoken=False)
        assert question.kind in TYPED
        asked.append(question.item_id)
    assert len({item_of(i).point for i in asked}) == MOST


def test_an_item_that_no_longer_exists_counts_for_nothing() -> None:
    assert estimate(["cloze.gone.0"], ["right"]) == estimate([], [])


def taken(answers: str) -> tuple[list[str], list[Response]]:
    """A test to its end: `r` is a right answer, `u` an "I don't know"; the last one is given again and again."""
    asked: list[str] = []
    responses: list[Response] = []
    while not finished(asked, responses):
        given = answers[min(len(asked), len(answers) - 1)]
        asked.append(next_question(asked, responses, answers, spoken=False).item_id)
        responses.append("right" if given == "r" else "unknown")
    return asked, responses


def test_who_knows_nothing_is_soon_told_that_they_begin() -> None:
    asked, responses = taken("u")
    assert len(responses) <= 8
    assert estimate(asked, responses).level == Level.A1
    assert begins(asked, responses)
    assert begins(*taken("ruu"))  # one word was like one of their own language


def test_who_knows_the_first_things_does_not_begin() -> None:
    asked, responses = taken("rrrruu")
    assert not begins(asked, responses)
    assert len(responses) > 8
