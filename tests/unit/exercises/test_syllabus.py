"""The syllabus: whole, in order, and spelt right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tutor.core.levels import Level
from tutor.corrections.explain import rules
from tutor.exercises.syllabus import Example, Point, Syllabus, load, syllabus
from tutor.language.es.verbs import is_verb


def point(point_id: str, level: Level = Level.A1, requires: tuple[str, ...] = ()) -> Point:
    model = syllabus().points[0]
    return model.model_copy(update={"id": point_id, "level": level, "requires": requires})


def test_every_level_has_its_points() -> None:
    counts = Counter(p.level for p in syllabus().points)
    assert sum(counts.values()) >= 165
    assert all(counts[level] >= 15 for level in Level)
    assert counts[Level.C2] >= 20


def test_a_prerequisite_comes_first_in_the_order() -> None:
    seen: set[str] = set()
    for p in syllabus().points:
        assert seen.issuperset(p.requires), p.id
        seen.add(p.id)


@pytest.mark.parametrize("p", syllabus().points, ids=lambda p: p.id)
def test_a_point_is_whole(p: Point) -> None:
    for example in p.examples:
        sentence = example.sentence()
        assert sentence[0] in "¿¡—" or sentence[0].isupper(), sentence
        assert sentence[-1] in ".?!", sentence
        assert example.wrong, sentence
        assert sentence.count("¿") == sentence.count("?"), sentence
        assert sentence.count("¡") == sentence.count("!"), sentence
    wrong, right = p.mistake
    assert wrong != right
    assert p.es != p.en
    if p.conjugation:
        assert all(is_verb(verb) for verb in p.conjugation.verbs)


def test_the_rules_of_the_corrections_and_the_points_know_each_other() -> None:
    unlinked = {rule for rule in rules() if not syllabus().about_rule(rule)}
    # These are about words, or about any form of a verb: no point of grammar.
    assert unlinked == {
        "place-name", "misspelt", "homophone", "word-choice", "missing-word", "extra-word", "other", "n-tilde", "n-plain",
        "made-up-form", "tense", "present-story", "planned-present", "twice", "false-friend", "foreign-word", "look-alike", "address-mix",
        "two-words", "collocation", "no-como",
    }  # fmt: skip
    assert {rule for point in syllabus().points for rule in point.rules} <= set(rules())


@pytest.mark.parametrize(
    ("points", "complaint"),
    [
        ([point("a"), point("a")], "same id"),
        ([point("a", requires=("b",))], "does not exist"),
        ([point("a", requires=("b",)), point("b", Level.B1)], "higher level"),
        ([point("a", requires=("b",)), point("b", requires=("a",))], "require each other"),
    ],
)
def test_a_syllabus_out_of_order_is_refused(points: list[Point], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Syllabus(points)


def test_a_file_with_a_slip_is_refused(tmp_path: Path) -> None:
    for level in Level:
        (tmp_path / f"{level.lower()}.toml").write_text('[[point]]\nid = "x"\nexamples = []\n', encoding="utf-8")
    with pytest.raises(ValueError, match="validation errors"):
        load(tmp_path)


@pytest.mark.parametrize("marked", ["No hay hueco.", "[dos] y [dos].", "Está [].", "Es [rojo|rojo]."])
def test_an_example_needs_one_gap_with_an_answer(marked: str) -> None:
    with pytest.raises(ValueError, match=r"gap|answer"):
        Example.parse(marked, "English.")


def test_an_example_is_read() -> None:
    example = Example.parse("Si lo sé, te [habría=hubiera|habría ido|he:haber] llamado.", "I would have called.")
    assert example.sentence() == "Si lo sé, te habría llamado."
    assert (example.answers, example.hint) == (("habría", "hubiera"), "haber")
