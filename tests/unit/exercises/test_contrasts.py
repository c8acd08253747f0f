"""Pairs in which one word changes the answer."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from tests.unit.exercises.simulate_year import database
from tutor.exercises.grade import grade
from tutor.exercises.items import item_of
from tutor.exercises.plan import plan
from tutor.exercises.sentences import Pair, key_of, pairs, reserved, twins
from tutor.exercises.syllabus import syllabus
from tutor.store.tables import Attempt, Learner

LEAST = 12
SETS = {
    "ser-estar",
    "preterite-imperfect",
    "por-para",
    "indicative-subjunctive",
    "saber-conocer",
    "pedir-preguntar",
    "llevar-traer",
}


def test_every_contrast_has_its_pairs() -> None:
    counts = Counter(pair.contrast for pair in pairs())
    assert set(counts) == SETS
    assert min(counts.values()) >= LEAST


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair.one.sentence())
def test_what_is_right_in_one_is_wrong_in_the_other(pair: Pair) -> None:
    for example in (pair.one, pair.other):
        item = item_of(f"cloze.{pair.point}.{key_of(example)}")
        assert grade(item, example.answers[0]).verdict == "right"
        assert grade(item, example.wrong[0]).verdict == "wrong"


def test_no_pair_is_kept_for_the_placement_test() -> None:
    kept = {f"{point.id}.{key}" for point in syllabus().points for key in reserved(point)}
    assert not kept & set(twins())


def test_a_sentence_of_a_pair_has_its_twin_after_it() -> None:
    followed = met = 0
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level="B1"))
        session.flush()
        session.add(
            Attempt(
                learner_id="ana", item_id="cloze.ask-verbs.0", point_id="ask-verbs", kind="cloze", verdict="wrong",
                created_at=datetime(2026, 4, 28, tzinfo=UTC),
            )
        )  # fmt: skip
        session.flush()
        for seed in range(60):
            items = plan(session, "ana", datetime(2026, 5, 1, tzinfo=UTC), 10, random.Random(seed)).items
            assert len({item.material for item in items}) == len(items)
            materials = [item.material for item in items]
            places = [n for n, material in enumerate(materials[:-1]) if material in twins()]
            met += bool(places)
            followed += bool(places) and materials[places[0] + 1] == twins()[materials[places[0]]]
    assert met
    assert followed == met
