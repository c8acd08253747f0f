"""What is written in signs and numerals is said as a Spanish speaker says it, kind by kind, in Spain and in America."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tutor.core.downloads import load_catalogue
from tutor.language.es.ipa import in_ipa
from tutor.language.es.spoken import speakable
from tutor.language.es.variety import Variety
from tutor.speech.tts.choose import variety_of

DATA = Path(__file__).parents[2] / "data"
# Of the half that was not looked at while the readings were written.
LEAST_RIGHT = 0.95


def _cases(half: str) -> list[tuple[str, Variety, list[str]]]:
    """(written, variety, what may be said) of each line."""
    lines = (DATA / f"spoken_{half}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [
        (written.replace("\\n", "\n"), cast(Variety, variety or "spain"), [_bare(s) for s in said.split(" | ")])
        for _, variety, written, said in rows
    ]


def _bare(said: str) -> str:
    return said.casefold().rstrip(".")


@pytest.mark.parametrize(("written", "variety", "said"), [*_cases("a"), *_cases("c"), *_cases("d")])
def test_each_kind_is_said_as_one_says_it(written: str, variety: Variety, said: list[str]) -> None:
    assert _bare(speakable(written, variety)) in said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Lee los temas I, II y V.", "Lee los temas uno, dos y cinco"),
        ("Dura 8h30, de 9 a 5 p. m.", "Dura ocho horas y media, de nueve a cinco de la tarde"),
        ("Corrió en 2:05:33.", "Corrió en dos horas, cinco minutos y treinta y tres segundos"),
        ("La clase dura 1:30 y empieza a las 8h30.", "La clase dura una treinta y empieza a las ocho y media"),
        ("Son 1 500 € y 12 500 km.", "Son mil quinientos euros y doce mil quinientos kilómetros"),
        ("Llama al 612 345 678.", "Llama al seis uno dos, tres cuatro cinco, seis siete ocho"),
        ("Ganó 3,2 mill. de €.", "Ganó tres coma dos millones de euros"),
        (
            "Actualiza a la versión 2.11 y haz el ejercicio 4.3.",
            "Actualiza a la versión dos punto once y haz el ejercicio cuatro punto tres",
        ),
        ("Un poema de P. D. Fuentes.", "Un poema de pe de Fuentes"),
        (
            "Lun. y mar. cerrado; de mar. a jue., por la tarde.",
            "Lunes y martes cerrado; de martes a jueves, por la tarde",
        ),
        ("Vienen Dña. Rosa y D. Emilio.", "Vienen doña Rosa y don Emilio"),
        ("Un beso. P. D. Escríbeme.", "Un beso. posdata. Escríbeme"),
        ("Véase el párr. 4 de los n.os 3 y 4.", "Véase el párrafo cuatro de los números tres y cuatro"),
    ],
)
def test_durations_lists_of_numerals_and_spaced_thousands(written: str, said: str) -> None:
    assert _bare(speakable(written)) == _bare(said)


def test_what_was_kept_back_is_said_as_well() -> None:
    cases = [*_cases("b"), *_cases("e")]
    wrong = [written for written, variety, said in cases if _bare(speakable(written, variety)) not in said]
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(cases), wrong


@pytest.mark.parametrize(
    "unit",
    [
        "\n ",
        "|",
        '"a',
        "A. ",
        "IV ",
        "1/2 ",
        "1.000.",
        "$1-",
        "a@",
        "#a",
        "½",
        "x² ",
        "S. L. ",
        "1º",
        "C/ A, ",
        "entre 1-",
    ],
)
def test_hostile_text_is_done_with(unit: str) -> None:
    # Without a clock: what was quadratic took minutes at this length.
    assert speakable(unit * (100_000 // len(unit)) + " fin").rstrip(".").endswith("fin")


@pytest.mark.parametrize(
    ("word", "ipa"), [("Xalapa", "xalapa"), ("DVD", "deubede"), ("hobby", "xobi"), ("casa", "kasa")]
)
def test_words_are_expected_to_sound_as_they_are_said(word: str, ipa: str) -> None:
    heard = in_ipa(f"Di {word}.", ["Di", word])[1]
    assert "".join(c for c in heard if c.isalpha() and c != "ˈ").replace("β", "b").replace("ð", "d") == ipa


def test_a_voice_says_the_words_of_where_it_comes_from() -> None:
    voices = load_catalogue().voices
    heard = {voice.id: variety_of(voices, voice.id) for voice in voices}
    for voice in voices:
        if voice.engine == "piper" and voice.language == "es":
            assert heard[voice.id] == ("spain" if voice.region == "Spain" else "america")
    assert variety_of(voices, "ef_dora") == "spain"
    assert variety_of(voices, "ef_dora_america") == "america"
    assert speakable("Son $5.", "america") == "Son cinco pesos."
