"""One Spanish: what a verb form is, how it is corrected and what is said of a word come from the same table."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector
from tutor.language.es.dictionary import MOST_FORMS, look_up
from tutor.language.es.forms import form_name
from tutor.language.es.lexicon import lexicon
from tutor.language.es.verbs import COMPOUND, PERSONS, Person, Tense, all_verbs, analyse, conjugate, variants, verb
from tutor.language.es.verbs import TENSES as ALL_TENSES
from tutor.language.es.vocabulary import by_text
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


def _forms(infinitive: str) -> set[str]:
    """Every form of a verb that is one word."""
    persons: tuple[Person, ...] = (*PERSONS, "vos")
    simple = [tense for tense in ALL_TENSES if tense not in COMPOUND]
    finite = {form for tense in simple for person in persons for form in variants(infinitive, tense, person)}
    return finite | set(verb(infinitive).participles)


@pytest.mark.slow
def test_every_form_of_every_verb_is_looked_up_as_it_is_conjugated() -> None:
    """All 8,500 verbs: a form that is looked up is one of its lemmas, and is called what it is conjugated as."""
    wrong = []
    for form in {form for infinitive in all_verbs() for form in _forms(infinitive)}:
        entry = look_up(form, "en")
        cells = [reading for reading in analyse(form) if reading.verb == entry.lemma and reading.tense != "infinitive"]
        names = {form_name(reading.tense, reading.person, "en") for reading in cells}
        named = set(entry.forms)
        if not named <= names or (len(names) <= MOST_FORMS and named != names):
            wrong.append((form, entry.forms))
        # A list may have the form itself as a word: «interna», «adornado».
        if entry.lemma != form and entry.lemma not in lexicon().lemmas(form) and entry.lemma not in by_text():
            wrong.append((form, entry.lemma))
    assert wrong == []


@pytest.mark.slow
def test_corrections_have_every_form_of_every_verb_that_is_not_rare() -> None:
    wrong = [
        (infinitive, tense, person, form)
        for infinitive in LEXICON.verbs
        for short, tense in TENSES.items()
        for person in PERSONS
        for form in (LEXICON.verbs[infinitive].get(short, person), *variants(infinitive, tense, person))
        if form
        and (form not in variants(infinitive, tense, person) or (infinitive, short, person) not in LEXICON.verb(form))
    ]
    assert len(LEXICON.verbs) > 1_500
    assert wrong == []


@pytest.mark.slow
def test_every_verb_that_is_not_rare_is_corrected_to_its_own_form(corrector: Corrector) -> None:
    """A wrong person becomes the right form of that verb and tense, whichever verb; nearly every one is seen."""
    crossed: tuple[tuple[str, Person, Person], ...] = (
        ("Yo", "1s", "3s"), ("Nosotros", "1p", "3p"), ("Ellos", "3p", "1s"), ("Ella", "3s", "2s"), ("Tú", "2s", "3p"),
    )  # fmt: skip
    tenses: tuple[Tense, ...] = ("present", "preterite", "imperfect", "future")
    asked, made, wrong = 0, 0, []
    for n, infinitive in enumerate(sorted(LEXICON.verbs)):
        tense = tenses[n % len(tenses)]
        subject, person, other = crossed[n % len(crossed)]
        said, right = conjugate(infinitive, tense, other), variants(infinitive, tense, person)
        if not said or not right or said in right:
            continue
        asked += 1
        found = [e for e in corrector.check(f"{subject} {said} mucho.").edits if e.rule_id == "subject-verb"]
        made += bool(found)
        wrong += [(subject, said, edit.replacement) for edit in found if edit.replacement not in right]
    assert wrong == []
    assert made > 0.98 * asked > 1_000
