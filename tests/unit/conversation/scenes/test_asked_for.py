"""A question gets the kind of thing that it asks for."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes import library
from tutor.conversation.scenes.director import advance


def replies(scene_id: str, *lines: str, band: str = "A2") -> list[str]:
    director = library.director(scene_id)
    assert director is not None
    state = director.begin(library.band(band), 7)
    said = []
    for line in lines:
        move = director.decide(state, line)
        state = advance(state, move, move.reply)
        said.append(move.reply)
    return said


@pytest.mark.parametrize(
    ("scene_id", "lines", "told"),
    [
        # A short question goes on from the one before it.
        ("hotel", ("Me llamo Ruiz.", "¿Cuánto es el desayuno?", "¿Y hasta qué hora es?"), "diez y media"),
        # A wine is asked for, not a dish.
        ("restaurante", ("Una mesa para tres.", "¿Qué vino me aconseja?"), "vino"),
        # One of two.
        ("direcciones", ("¿Hay un banco cerca?", "¿A la derecha o a la izquierda?"), "izquierda"),
        # Of two answers with as many words in common, the rarer word decides.
        ("hotel", ("Soy Ana Ruiz, una noche.", "¿Puedo dejar el equipaje después de salir?"), "gratis"),
    ],
)
def test_answer_is_of_the_kind_asked_for(scene_id: str, lines: tuple[str, ...], told: str) -> None:
    assert told in replies(scene_id, *lines)[-1].lower()


def test_question_in_other_words_gets_the_nearest_answer() -> None:
    answer = replies(
        "reunion", "Vamos con retraso.", "¿Cabría la posibilidad de fichar a alguien de fuera?", band="B2"
    )[-1]
    assert "programador" in answer


@pytest.mark.parametrize("line", ["¿Qué es lo que más te divierte?", "¿Qué fue lo que aprendiste de joven?"])
def test_cleft_question_asks_for_no_word(line: str) -> None:
    assert "palabra" not in replies("charla", "Hola, ¿qué tal?", line, band="B2")[-1]


def test_question_that_was_about_to_be_asked_is_turned_round() -> None:
    """«¿Cómo te llamas?» is not followed by «¿Te parece bien?»."""
    answer = replies("clase", "Hola. ¿Cómo te llamas?", band="A1")[0]
    assert "Marina" in answer
    assert "parece bien" not in answer


@pytest.mark.parametrize("line", ["¿Tomamos algo luego?", "¿Te apetece un café después?"])
def test_invitation_is_taken_as_one(line: str) -> None:
    answer = replies("clase", "Hola, soy Kim.", line, band="A1")[-1]
    assert "no lo sé" not in answer
