"""Which items are said where the learner's Spanish is spoken."""

from __future__ import annotations

import pytest

from tutor.exercises.choosing import SPAIN, Home, at_home
from tutor.exercises.items import ids
from tutor.exercises.placement import bank, next_question
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import syllabus
from tutor.store.tables import Learner


@pytest.mark.parametrize(
    ("learner", "home"),
    [
        (Learner(), Home("spain", vosotros=True)),
        (Learner(accent="america"), Home("neutral", vosotros=False)),
        (Learner(accent="america", variety="river-plate"), Home("river-plate", vosotros=False)),
        (Learner(variety="spain", vosotros=False), Home("spain", vosotros=False)),
        (Learner(variety="mexico", vosotros=True), Home("mexico", vosotros=True)),
    ],
)
def test_the_chosen_variety_goes_before_the_sounds(learner: Learner, home: Home) -> None:
    assert Home.of(learner) == home


def test_forms_of_vosotros_are_asked_of_who_wants_them() -> None:
    items = [i for i in ids(syllabus().by_id["present-regular-ar"]) if i.endswith(".2p")]
    assert items
    for item in items:
        assert at_home("present-regular-ar", item, SPAIN)
        assert not at_home("present-regular-ar", item, Home("spain", vosotros=False))
        assert not at_home("present-regular-ar", item, Home("mexico", vosotros=False))


def test_on_the_river_plate_who_is_tu_elsewhere_is_vos() -> None:
    here = Home("river-plate", vosotros=False)
    assert not at_home("present-regular-ar", "conjugation.present-regular-ar.hablar.present.2s", here)
    assert at_home("voseo", "conjugation.voseo.hablar.present.vos", here)


def test_no_sentence_to_vosotros_reaches_who_does_without_them() -> None:
    here, left = Home("spain", vosotros=False), 0
    for point in syllabus().points:
        for item in ids(point):
            kind, _, rest = item.partition(".")
            example = examples(point).get(rest.partition(".")[2])
            if kind == "dictation" and example and "vosotros" in example.sentence() and point.id != "vosotros-ustedes":
                left += 1
                assert not at_home(point.id, item, here), example.sentence()
    assert left > 3


@pytest.mark.parametrize("home", [SPAIN, Home("neutral", vosotros=False), Home("river-plate", vosotros=False)])
def test_placement_asks_in_the_spanish_that_is_learnt(home: Home) -> None:
    assert all(
        at_home(question.point, question.item_id, home)
        for seed in range(20)
        for question in [next_question([], [], str(seed), home)]
    )
    assert sum(at_home(q.point, q.item_id, home) for q in bank()) > 0.8 * len(bank())
