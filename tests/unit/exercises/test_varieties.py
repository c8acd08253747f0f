"""What is right depends on the Spanish that is learnt; words of elsewhere are never wrong."""

from __future__ import annotations

import pytest

from tutor.exercises.grade import grade
from tutor.exercises.item import Item
from tutor.exercises.items import item_of
from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import syllabus
from tutor.language.es.variety import Learnt

VARIETIES: tuple[Learnt, ...] = ("spain", "mexico", "river-plate", "neutral")


def item(sentence: str, kind: str = "translate") -> Item:
    """The exercise with that sentence."""
    return next(
        item_of(f"{kind}.{point.id}.{key}")
        for point in syllabus().points
        for key, example in examples(point).items()
        if example.sentence() == sentence
    )


@pytest.mark.parametrize("variety", VARIETIES)
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Anoche no dormí nada.", "Anoche no he dormido nada."),
        ("Hace dos semanas compré un coche.", "He comprado un carro hace dos semanas."),
        ("El mes pasado gasté demasiado dinero.", "El mes pasado he gastado demasiada plata."),
    ],
)
def test_the_perfect_never_goes_with_a_time_that_is_over(variety: Learnt, sentence: str, answer: str) -> None:
    assert grade(item(sentence), answer, variety=variety).verdict == "wrong"


@pytest.mark.parametrize("variety", VARIETIES[1:])
@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Hasta ahora no hemos tenido problemas.", "Hasta ahora no tuvimos problemas."),
        ("¿Has estado alguna vez en África?", "¿Estuviste alguna vez en África?"),
        ("Todavía no he leído ese libro.", "Todavía no leí ese libro."),
    ],
)
def test_the_simple_past_stands_for_the_perfect_in_the_americas(variety: Learnt, sentence: str, answer: str) -> None:
    graded = grade(item(sentence), answer, variety=variety)
    assert (graded.verdict, graded.feedback) == ("right", "Right.")
    assert "Elsewhere" in grade(item(sentence), answer).feedback


@pytest.mark.parametrize("kind", ["cloze", "translate"])
def test_clefts_have_que_in_the_americas(kind: str) -> None:
    cleft = item("Fue por pura casualidad como nos enteramos de su divorcio.", kind)
    answer = "que" if kind == "cloze" else "Fue por pura casualidad que nos enteramos de su divorcio."
    assert grade(cleft, answer).verdict == "wrong"
    assert {grade(cleft, answer, variety=v).verdict for v in VARIETIES[1:]} == {"right"}


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        (
            "Dormid un poco en el avión, aunque no tengáis sueño.",
            "Duerman un poco en el avión, aunque no tengan sueño.",
        ),
        (
            "¿Era necesario que vosotros gastarais tanto en la boda?",
            "¿Era necesario que ustedes gastaran tanto en la boda?",
        ),
    ],
)
def test_ustedes_stands_for_vosotros_where_that_is_not_said(sentence: str, answer: str) -> None:
    assert grade(item(sentence), answer).verdict == "wrong"
    assert {grade(item(sentence), answer, variety=v).verdict for v in VARIETIES[1:]} == {"right"}


@pytest.mark.parametrize(
    ("sentence", "answer", "variety", "told"),
    [
        (
            "Este ordenador no funciona.",
            "Esta computadora no funciona.",
            "spain",
            "“computadora” is what people say in the Americas",
        ),
        ("Este ordenador no funciona.", "Esta computadora no funciona.", "mexico", ""),
        ("Hace dos semanas compré un coche.", "Hace dos semanas compré un auto.", "river-plate", ""),
        ("¡Qué bien cantas!", "¡Qué bien cantás!", "river-plate", ""),
        ("¡Qué bien cantas!", "¡Qué bien cantás!", "spain", ""),
    ],
)
def test_words_and_forms_of_elsewhere_are_right_and_told(
    sentence: str, answer: str, variety: Learnt, told: str
) -> None:
    graded = grade(item(sentence), answer, variety=variety)
    assert graded.verdict == "right"
    assert told in graded.feedback
