"""What is practised when: new sentences every day, no repeats, mistakes that need their very form, a level that ends."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from tests.unit.exercises.simulate_year import BEGIN, database, simulate
from tutor.core.levels import Level
from tutor.exercises.answers import Answered, AnswerHistory
from tutor.exercises.items import ids
from tutor.exercises.memory import rated, remembered
from tutor.exercises.plan import plan
from tutor.exercises.progress import progress
from tutor.exercises.syllabus import Syllabus, syllabus
from tutor.language.es.tokens import words
from tutor.store.tables import Attempt, Card, Learner

DAY = date(2026, 1, 5)


def right(n: int, kind: str, material: str = "", *, wrong: bool = False) -> Answered:
    return Answered(kind, material or f"m{n}{kind}", not wrong, DAY + timedelta(days=n))


@pytest.mark.parametrize("seed", [1, 5])
def test_two_months_bring_something_new_every_day_and_no_sentence_twice(seed: int) -> None:
    year = simulate(60, seed=seed)
    assert year.items == 60 * 20
    assert (year.early, year.exact) == (0, 0)
    assert not year.stale_days
    assert len(year.new_points) >= 50  # a new point almost every day
    assert set(year.done) == {Level.A1}


def test_answers_kept_between_sessions_are_read_again_when_there_are_new_ones() -> None:
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="A1"))
        session.flush()
        point = syllabus().points[0]
        for n, item_id in enumerate(ids(point)[:3]):
            session.add(
                Attempt(
                    learner_id="ana",
                    item_id=item_id,
                    point_id=point.id,
                    kind="cloze",
                    verdict="right",
                    created_at=BEGIN,
                )
            )
            session.flush()
            assert progress(session, "ana", BEGIN).standings[0].attempts == n + 1
        kept = progress(session, "ana", BEGIN)
        assert kept == progress(session, "ana", BEGIN)
        assert set(kept.asked) == set(ids(point)[:3])


def test_who_learns_american_spanish_meets_no_vosotros() -> None:
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="B1", accent="america"))
        session.flush()
        rng = random.Random(1)
        items = [i for n in range(10) for i in plan(session, "ana", BEGIN + timedelta(days=n), 20, rng).items]
    assert not [i.id for i in items if i.variety == "spain" and i.point != "vosotros-ustedes"]
    assert not [i.id for i in items if i.cell and i.cell[2] == "2p"]


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ([right(0, "cloze"), right(1, "say"), right(2, "cloze")], True),
        ([right(0, "cloze"), right(0, "say"), right(0, "cloze", "x"), right(1, "order")], False),  # two days
        ([right(0, "cloze"), right(1, "cloze"), right(2, "cloze")], False),  # one kind
        ([right(0, "cloze", "x"), right(1, "say", "x"), right(2, "order", "x")], False),  # one sentence
        ([right(n, k) for n, k in enumerate(["cloze", "say", "say"])] + [right(9, "say", wrong=True)] * 3, False),
    ],
)
def test_known_is_days_kinds_and_sentences(answers: list[Answered], known: bool) -> None:
    assert AnswerHistory(answers).proven is known


def test_a_point_comes_back_later_the_better_it_is_known() -> None:
    good = rated([(DAY, True)])
    again = rated([(DAY, False), (DAY, True)])
    twice = rated([(DAY, True), (DAY + timedelta(days=2), True)])
    assert DAY < remembered(again).due < remembered(good).due < remembered(twice).due
    assert rated([(DAY, True), (DAY, True), (DAY, False)]) != good


def test_a_level_that_is_done_opens_the_next_one() -> None:
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="A1"))
        session.flush()
        before = progress(session, "ana", BEGIN)
        assert not before.finished(Level.A1)
        assert not [s for s in before.of_level(Level.A2) if s.state == "next"]
        for point in syllabus().points:
            if point.level == Level.A1:
                _know(session, point.id)
        after = progress(session, "ana", BEGIN)
        assert after.finished(Level.A1)
        assert [s for s in after.of_level(Level.A2) if s.state == "next"]
        done = plan(session, "ana", BEGIN, 10, random.Random(1))
        assert done.done
        assert {syllabus().by_id[i.point].level for i in done.items} == {Level.A1, Level.A2}


def _know(session: Session, point_id: str) -> None:
    by_kind = {i.partition(".")[0]: i for i in ids(syllabus().by_id[point_id]) if i.endswith((".0", ".1", ".2"))}
    by_kind = by_kind or {"": ids(syllabus().by_id[point_id])[0]}
    items = [f"{kind}.{point_id}.{n}" for n, kind in enumerate(list(by_kind)[:3])]
    for n, item_id in enumerate(items):
        at = BEGIN - timedelta(days=30 - n)
        kind = item_id.partition(".")[0]
        attempt = Attempt(
            learner_id="ana", item_id=item_id, point_id=point_id, kind=kind, verdict="right", created_at=at
        )
        session.add(attempt)
    session.flush()


def test_what_lies_below_the_level_is_checked_before_it_is_built_on() -> None:
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="B1"))
        session.flush()
        items = plan(session, "ana", BEGIN, 10, random.Random(1)).items
        new = next(i for i in items if i.level == Level.B1)
        checked = {i.point for i in items if i.level < Level.B1}
        assert checked & set(syllabus().by_id[new.point].requires) or checked


@pytest.mark.parametrize(
    ("rule", "category", "form"),
    [("subjunctive", "mood", "vengas"), ("por-para", "preposition", "para"), ("ser-estar", "ser/estar", "está")],
)
def test_an_open_mistake_is_practised_with_its_very_form(rule: str, category: str, form: str) -> None:
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="B1"))
        session.add(Card(learner_id="ana", kind="error", key="x", rule=rule, category=category, form=form))
        session.flush()
        items = plan(session, "ana", datetime(2026, 5, 1, tzinfo=UTC), 10, random.Random(1)).items
    assert [i for i in items if form in words(" ".join(i.answers))]


def test_contrasts_name_points_there_are() -> None:
    with pytest.raises(ValueError, match="do not exist"):
        Syllabus(list(syllabus().points), (frozenset({"ser-estar-basic", "nothing"}),))
    assert len(syllabus().contrasts) > 10
