"""The derived verb table."""

from __future__ import annotations

import pytest

from tutor.language.es.word_lists import WordLists

LEXICON = WordLists()


@pytest.mark.parametrize(
    ("verb", "tense", "person", "form"),
    [
        ("tener", "pres", "1s", "tengo"), ("pedir", "pret", "3s", "pidió"), ("dormir", "subj", "1p", "durmamos"),
        ("leer", "pret", "1s", "leí"), ("leer", "pret", "3p", "leyeron"), ("conocer", "subj", "3s", "conozca"),
        ("llegar", "pret", "1s", "llegué"), ("hacer", "pret", "3s", "hizo"), ("ir", "subjimpf", "1p", "fuéramos"),
        ("jugar", "pres", "3p", "juegan"), ("enviar", "pres", "3s", "envía"), ("construir", "pres", "2s", "construyes"),
        ("venir", "fut", "1s", "vendré"), ("ser", "impf", "1p", "éramos"), ("decir", "pret", "3p", "dijeron"),
        ("tocar", "pres", "1s", "toco"), ("vivir", "pres", "1p", "vivimos"), ("pensar", "pres", "2s", "piensas"),
    ],
)  # fmt: skip
def test_forms(verb: str, tense: str, person: str, form: str) -> None:
    assert LEXICON.verbs[verb].get(tense, person) == form
    assert any(a == (verb, tense, person) for a in LEXICON.verb(form))
