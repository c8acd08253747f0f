"""Text is said as a Spanish speaker would say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.speech.spoken import LONG_FIRST, sentences, speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Hola**, ¿qué _tal_? 😀", "Hola, ¿qué tal?"),
        ("Tengo 21 años.", "Tengo veintiún años."),
        ("Hay 200 personas.", "Hay doscientas personas."),
        ("Hay 500 casas y 21 mesas.", "Hay quinientas casas y veintiuna mesas."),
        ("Dura 1 hora.", "Dura una hora."),
        ("Son 31 días.", "Son treinta y un días."),
        ("A las 14:30, no a la 1:00.", "A las catorce y treinta, no a la una."),
        ("El 3/5/2024 llegó.", "El tres de mayo de dos mil veinticuatro llegó."),
        ("Cuesta 1.500 €.", "Cuesta mil quinientos euros."),
        ("Cuesta $20.", "Cuesta veinte dólares."),
        ("Es el 50 % de 3,5.", "Es el cincuenta por ciento de tres coma cinco."),
        ("El Sr. Pérez y la Dra. Gil viven en EE. UU. desde 1999.",
         "El señor Pérez y la doctora Gil viven en Estados Unidos desde mil novecientos noventa y nueve."),
        ("Es el 1.º piso, la 2ª puerta.", "Es el primer piso, la segunda puerta."),
        ("El siglo XXI.", "El siglo veintiuno."),
        ("Mira https://ejemplo.org/a?b=1 ahora", "Mira enlace ahora"),
        ("- uno\n- dos", "uno. dos"),
        ("## Título\nTexto.", "Título. Texto."),
        ("Corre 10 km en 50 min.", "Corre diez kilómetros en cincuenta minutos."),
        ("🎉🎉", ""),
        ("...", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_written_text_is_said_in_words(written: str, said: str) -> None:
    assert speakable(written) == said


@given(st.text(max_size=300))
def test_any_text_is_speakable_without_digits_or_markup(text: str) -> None:
    said = speakable(text)
    assert not any(c.isdigit() or c in "*_`#<>|" for c in said)
    assert said == said.strip()


@given(st.text(alphabet=st.sampled_from('ab ,.;:¿?¡!…1A\n"«»áñ'), max_size=300))
def test_cutting_into_sentences_drops_nothing(text: str) -> None:
    pieces = sentences(text)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece.strip() for piece in pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("¡Qué bien! ¿Adónde fuiste con tus amigos?", ["¡Qué bien! ¿Adónde fuiste con tus amigos?"]),
        ("Ayer fui al cine con Ana. Vimos una película larga.",
         ["Ayer fui al cine con Ana.", "Vimos una película larga."]),
        ("Vivo en EE. UU. con el Sr. Pérez. Todo va muy bien.",
         ["Vivo en EE. UU. con el Sr. Pérez.", "Todo va muy bien."]),
        ("Cuesta 3.5 euros nada más. Gracias por venir.", ["Cuesta 3.5 euros nada más.", "Gracias por venir."]),
        ("No sé… quizás mañana vuelva a verte.", ["No sé… quizás mañana vuelva a verte."]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_speaker_breathes(text: str, pieces: list[str]) -> None:
    assert sentences(text) == pieces


def test_a_long_first_sentence_is_cut_at_a_clause() -> None:
    text = (
        "Me parece una idea estupenda que vengas a la montaña este fin de semana, "
        "porque el tiempo va a ser muy bueno y todos tenemos ganas de caminar."
    )
    first, second = sentences(text)
    assert len(first) <= LONG_FIRST
    assert second.startswith("porque")
