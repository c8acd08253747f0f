"""A question that nothing in the scene answers is answered by its form; a neighbour's answer is worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tutor.conversation.scenes.director import Director
from tutor.conversation.scenes.facts import facts_of
from tutor.conversation.scenes.forms import FORMS, form_of
from tutor.conversation.scenes.library import lemmas
from tutor.conversation.scenes.nearest import telling
from tutor.conversation.scenes.schema import load
from tutor.conversation.scenes.sentences import read
from tutor.conversation.scenes.words import Vocabulary

PARTS = """
[[answer]]
id = "ticket"
hears = ["me dar|da algo ?"]
say.A = ["Le doy un papel."]
[[answer]]
id = "brush"
hears = ["cepillo|jabon ?"]
say.A = ["Tenga un cepillo de dientes."]
[[answer]]
id = "screen"
hears = ["pantalla rota !?", "pantalla seguro"]
say.A = ["Las pantallas rotas las paga el seguro."]
[[answer]]
id = "here"
hears = ["aqui ?"]
say.A = ["Aquí se venden periódicos."]
[[answer]]
id = "home"
hears = ["donde vivir !?"]
say.A = ["Vivo en la calle de al lado, cerca del puente."]
"""


@pytest.fixture(scope="module")
def plays(tmp_path_factory: pytest.TempPathFactory) -> Director:
    shipped = (Path(__file__).parent / "scene.toml").read_text(encoding="utf-8")
    file = tmp_path_factory.mktemp("scene") / "scene.toml"
    file.write_text(shipped + PARTS, encoding="utf-8")
    return Director.of(load(file), lemmas)


def reply(plays: Director, line: str) -> str:
    return plays.decide(plays.begin("A", 5), line).reply


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("¿Cuándo empieza la huelga?", "when_is"),
        ("¿Qué hizo usted cuando nevó?", ""),
        ("¿Cuántos años tiene el alcalde?", "how_old"),
        ("¿Cuántas sillas hay en la sala?", "how_much"),
        ("¿Quién ganó el partido?", "who_is"),
        ("Necesito saber quién firma los cheques.", "who_is"),
        ("¿Por qué cerraron el cine?", "why_is"),
        ("¿Cuál de los tres sobra?", "which_is"),
        ("¿Cómo se usa la máquina?", "how_done"),
        ("¿Prefiere el tren o el avión?", "rather"),
        ("¿Es verdad que nevó en agosto?", "is_true"),
        ("¿Se puede aparcar en la plaza?", "may"),
        ("¿Tengo que firmar la hoja?", "must"),
        ("¿Ha visto la nueva película?", "been"),
        ("¿Eso lo ha firmado un arquitecto?", ""),
        ("¿A qué se refiere con «pronto»?", "what_meant"),
        ("¿Hay nutrias en el río?", "there_is"),
    ],
)
def test_form_of_a_question(plays: Director, line: str, form: str) -> None:
    script = plays.script
    assert form_of(script, read(line, script.vocabulary)[0]) == form


@pytest.mark.parametrize("address", ["tú", "usted"])
@pytest.mark.parametrize("band", ["A", "B", "C"])
def test_every_form_has_lines_for_either_address_and_each_band(plays: Director, address: str, band: str) -> None:
    assert all(plays.script.common.lines(form, address, band) for form in FORMS)  # type: ignore[arg-type]


def test_common_words_tell_little() -> None:
    assert telling("algo") < 0.3 < telling("cepillo") == 1.0


def test_the_noun_decides_not_the_small_words_beside_it(plays: Director) -> None:
    assert "cepillo" in reply(plays, "¿Me da algo para la noche, un cepillo?")


def test_a_neighbour_that_knows_only_small_words_is_not_said(plays: Director) -> None:
    answer = reply(plays, "¿Quién arregla aquí las farolas rotas?")
    assert "periódicos" not in answer
    assert "quién" in answer.lower()


def test_a_neighbour_gives_way_to_the_answer_that_knows_the_question(plays: Director) -> None:
    assert "al lado" in reply(plays, "¿Vive usted cerca de aquí?")


def test_a_short_question_leans_on_what_was_told_before_it(plays: Director) -> None:
    assert "seguro" in reply(plays, "Tengo la pantalla rota. ¿Lo pagan?")


def test_what_the_facts_tell_of_the_partner_is_not_said_by_them() -> None:
    vocabulary = Vocabulary(lemmas)
    facts = "Le gusta el cine. Su hermana vive en Lima. Nada en el mar. No fuma. Precio: dos euros. Nada lleva nueces. Se paga en caja."
    kept = [fact.text for fact in facts_of(facts, "Rosa", vocabulary)]
    assert kept == ["Nada lleva nueces.", "Se paga en caja."]
