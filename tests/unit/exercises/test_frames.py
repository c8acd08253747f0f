"""Frames: the same said with other verbs and other small words; who and when stay."""

from __future__ import annotations

import pytest

from tutor.exercises.grading.frames import frames
from tutor.exercises.grading.matching import Task
from tutor.exercises.grading.openness import openness
from tutor.exercises.grading.reading import read
from tutor.exercises.grading.sentences import compare


@pytest.mark.parametrize(
    ("right", "other", "english", "said"),
    [
        ("Me apetecía salir.", "Tenía ganas de salir.", "I felt like going out.", True),
        ("Me apetecía salir.", "Tengo ganas de salir.", "I felt like going out.", False),
        ("Me apetecía salir.", "Tenías ganas de salir.", "I felt like going out.", False),
        ("Mi abuela sigue tocando el piano.", "Mi abuela todavía toca el piano.", "My grandmother still plays.", True),
        ("Mi abuela sigue tocando el piano.", "Mi abuela todavía tocó el piano.", "My grandmother still plays.", False),
        ("Juan no come carne y Rosa tampoco.", "Ni Juan ni Rosa comen carne.", "Neither eats meat.", True),
        ("Juan no come carne y Rosa tampoco.", "Ni Juan ni Rosa come carnes.", "Neither eats meat.", False),
        (
            "Salimos de la fiesta a las doce.",
            "Nos fuimos de la fiesta a las doce.",
            "We left the party at twelve.",
            True,
        ),
        ("Salimos de la fiesta a las doce.", "Se fue de la fiesta a las doce.", "We left the party at twelve.", False),
        ("Diga lo que diga, no le creo.", "No importa lo que diga, no le creo.", "Whatever she says.", True),
        ("Fuiste tú el que llamó.", "El que llamó fuiste tú.", "You were the one who called.", True),
        ("Hoy no me levanto temprano.", "Hoy no madrugo.", "I'm not getting up early today.", True),
        ("Hoy no me levanto temprano.", "Hoy no levanto temprano.", "I'm not getting up early today.", False),
        ("Iremos contigo con tal de que pagues.", "Iremos contigo siempre y cuando pagues.", "provided you pay", True),
        ("En el pueblo había dos bares.", "El pueblo tenía dos bares.", "There were two bars in the village.", True),
        ("¿Cómo está tu abuela?", "¿Cómo se encuentra tu abuela?", "How is your grandmother?", True),
        ("Llenaron la piscina de agua fría.", "Llenaron la piscina con agua fría.", "They filled it with water.", True),
        ("Tengo unos libros.", "Tengo unos cuantos libros.", "I have some books.", True),
        ("Dudo que venga.", "Dudo que vaya a venir.", "I doubt that he will come.", True),
        ("Dudo que venga.", "Dudo que va a venir.", "I doubt that he will come.", False),
        ("¡Qué bonita es!", "¡Qué es bonita!", "How pretty it is!", False),
    ],
)
def test_frames_keep_who_and_when(right: str, other: str, english: str, said: bool) -> None:
    task = Task(english, openness(english, ""), "", definite_past=False, free=True)
    assert (compare(read(right, "", ""), read(other, "", ""), task) is not None) is said


def test_no_frame_is_its_own() -> None:
    assert all(frame.this != way for frame in frames() for way, _ in frame.ways)


@pytest.mark.parametrize(
    "sentence",
    [
        "¿Cantas con mí?",
        "Deberías haberlas compradas.",
        "La radio suena no.",
        "Pagué la doble de lo normal.",
        "El habla bien, pero la agua no.",
    ],
)
def test_faults_of_the_words_alone(sentence: str) -> None:
    assert read(sentence, "", "").faults


@pytest.mark.parametrize("sentence", ["Había entradas.", "¿Cantas conmigo?", "Ana la habla bien.", "Dice que no."])
def test_no_faults(sentence: str) -> None:
    assert not read(sentence, "", "").faults
