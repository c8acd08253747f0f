"""How far what learners accept and dismiss moves the judge."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.corrections.saying import Saying
from tutor.corrections.check import Corrector
from tutor.corrections.edits import Edit
from tutor.corrections.experience import LEAST, MOST_SHIFT, MOST_VOTES, Answers, moved, shift
from tutor.corrections.policy import DEFAULT, CorrectionPreferences
from tutor.corrections.review import review
from tutor.llm.families import family_name

COUNTS = st.integers(0, 10_000)
PROMISED = st.floats(0.3, 0.95)
# Sure by the judge as it is shipped, and only asked about.
SURE, LIKELY = "Ayer yo fue al cine.", "Vos tienes un perro muy grande."


@given(COUNTS, COUNTS, PROMISED)
def test_no_answers_move_it_further_than_its_bound(accepted: int, dismissed: int, promised: float) -> None:
    by = shift(Answers(accepted, dismissed), promised)
    assert abs(by) <= MOST_SHIFT
    if accepted + dismissed < LEAST:
        assert by == 0.0


@given(COUNTS, COUNTS, PROMISED)
def test_one_more_yes_never_speaks_against_a_kind(accepted: int, dismissed: int, promised: float) -> None:
    before = Answers(accepted + LEAST, dismissed)
    assert shift(before + Answers(accepted=1), promised) >= shift(before, promised)
    assert shift(before + Answers(dismissed=1), promised) <= shift(before, promised)


def test_what_keeps_its_promise_stays_where_it_is() -> None:
    assert shift(Answers(75, 25), 0.75) == pytest.approx(0.0)
    assert shift(Answers(0, LEAST), 0.75) < 0 < shift(Answers(LEAST, 0), 0.75)


@given(COUNTS, COUNTS)
def test_a_learner_has_so_many_votes(accepted: int, dismissed: int) -> None:
    vote = Answers(accepted, dismissed).vote
    assert 0 <= vote.accepted + vote.dismissed <= MOST_VOTES < LEAST
    assert (vote.accepted > vote.dismissed) is (accepted > dismissed)


def told(corrector: Corrector, text: str, shifts: dict[str, float], **wanted: str) -> list[Edit]:
    return corrector.check(text, CorrectionPreferences(shifts=shifts, **wanted)).edits  # type: ignore[arg-type]


@pytest.mark.parametrize("strictness", ["gentle", "normal", "strict"])
def test_what_is_sure_is_asked_about_at_least(corrector: Corrector, strictness: str) -> None:
    before = told(corrector, SURE, {}, strictness=strictness)
    (sure,) = [e for e in before if e.replacement == "fui"]
    assert sure.certainty == "sure"
    after = told(corrector, SURE, {sure.rule_id: -MOST_SHIFT}, strictness=strictness)
    assert after == [replace(e, certainty="likely") if e is sure else e for e in before]
    assert told(corrector, SURE, {"article-extra": -MOST_SHIFT}, strictness=strictness) == before


def test_what_is_likely_is_never_struck_for_being_accepted(corrector: Corrector) -> None:
    (before,) = told(corrector, LIKELY, {})
    assert before.certainty == "likely"
    (after,) = told(corrector, LIKELY, {before.rule_id: MOST_SHIFT})
    assert after.confidence > before.confidence
    assert after.certainty == "likely"


def test_what_is_hardly_likely_goes_and_comes(corrector: Corrector) -> None:
    """An edit of a kind at the threshold, in a sentence without another."""
    text = "Lo decidimos en base a tus notas."
    (before,) = told(corrector, text, {}, level="C1", strictness="normal")
    least = 0.59
    edge = replace(before, confidence=least)
    groups = [(0, [edge])]
    for by, count in ((0.0, 1), (-MOST_SHIFT, 0), (MOST_SHIFT, 1)):
        wanted = replace(DEFAULT, shifts={edge.judged_as: by})
        assert len(corrector.chosen(text, groups, wanted).edits) == count, by
    assert moved(least, -MOST_SHIFT) < 0.5 < moved(least, MOST_SHIFT)


async def test_a_models_own_edits_are_weighed_by_its_family(corrector: Corrector) -> None:
    text = "Tengo un pregunta y los niños esta cansados."
    better = "Tengo una pregunta y los niños están cansados."
    model = Saying(json.dumps({"corrected": better}, ensure_ascii=False))
    checked = await review(corrector, text, DEFAULT, model=model)
    assert checked.corrected_text == better
    (own,) = [e for e in checked.edits if e.source == "llm"]
    assert own.judged_as == "model test"
    moved_by = {e.replacement: moved(e.confidence, -MOST_SHIFT) for e in checked.edits}
    after = await review(corrector, text, replace(DEFAULT, shifts={"model test": -MOST_SHIFT}), model=model)
    now = {e.replacement: e.confidence for e in after.edits}
    assert now["una"] == checked.edits[0].confidence
    assert now.get("están", moved_by["están"]) == pytest.approx(moved_by["están"])


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("gemma3:4b", "gemma3"),
        ("hf.co/bartowski/Qwen2.5-7B-Instruct-GGUF", "qwen2.5"),
        ("qwen2.5-coder-1.5b-instruct", "qwen2.5"),
        ("gpt-4o-mini", "gpt"),
    ],
)
def test_models_of_one_make_are_one_family(name: str, family: str) -> None:
    assert family_name(name) == family
