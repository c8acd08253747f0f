"""Lines about the talk itself, and news, are told from ordinary lines with the same words: two halves, written first."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tutor.conversation.scenes.about_talk import asks_for_machine, leaves_role
from tutor.conversation.scenes.acts import shared_act
from tutor.conversation.scenes.director import advance
from tutor.conversation.scenes.facts import fact_about
from tutor.conversation.scenes.library import director
from tutor.conversation.scenes.script import Script
from tutor.conversation.scenes.sentences import read

ROWS = [json.loads(row) for row in (Path(__file__).parents[3] / "talk/kinds.jsonl").read_text("utf-8").splitlines()]
# «¿Eh?» and «¿Cómo?» ask for the same thing as a plea to repeat.
SAME = {"repeat": ("repeat", "not_understood"), "not_understood": ("not_understood", "repeat", "slower", "meaning")}
MOST_WRONG = 0.1  # of each kind, in each half


@pytest.fixture(scope="module")
def script() -> Script:
    plays = director("charla")
    assert plays
    return plays.script


def heard(script: Script, act: str, line: str) -> bool:
    sentences = read(line, script.vocabulary)
    if act == "rules":
        return any(leaves_role(s) or asks_for_machine(s) for s in sentences)
    return any(shared_act(script, kind, s) for kind in SAME.get(act, (act,)) for s in sentences)


@pytest.mark.parametrize("half", ["a", "b"])
@pytest.mark.parametrize("act", ["not_understood", "rules", "repeat", "bad_news"])
@pytest.mark.parametrize("meant", [True, False])
def test_a_line_is_heard_as_what_it_is(script: Script, half: str, act: str, meant: bool) -> None:
    lines = [row["line"] for row in ROWS if (row["half"], row["act"], row["is"]) == (half, act, meant)]
    wrong = [line for line in lines if heard(script, act, line) != meant]
    assert len(wrong) <= MOST_WRONG * len(lines), wrong


def test_a_question_is_answered_from_the_facts_where_they_know() -> None:
    plays = director("soporte")
    assert plays
    facts, vocabulary = plays.script.facts, plays.script.vocabulary
    assert "pegatina" in fact_about(facts, read("¿Dónde está la clave del wifi?", vocabulary)[0], "B")
    assert not fact_about(facts, read("¿De qué color es el cielo?", vocabulary)[0], "B")


def replies(scene: str, *lines: str, band: str = "A") -> list[str]:
    plays = director(scene)
    assert plays
    state, found = plays.begin(band, 3), []  # type: ignore[arg-type]
    for line in lines:
        move = plays.decide(state, line)
        state = advance(state, move, move.reply)
        found.append(move.reply)
    return found


def test_a_cry_in_a_line_that_tells_does_not_hide_what_it_tells() -> None:
    (reply,) = replies("policia", "No sé cómo decirlo, me robaron el teléfono.", band="B")
    assert "otras palabras" not in reply


def test_who_is_lost_is_helped_with_the_same_question() -> None:
    told = replies("clase", "…", "…", "Hola")
    assert any("Me llamo" in reply for reply in told)


def test_a_short_answer_to_an_open_question_is_taken() -> None:
    first, second = replies("clase", "Sam", "Inglaterra")
    assert "llam" not in first.lower()
    assert "De dónde" not in second


def test_what_there_is_is_told_and_not_ordered() -> None:
    (reply,) = replies("cafe", "¿Tienes pan?")
    assert "tostadas" in reply.lower()


def test_what_was_offered_is_taken_with_its_amount() -> None:
    *_, sum_of = replies(
        "mercado", "¿Cuánto cuestan los tomates?", "Quiero un kilo, por favor.", "Nada más. ¿Cuánto es todo?"
    )
    assert "dos euros con veinte" in sum_of


def test_the_partner_stays_themself_when_asked_for_a_machine() -> None:
    (reply,) = replies("cafe", "¿Eres un robot?")
    assert "Carmen" in reply
