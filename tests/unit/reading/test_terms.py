"""Words are found in whatever form they stand."""

from __future__ import annotations

import pytest

from tutor.reading.terms import query_terms, terms


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("tener", "tuvieron"),
        ("hablar", "hablamos"),
        ("cancion", "canciones"),
        ("canción", "CANCIONES"),
        ("niño", "niñas"),
        ("manana", "mañana"),
        ("español", "españolas"),
        ("lápiz", "lápices"),
        ("dar", "dámelo"),
        ("investigación", "investigaciones"),
    ],
)
def test_one_form_finds_another(asked: str, written: str) -> None:
    assert terms(asked) == terms(written)
    assert query_terms(f"¿Qué es {asked}?") == [terms(written)]


@pytest.mark.parametrize(("one", "other"), [("perro", "gato"), ("pez", "paz"), ("comer", "cómodo")])
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_when_no_word_tells_much_all_count() -> None:
    assert query_terms("¿Y qué más?") == [terms(word) for word in ("y", "qué", "más")]
    assert query_terms("¿¡…!?") == []


def test_nothing_that_an_index_could_take_for_its_own_language() -> None:
    for term in query_terms("perro\" OR NEAR(*) '; DROP x² ½ gato_ | !&:*"):
        assert term.isalnum()
