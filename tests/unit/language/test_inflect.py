"""Plurals, singulars, feminines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es import inflect
from tutor.language.es.inflect import gender_number, inflected, is_feminine, plural, plural_by_rule, singular, takes_el
from tutor.language.es.lexicon import forms, lexicon
from tutor.language.es.stress import accented, nuclei, stressed

PLURALS = (
    "luz luces;joven jóvenes;carácter caracteres;lunes lunes;examen exámenes;imagen imágenes;orden órdenes;mes meses;rey reyes;"
    "jabalí jabalíes;español españoles;crisis crisis;sofá sofás;pez peces;actor actores;menú menús;andén andenes;inglés ingleses;"
    "feliz felices;té tés;mamá mamás;régimen regímenes;espécimen especímenes;canción canciones;autobús autobuses;mano manos"
)


@pytest.mark.parametrize("pair", PLURALS.split(";"))
def test_plural(pair: str) -> None:
    one, many = pair.split()
    assert plural(one) == many
    assert singular(many) == one
    assert plural(many) == many


@pytest.mark.parametrize(
    ("word", "gender", "number", "right"),
    [
        ("rojo", "f", "p", "rojas"), ("español", "f", "s", "española"), ("feliz", "f", "p", "felices"), ("trabajador", "f", "s", "trabajadora"),
        ("roja", "m", "s", "rojo"), ("gran", "f", "p", "grandes"), ("inglés", "f", "p", "inglesas"), ("cerrado", "f", "p", "cerradas"),
        ("corregido", "f", "s", "corregida"), ("xyz", "f", "s", ""), ("bueno", "m", "s", "bueno"), ("primero", "m", "s", "primero"),
        ("azul", "f", "p", "azules"), ("gato", "f", "s", "gata"), ("mesa", "m", "s", ""), ("examen", "f", "p", ""),
    ],
)  # fmt: skip
def test_agreement(word: str, gender: inflect.Gender, number: inflect.Number, right: str) -> None:
    assert inflected(word, gender, number) == right


def test_gender_and_number() -> None:
    told = {
        "mano": ("f", "s"),
        "crisis": ("f", "n"),
        "hambre": ("f", "s"),
        "problemas": ("m", "p"),
        "artista": ("c", "s"),
        "agua": ("f", "s"),
    }
    assert {word: gender_number(word) for word in told} == told
    assert gender_number("sigue") is None
    assert gender_number("como", least_share=0.01) is None


def test_rules_alone() -> None:
    """For words that no lexicon has, by analogy with those it has: at least 97 of 100 common nouns."""
    nouns = [w for w in lexicon().all_lemmas("noun") if w.islower() and lexicon().frequency_class(w) >= 9]
    pairs = [(w, {f.text for f in forms(w, "noun", number="p")}) for w in nouns]
    pairs = [(w, many) for w, many in pairs if many]
    right = sum(plural_by_rule(w) in many for w, many in pairs)
    assert len(pairs) > 3000
    assert right / len(pairs) >= 0.97


def test_stress_is_read_and_written() -> None:
    """Every common word of two syllables and more is spelt again as it was from where its stress is."""
    words = [w for w in lexicon().all_lemmas("verb") + lexicon().all_lemmas("noun") if w.islower() and w.isalpha()]
    words = [w for w in words if lexicon().frequency_class(w) >= 9 and len(nuclei(w)) > 1]
    wrong = [w for w in words if accented(w, stressed(w)) != w]
    assert len(words) > 3000
    assert len(wrong) / len(words) < 0.01, wrong


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    plural(text), singular(text), inflect.feminine(text), plural_by_rule(text), gender_number(text)
    assert len(nuclei(text)) <= len(text)


@pytest.mark.parametrize("noun", ["razón", "razones", "mano", "parte", "clases", "virgen", "canciones", "cama"])
def test_feminine_nouns(noun):
    assert is_feminine(noun)


@pytest.mark.parametrize(
    "noun", ["camión", "camiones", "problemas", "día", "policías", "panorama", "gas", "panes", "colega"]
)
def test_nouns_that_only_look_feminine(noun):
    assert not is_feminine(noun)


@pytest.mark.parametrize("noun", ["agua", "hambre", "águila", "habla", "alga", "arpa", "asma", "ansia"])
def test_feminine_with_el(noun):
    assert takes_el(noun)


@pytest.mark.parametrize(
    "noun", ["casa", "amiga", "abeja", "alta", "aguas", "harina", "árabe", "año", "hache", "alma mater", "a", ""]
)
def test_nouns_that_take_their_own_article(noun):
    assert not takes_el(noun)


def test_each_word_of_a_name_goes_into_the_singular():
    assert [singular(many) for many in ("metros cuadrados", "años luz", "jóvenes", "veces")] == [
        "metro cuadrado",
        "año luz",
        "joven",
        "vez",
    ]
