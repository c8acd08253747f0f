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
        # Both of two are named by the answer's pattern; its line says which.
        ("cita", ("Hola, soy Leo.", "¿Te gusta más la playa o la montaña?"), "prefiero la playa"),
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


@pytest.mark.parametrize(
    ("scene_id", "lines", "told", "not_told"),
    [
        # What the partner would do is not what they did.
        ("mediacion", ("He visto a Álvaro.", "¿Le escribirías tú primero?"), "", "una vez"),
        # A day of the week is answered by days.
        ("gimnasio", ("Hola.", "¿Se puede nadar los sábados?"), "sábado", "lunes y miércoles"),
        # Of what the number is asked.
        ("piso", ("Hola, vivo solo.", "¿Cuántos euros de fianza son?"), "fianza", "contrato"),
        # The best of several is recommended, not listed.
        ("taqueria", ("Buenas.", "¿Qué taco es el mejor?"), "pastor", "nopales"),
        # The question that the learner has just answered themselves.
        ("clase", ("Hola.", "Me llamo Omar. ¿Y tú?"), "marina", "como siempre"),
        # «Según usted» asks nothing about them.
        ("debate", ("Hay demasiados coches.", "¿En qué trabajaría la gente, según usted?"), "", "zaragoza"),
        # What disgusts a traveller insults nobody.
        ("viajes", ("Hola.", "¿Qué es lo más asqueroso que has visto?"), "", "insultos"),
        # A word from the other side of the ocean.
        ("hotel", ("Soy Ana Ruiz.", "¿Hay elevador?"), "ascensor", "no lo sé"),
    ],
)
def test_neighbouring_answer_gives_way(scene_id: str, lines: tuple[str, ...], told: str, not_told: str) -> None:
    answer = replies(scene_id, *lines)[-1].lower()
    assert told in answer
    assert not_told not in answer


def test_accent_alone_makes_the_drink() -> None:
    assert "un té" in replies("cafe", "Té, por favor.", band="A1")[-1]


def test_partner_who_cannot_know_a_price_says_so_of_the_price() -> None:
    assert "precio" in (answer := replies("direcciones", "Hola.", "¿Cuánto cuesta una pizza?", band="A1")[-1]) or (
        "cuánto cuesta" in answer
    )


def test_what_the_learner_is_tired_of_comes_before_the_topic() -> None:
    assert "compañeros todo se lleva" not in replies("charla", "Vengo del trabajo y estoy rendida.", band="B1")[0]


@pytest.mark.parametrize(
    ("scene", "line", "said"),
    [
        ("gimnasio", "Tengo la espalda fatal. ¿Qué hago?", "pilates"),
        ("cafe", "Soy celíaca y no como gluten. ¿Hay algo para mí?", "sin gluten"),
        ("hotel", "El grifo de la ducha no va. ¿Puede ayudarme?", "compañero"),
    ],
)
def test_a_question_that_says_nothing_leans_on_what_was_told(scene: str, line: str, said: str) -> None:
    plays = library.director(scene)
    assert plays
    assert said in plays.decide(plays.begin("A", 3), line).reply.lower()


@pytest.mark.parametrize(
    ("scene", "line", "said"),
    [
        # The noun that the question is about counts more than «cuánto cuesta».
        ("hotel", "¿Y cuánto cuesta el parking del hotel?", "quince euros"),
        # «Pasa» is no thing that the line has to name («pasaporte»).
        ("gimnasio", "¿Qué pasa si en agosto no puedo venir?", "parar"),
        # What has to be repeated is said again.
        ("clase", "¿Me puedes repetir tu apellido?", "costa"),
        # A name is no place.
        ("familia", "¿Dónde vive tu hermana?", "papás"),
        # What the partner would do, in an irregular form.
        ("debate", "¿Y si solo prohibimos los coches los domingos, te parecería bien?", "prueba"),
    ],
)
def test_what_a_question_is_about_decides(scene: str, line: str, said: str) -> None:
    plays = library.director(scene)
    assert plays
    assert said in plays.decide(plays.begin("A", 3), line).reply.lower()
