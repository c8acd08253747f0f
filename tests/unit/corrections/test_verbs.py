"""One Spanish: what a verb form is, how it is corrected and what is said of a word come from the same table."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector
from tutor.language.es.dictionary import look_up
from tutor.language.es.forms import form_name
from tutor.language.es.verbs import PERSONS, Tense, analyse, conjugate, variants, verb
from tutor.language.es.word_lists import WordLists
from tutor.language.es.wordlist import words

LEXICON = WordLists()
TENSES: dict[str, Tense] = {
    "pres": "present", "pret": "preterite", "impf": "imperfect", "fut": "future", "cond": "conditional",
    "subj": "subjunctive-present", "subjimpf": "subjunctive-imperfect",
}  # fmt: skip
SUBJECTS = {"1s": "Yo", "2s": "Tú", "3s": "Ella", "1p": "Nosotros", "3p": "Ellos"}
# Common verbs of all patterns: regular, changing stems, spelling, accents, irregular.
COMMON = sorted(
    words("""
trabajar comer vivir cerrar medir vender gritar chocar superar mentir costar retener continuar ampliar rendir seguir conseguir
sonreír reír prohibir perseguir prever deshacer distinguir intervenir pensar volver pedir dormir jugar conocer producir huir
construir enviar actuar averiguar llegar buscar empezar coger dirigir vencer ser estar ir tener hacer poder poner querer saber
traer venir ver dar decir caer oír salir valer caber andar haber corregir elegir soñar
""")
)


@pytest.mark.parametrize("infinitive", COMMON)
def test_corrections_and_conjugation_have_the_same_forms(infinitive: str) -> None:
    for short, tense in TENSES.items():
        for person in PERSONS:
            form = conjugate(infinitive, tense, person)
            assert LEXICON.verbs[infinitive].get(short, person) == form
            for said in variants(infinitive, tense, person):
                assert (infinitive, short, person) in LEXICON.verb(said)
    assert LEXICON.verbs[infinitive].participle in verb(infinitive).participles


@pytest.mark.parametrize("infinitive", COMMON)
def test_a_word_looked_up_is_the_form_that_is_conjugated(infinitive: str) -> None:
    for tense in TENSES.values():
        for person in PERSONS:
            form = conjugate(infinitive, tense, person)
            entry = look_up(form, "en")
            if entry.lemma == infinitive and len(analyse(form)) == 1:
                assert form_name(tense, person, "en") in entry.forms


@pytest.mark.parametrize("participle", ["corregido", "incluido", "confundido", "despertado", "extendido", "sustituido"])
def test_a_participle_looked_up_has_its_verb(participle: str) -> None:
    entry = look_up(participle, "en")
    assert entry.lemma.endswith("r")
    assert entry.meaning
    assert entry.forms


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector()


@pytest.mark.parametrize("infinitive", [v for v in COMMON if v not in ("haber", "costar", "ser", "ir")])
def test_the_person_is_corrected_to_the_form_that_is_conjugated(corrector: Corrector, infinitive: str) -> None:
    """Where a form of the wrong person is corrected, it becomes the right form of that verb and tense."""
    made = []
    for person, subject in SUBJECTS.items():
        right = conjugate(infinitive, "present", person)  # type: ignore[arg-type]
        for other in SUBJECTS:
            wrong = conjugate(infinitive, "present", other)  # type: ignore[arg-type]
            if wrong != right:
                edits = corrector.check(f"{subject} {wrong} mucho.").edits
                made += [(wrong, e.replacement, right) for e in edits if e.rule_id == "subject-verb"]
    assert made
    assert [change for change in made if change[1] != change[2]] == []
