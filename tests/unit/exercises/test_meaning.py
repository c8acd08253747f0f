"""Answers in other words than any right sentence: what is said with them, and what keeps them from being right."""

from __future__ import annotations

import csv
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from tutor.exercises.grade import grade
from tutor.exercises.grading.beside import may_stand_or_go
from tutor.exercises.grading.learn.cases import cases
from tutor.exercises.grading.learn.mistakes import mistaken
from tutor.exercises.grading.meaning import evidence_of, weights
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.valency import joints
from tutor.exercises.grading.whole import references_of
from tutor.exercises.items import item_of

MISTAKES = Path(__file__).parents[2] / "data" / "mistakes_in_other_words.tsv"


@pytest.mark.parametrize(
    ("item_id", "answer", "verdict"),
    [
        # Esta silla es cómoda. What no dictionary knows may be right, or its contrary.
        ("translate.demonstratives.0", "Esta silla es mullida.", "unforeseen"),
        ("translate.demonstratives.0", "Esta silla es incómoda.", "unforeseen"),
        # Las plantas se nos están secando por culpa del viento.
        ("translate.ethic-dative.5b19d0e0", "Nuestras plantas se nos están secando con tanto viento.", "right"),
        ("translate.ethic-dative.5b19d0e0", "Con este viento nuestras plantas se nos está secando.", "wrong"),
        # El perro corre hacia mí.
        ("translate.tonic-pronouns.c6ecc125", "Hacia mí viene corriendo la perro.", "wrong"),
        # Creo que Marta tiene tiempo mañana.
        ("translate.relative-subjunctive.5252312d", "Pienso que Marta tenía tiempo mañana.", "wrong"),
        # La noticia fue confirmada por el portavoz del Gobierno.
        ("translate.passive-ser.15ecb9de", "La noticia fue confirmada del portavoz del Gobierno.", "wrong"),
        ("translate.passive-ser.15ecb9de", "La noticia fue confirmado por el portavoz del Gobierno.", "wrong"),
        # Los problemas de mi trabajo no son graves.
        ("translate.definite-articles.7ef1ad36", "Los problemas que tengo en mi trabajo no son muy graves.", "unforeseen"),
    ],
)  # fmt: skip
def test_what_is_said_otherwise_is_right_where_nothing_speaks_against_it(
    item_id: str, answer: str, verdict: str
) -> None:
    assert grade(item_of(item_id), answer).verdict == verdict


def test_hardly_a_mistake_in_other_words_is_called_right() -> None:
    with MISTAKES.open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t"))
    passed = [row for row in rows if grade(item_of(row[0]), row[1]).verdict == "right"]
    assert len(rows) > 75
    assert len(passed) <= 0.1 * len(rows), passed


def test_a_right_wording_is_likelier_than_what_says_something_else() -> None:
    item = item_of("translate.passive-ser.15ecb9de")
    references = references_of(item)

    def likely(answer: str) -> float:
        return weights().probability(evidence_of(item, answer, references))

    right, another = likely("El portavoz del Gobierno ha confirmado la noticia."), likely("El perro del Gobierno come.")
    assert 0 < another < right < 1


def test_small_words_join_others() -> None:
    found = [
        (one.text, between, other.text) for one, between, other in joints(read("Sueño con mi casa.", "", "").words)
    ]
    assert found == [("sueño", "con", "casa")]


@pytest.mark.parametrize(
    ("sentence", "at", "may"),
    [
        ("Hablas el español.", 1, True), ("Hablas de español.", 1, False), ("Pero no viene.", 0, True), ("No viene pero.", 2, False),
        ("A Ana la conozco.", 2, True), ("Me voy.", 0, False), ("A las nueve o a las diez.", 4, True),
    ],
)  # fmt: skip
def test_which_small_words_may_stand_or_go(sentence: str, at: int, may: bool) -> None:
    assert may_stand_or_go(read(sentence, "", "").words, at) is may


def test_mistakes_are_put_into_sentences_and_right_wordings_taken_away() -> None:
    text = "Cuando vi a mi profesora en el mercado, la saludé."
    made = [mistaken(text, Random(seed)) for seed in range(30)]
    assert len({kind for _, kind in filter(None, made)}) > 4
    assert all(one is None or one[0] != text for one in made)
    some = list(islice(cases(Random(3)), 60))
    assert {bool(case.mistake) for case in some} == {True, False}
    assert all(case.answer not in case.item.also for case in some)
