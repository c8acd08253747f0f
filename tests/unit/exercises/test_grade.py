"""Grading: what counts as right, what is almost right, what is not counted, and why."""

from __future__ import annotations

import re
import unicodedata
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.exercises.test_items import thinned
from tutor.core.errors import TextTooLong
from tutor.exercises.grade import LONGEST_ANSWER, grade
from tutor.exercises.grading.matching import Task
from tutor.exercises.grading.openness import openness
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.sentences import compare
from tutor.exercises.grading.words import ParsedSentence
from tutor.exercises.item import Item
from tutor.exercises.items import ids, item_of
from tutor.exercises.judge import judge
from tutor.exercises.mistakes import item_about, point_about
from tutor.exercises.syllabus import ItemKind, syllabus
from tutor.language.es.tokens import words
from tutor.language.es.verbs import analyse

BARE = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
HABLO = "conjugation.present-regular-ar.hablar.present.1s"
HABLE = "conjugation.preterite-regular.hablar.preterite.1s"
SE = "conjugation.imperfect-subjunctive-forms.hablar.subjunctive-imperfect.1p"


@pytest.mark.parametrize(
    ("item_id", "answer", "verdict", "told"),
    [
        (HABLO, "hablo", "right", "Right"),
        (HABLO, "  Yo HABLO. ", "right", "Right"),
        (HABLO, "hablas", "wrong", "present, tú; asked for was present, yo"),
        (HABLO, "hablé", "wrong", "preterite, yo"),
        (HABLO, "habló", "wrong", "preterite"),  # an accent too many is another form
        (HABLO, "comes", "wrong", "belongs to comer"),
        (HABLO, "hablx", "wrong", "no form of hablar"),
        (HABLE, "hable", "wrong", "asked for was preterite"),  # without its accent it is another form
        (HABLE, "Yo hablé", "right", "Right"),
        (SE, "hablásemos", "right", "Right"),
        (SE, "hablaramos", "almost", "habláramos"),
        ("cloze.noun-number.0", "lapices", "almost", "lápices"),
        ("cloze.noun-number.0", "lápizes", "wrong", "lápices"),
        ("cloze.ser-estar-basic.0", "está", "wrong", "event takes place"),
        ("cloze.ser-estar-basic.0", "Mi hermano es médico", "right", "Right"),
        ("choice.capitals-and-marks.0", "Italiana", "wrong", "small letter"),
        ("choice.capitals-and-marks.0", "italiana", "right", "Right"),
        ("translate.tener-present.0", "Yo tengo veinte años", "right", "Right"),
        ("translate.tener-present.0", "tengo veinte anos", "almost", "años"),
        ("translate.tener-present.0", "soy veinte años", "wrong", "Not “soy” but “tengo”"),
        ("translate.vosotros-ustedes.1", "Habláis muy rápido", "right", "Right"),
        ("translate.present-perfect.1", "Todavía no terminé", "right", "Right"),
        ("translate.indirect-leismo.2", "dejé el libro en la mesa", "right", "Right"),
        ("order.future.2", "no podrán ellos venir", "right", "Right"),
        ("repair.question-words.0", "¿Donde vives? Vivo en Quito.", "wrong", "Not “donde” but “dónde”"),
        ("say.future.1", "te dire la verdad", "right", "Right"),
        ("dictation.future.2", "ellos no podran benir", "wrong", "Not “benir” but “venir”"),
        ("dictation.future.2", "ellos no podrán", "wrong", "“venir” is missing"),
        ("listen.future.2", "They will not be able to come.", "right", "Right"),
        ("listen.future.2", "They are coming.", "wrong", "will not be able"),
    ],
)
def test_verdict(item_id: str, answer: str, verdict: str, told: str) -> None:
    result = grade(item_of(item_id), answer)
    assert result.verdict == verdict, result
    assert told in f"{result.feedback} Right: {result.expected}", result


def form_of_a_verb(item: Item, bare: str) -> bool:
    """Whether what is left without accents is another form of a verb that was asked for."""
    wanted = {word for answer in item.answers for word in words(answer)}
    return any(analyse(word) for word in words(bare) if word not in wanted)


@pytest.mark.slow
def test_an_answer_without_its_accents_is_almost_right_everywhere() -> None:
    """Unless the accent is what the exercise is about."""
    unaccented = 0
    accents = ("written-accents", "diacritic-accents")
    for item in (item_of(i) for p in syllabus().points if p.id not in accents for i in thinned(ids(p))):
        for answer in item.answers:
            bare = answer.translate(BARE)
            if bare == answer or item.kind in ("listen", "say") or words(bare) in [words(w) for w in item.wrong]:
                continue
            if form_of_a_verb(item, bare):
                continue  # without it there may be another form of the verb
            verdict = grade(item, bare).verdict
            assert verdict in ("almost", "right"), (item.id, bare)  # right: habla, where vos habla is hablá
            unaccented += verdict == "almost"
    assert unaccented > 1000


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("kind", get_args(ItemKind))
def test_what_is_shown_as_the_answer_is_not_said_again(kind: ItemKind, language: str) -> None:
    item = next(item for p in syllabus().points for i in ids(p) if (item := item_of(i)).kind == kind)
    for answer in (None, "El cielo está gris.", "nada"):
        graded = grade(item, answer, language)
        if " " in graded.expected or kind in ("cloze", "choice", "conjugation"):
            assert not re.search(f"[“«]{re.escape(graded.expected)}[”»]", graded.feedback), graded
        assert not re.search(r"[.!?][”»]\.", graded.feedback), graded


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("🙂👍", "no words"),
        ("…?!", "no words"),
        ("12", "no words"),
        ("руддщ", "keyboard"),
        ("γεια", "keyboard"),
        ("我说", "keyboard"),
        ("I speak every morning", "Answer in Spanish"),
        ("the thing", "Answer in Spanish"),
    ],
)
def test_an_answer_that_tells_nothing_is_not_counted(answer: str, told: str) -> None:
    result = grade(item_of(HABLO), answer)
    assert (result.verdict, result.expected) == ("unusable", "hablo")
    assert told in result.feedback


def test_not_knowing_is_an_answer() -> None:
    result = grade(item_of(HABLO), None)
    assert result.verdict == "wrong"
    assert result.expected == "hablo"
    assert "Take off -ar" in result.feedback


def test_a_long_answer_is_refused() -> None:
    grade(item_of(HABLO), "a" * LONGEST_ANSWER)
    with pytest.raises(TextTooLong):
        grade(item_of(HABLO), "hola " * 2000)


def test_a_decomposed_accent_is_the_same_accent() -> None:
    assert grade(item_of(HABLE), unicodedata.normalize("NFD", "hablé")).verdict == "right"


def test_it_is_told_in_the_learners_language() -> None:
    assert "se pedía presente" in grade(item_of(HABLO), "hablas", "es").feedback
    assert "tildes" in grade(item_of("cloze.noun-number.0"), "lapices", "es").feedback


@given(
    st.text(max_size=LONGEST_ANSWER),
    st.sampled_from([HABLO, "cloze.noun-number.0", "translate.future.1", "listen.future.2"]),
)
def test_no_answer_breaks_it(answer: str, item_id: str) -> None:
    assert grade(item_of(item_id), answer).feedback


async def test_a_model_judges_only_what_the_rules_leave_open_and_is_named() -> None:
    item = item_of("translate.demonstratives.0")
    undecided = grade(item, "Esta silla es muy cómoda.")
    assert undecided.verdict == "unforeseen"

    async def yes(system: str, user: str, schema: object) -> str:
        assert "muy cómoda" in user
        return '{"correct": true, "why": "It says the same."}'

    async def nonsense(system: str, user: str, schema: object) -> str:
        return "maybe"

    judged = await judge(yes, item, "Esta silla es muy cómoda.", undecided, "en")
    assert (judged.verdict, judged.feedback, judged.judged_by) == ("right", "It says the same.", "model")
    assert await judge(nonsense, item, "Esta silla es muy cómoda.", undecided, "en") == undecided


@pytest.mark.parametrize(
    ("rule", "category", "form"),
    [
        ("subjunctive", "mood", "vengas"),
        ("subject-verb", "verb form", "tengo"),
        ("agreement-adjective", "agreement", "blancas"),
        ("determiner-noun", "agreement", "El problema"),
        ("accent", "diacritic", "también"),
        ("por-para", "preposition", "para"),
        ("tense", "verb form", "hablaron"),
    ],
)
def test_a_mistake_becomes_an_item_that_needs_its_form(rule: str, category: str, form: str) -> None:
    items = [item_about(rule, category, form, seed) for seed in range(12)]
    for item in items:
        wanted = f" {' '.join(words(form))} "
        assert wanted in f" {' '.join(words(item.sentence))} ", item
    assert item_about(rule, category, form, 3) == item_about(rule, category, form, 3)


def test_a_form_of_which_there_is_no_sentence_leads_to_its_point() -> None:
    assert item_about("unheard-of", "mood", "zzz", 1).point == "subjunctive-forms"


@pytest.mark.parametrize(
    "category",
    ["agreement", "verb form", "mood", "preposition", "article", "ser/estar", "spelling", "diacritic", "capitals",
     "punctuation", "pronoun", "word order", "word choice", "missing word", "extra word"],
)  # fmt: skip
def test_every_category_of_corrections_has_its_point(category: str) -> None:
    assert point_about("no-such-rule", category) in syllabus().points


@pytest.mark.parametrize(
    ("item_id", "answer", "verdict"),
    [
        (
            "translate.subject-pronouns.8ed5a02e",
            "Ellos viajan en tren y nosotros en coche.",
            "right",
        ),  # Ellos viajan en tren y nosotros viajamos en coche.
        (
            "translate.subject-pronouns.8ed5a02e",
            "Ellos viajan en tren y nosotros coche.",
            "wrong",
        ),  # Ellos viajan en tren y nosotros viajamos en coche.
        (
            "translate.subject-pronouns.2ec13472",
            "Mi mujer es de Chile y yo soy español.",
            "right",
        ),  # Mi mujer es chilena y yo soy español.
        ("translate.capitals-and-marks.ae92a6e9", "Mi esposo es Perú.", "wrong"),  # Mi marido es peruano.
        ("translate.time-and-dates.c49d5070", "Falta un cuarto para la una.", "right"),  # Es la una menos cuarto.
        ("translate.time-and-dates.2614cbf9", "Son diez para las ocho.", "right"),  # Son las ocho menos diez.
        ("translate.time-and-dates.2614cbf9", "Faltan ocho para las diez.", "wrong"),  # Son las ocho menos diez.
        (
            "translate.periphrases-result.0",
            "Las maletas ya las tengo preparados.",
            "wrong",
        ),  # Ya tengo preparadas las maletas.
        ("translate.indirect-leismo.0", "La conté a Ana la verdad.", "wrong"),  # Le conté a Ana la verdad.
        ("translate.indirect-leismo.0", "Le conté a Ana la verdad.", "right"),  # A Ana le dije la verdad.
    ],
)
def test_constructions_say_the_same(item_id: str, answer: str, verdict: str) -> None:
    assert grade(item_of(item_id), answer).verdict == verdict


def _texts(sentence: ParsedSentence) -> tuple[str, ...]:
    return tuple(word.text for word in sentence.words)


@pytest.mark.parametrize(
    ("right", "other", "said"),
    [
        ("¿Dónde están mis llaves?", "¿Y mis llaves dónde están?", True),
        ("Ese piso es muy pequeño para nosotros.", "Ese piso nos es muy pequeño.", True),
        ("Mi tía sabe pilotar un avión.", "Mi tía sabe pilotar aviones.", True),
        ("Mi tía pilota un avión.", "Mi tía pilota aviones.", False),
        ("Cuando fui a pagar la cuenta, ya estaba pagada.", "La cuenta ya estaba pagada cuando fui a pagarla.", True),
        ("Busco un piso tranquilo.", "Busco un piso que sea tranquilo.", True),
        ("Vimos una casa con dos baños.", "Vimos una casa que tiene dos baños.", True),
        ("Vimos una casa con dos baños.", "Vimos una casa que tienen dos baños.", False),
        ("Prefiero el jazz.", "Prefiero jazz.", True),
        ("Mi vecino tiene perro.", "Mi vecino tiene un perro.", True),
        ("Mi vecino ve perro.", "Mi vecino ve un perro.", False),
        ("Como no corras, llegarás tarde.", "Si no corres, llegarás tarde.", True),
        ("Como no corras, llegarás tarde.", "Si no corras, llegarás tarde.", False),
        ("Baja, deprisa, que llegamos tarde.", "Deprisa, baja, que llegamos tarde.", True),
        ("Cerró la puerta sin hacer ruido.", "Sin hacer ruido, cerró la puerta.", True),
        ("Salieron sin despedirse de la abuela.", "Salieron sin decirle adiós a la abuela.", True),
        ("Te dejo la moto siempre que la cuides.", "Te dejo la moto con tal de que la cuides.", True),
        ("Te llamo siempre que llego.", "Te llamo con tal de que llego.", False),
        ("Te oí cantar.", "Te oí cantando.", True),
        ("En 2040 habremos acabado.", "Para el 2040 habremos acabado.", True),
        ("En 2040 acabaremos.", "Para el 2040 acabaremos.", False),
        ("Me duele la espalda.", "Tengo dolor de espalda.", True),
        ("Me gustaría pedir un café.", "Querría pedir un café.", True),
    ],
)  # fmt: skip
def test_wordings_say_the_same(right: str, other: str, said: bool) -> None:
    task = Task("", openness("", ""), "", definite_past=False)
    assert (compare(read(right, "", ""), read(other, "", ""), task) is not None) is said


def test_what_is_said_to_begin_with_says_nothing_of_the_rest() -> None:
    assert read("Oye, ¿vienes mañana?", "", "") == read("¿Vienes mañana?", "", "")
    assert _texts(read("Oye ruidos.", "", ""))[0] == "oye"


@pytest.mark.parametrize(
    ("item_id", "answer", "verdict"),
    [
        # Si el médico me hubiera dicho la verdad, me habría cuidado más.
        ("translate.si-unreal-past.048c66a7", "Si el doctor me hubiera dicho la verdad, me habría cuidado más.", "right"),
        ("translate.si-unreal-past.048c66a7", "Si la doctor me hubiera dicho la verdad, me habría cuidado más.", "wrong"),
        # Mi tío dejó de fumar, pero sigue tosiendo por las noches.
        ("translate.gerund-periphrases.0910ca3d", "Mi tío ya no fuma, pero aún tose por las noches.", "right"),
        ("translate.gerund-periphrases.0910ca3d", "Mi tío ya no fuma, pero sigue toser por las noches.", "wrong"),
        # Le conté a Ana la verdad.
        ("translate.indirect-leismo.0", "A Ana la conté la verdad.", "wrong"),
    ],
)  # fmt: skip
def test_mistakes_are_refused_in_other_right_sentences_too(item_id: str, answer: str, verdict: str) -> None:
    assert grade(item_of(item_id), answer).verdict == verdict
