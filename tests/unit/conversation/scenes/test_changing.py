"""A change of mind takes the place of what was said before, and what is turned down reaches no goal."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.changing import changes_mind, corrected_amount
from tutor.conversation.scenes.director import advance
from tutor.conversation.scenes.library import band, director
from tutor.conversation.scenes.state import Move, State


def _played(scene: str, level: str, *lines: str) -> tuple[State, Move]:
    """What comes of the last line of a talk."""
    plays = director(scene)
    assert plays
    state = plays.begin(band(level), 17)
    for line in lines[:-1]:
        move = plays.decide(state, line)
        state = advance(state, move, move.reply)
    return state, plays.decide(state, lines[-1])


@pytest.mark.parametrize(
    ("text", "changes", "amount"),
    [
        ("no mejor tres", True, 3),
        ("perdon mejor medio kilo", True, 0.5),
        ("no al aeropuerto no mejor al centro", True, None),
        ("prefiero un te", True, None),
        ("mejor no", False, None),
        ("mejor un agua tambien", False, None),
        ("no mejor dicho", False, None),
        ("quiero tres", False, None),
    ],
)
def test_what_changes_ones_mind(text: str, changes: bool, amount: float | None) -> None:
    assert changes_mind(text) == changes
    assert corrected_amount(text) == amount


def test_another_drink_takes_the_place_of_the_first() -> None:
    _, move = _played("cafe", "A1", "Un café con leche, por favor.", "No, perdón, mejor un té.")
    assert [(one.count, one.step) for one in move.after.order] == [(1, "drink")]
    assert "té" in move.reply
    assert not move.goals


def test_another_number_of_the_same() -> None:
    _, move = _played("taqueria", "A1", "Dos tacos de pollo, por favor.", "No, mejor tres.")
    assert [one.count for one in move.after.order] == [3]
    assert "tres tacos de pollo" in move.reply


@pytest.mark.parametrize(
    ("scene", "lines", "step"),
    [
        ("taqueria", ("Mejor no quiero refresco.",), "drink"),
        ("taqueria", ("Dos tacos de pollo.", "Con todo.", "Mejor no quiero refresco."), "drink"),
        ("direcciones", ("¿Dónde está el museo?", "No quiero ir a pie, estoy muy cansada."), "transport"),
    ],
)
def test_what_is_not_wanted_reaches_no_goal(scene: str, lines: tuple[str, ...], step: str) -> None:
    _, move = _played(scene, "A1", *lines)
    assert step not in move.after.goals


def test_who_is_not_asked_yet_may_decline_to_dance() -> None:
    _, move = _played("cumpleanos", "A1", "Hola, soy Eva.", "No me gusta bailar.")
    assert "dance" in move.after.goals


def test_a_topic_that_is_turned_down_is_left() -> None:
    state, move = _played("charla", "A1", "Hola.", "Bien.", "No, no quiero hablar de deporte.")
    assert "sport" not in move.after.topics
    assert move.after.asked != state.asked


def test_who_was_misunderstood_says_so_and_answers_nothing() -> None:
    thesis = "Mi tesis es que el móvil ha empobrecido nuestra concentración."
    _, move = _played("presentacion", "C1", thesis, "No he dicho que haya que prohibirlo; me ha entendido mal.")
    assert set(move.acts) == {"not_meant"}
    assert not move.goals


def test_what_is_wanted_instead_of_what_is_not_is_heard() -> None:
    _, move = _played(
        "queja", "B2", "La sopa estaba fría.", "No quiero otra sopa, prefiero que me quiten esta de la cuenta."
    )
    assert "solution" in move.after.goals
