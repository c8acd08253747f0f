"""What a word or a phrase means, and which word a description means."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.described import word_for
from tutor.conversation.scenes.library import band, director


def reply(scene: str, line: str, level: str = "A2") -> str:
    plays = director(scene)
    assert plays
    return plays.decide(plays.begin(band(level), 3), line).reply


@pytest.mark.parametrize(
    ("scene", "description", "word"),
    [
        ("hotel", "la cosa para secar el pelo", "secador"),
        ("hotel", "el sitio donde te dan la llave", "recepción"),
        ("cafe", "el dinero que se deja para el camarero", "propina"),
        ("familia", "la madre de mi marido", "suegra"),
        ("familia", "the daughter of my son", "nieta"),
        ("charla", "la máquina que lava la ropa", "lavadora"),
        ("charla", "un perro muy pequeño", "cachorro"),
    ],
)
def test_a_description_finds_its_word(scene: str, description: str, word: str) -> None:
    plays = director(scene)
    assert plays
    assert word_for(plays.script, description) == word
    assert f"«{word}»" in reply(scene, f"¿Cómo se dice {description}?")


@pytest.mark.parametrize("description", ["una persona que corre por la luna", "x y z raro", "la casa", "to be late"])
def test_what_no_definition_holds_finds_none(description: str) -> None:
    plays = director("charla")
    assert plays
    assert word_for(plays.script, description) == ""


def test_a_description_that_finds_none_is_no_matter_of_english() -> None:
    assert "inglés" not in reply("charla", "¿Cómo se dice cuando alguien canta bajo la ducha con gorro?")


@pytest.mark.parametrize(
    ("scene", "line", "said"),
    [
        ("gimnasio", "¿Qué significa «la cuota»?", "cada mes"),
        ("gimnasio", "¿Y qué es una cuota?", "cada mes"),
        ("charla", "¿Qué quiere decir «meto la pata»?", "error"),
        ("charla", "¿Qué significa «se dio cuenta»?", "de repente"),
        ("hotel", "No he entendido «a última hora», ¿qué es?", "momento"),
        ("hotel", "Perdone, «caja fuerte», ¿qué es eso?", "dinero"),
    ],
)
def test_a_phrase_is_explained_in_whatever_form_it_is_asked_for(scene: str, line: str, said: str) -> None:
    assert said in reply(scene, line)


def test_a_phrase_that_nobody_knows_is_not_answered_by_a_neighbour() -> None:
    assert "palabra" in reply("hotel", "¿Qué quiere decir «frumpir el tralará»?")


@pytest.mark.parametrize(
    "line",
    [
        "Perdón, ¿puedes ir más despacio?",
        "Más despacio, que con este ruido no oigo",
        "¿Habla más lento, por favor?",
    ],
)
def test_who_asks_for_slower_is_told_slower(line: str) -> None:
    assert "despacio" in reply("charla", line)


def test_what_is_slow_is_not_the_talk() -> None:
    assert "hablo más despacio" not in reply("charla", "El autobús va más despacio que el tren")
