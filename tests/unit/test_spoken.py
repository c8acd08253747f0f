"""Text is said as a Spanish speaker would say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.language.es.sentences import LONG_FIRST, LONGEST, sentences
from tutor.language.es.spoken import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Hola**, ¿qué _tal_? 😀", "Hola, ¿qué tal?"),
        ("Tengo 21 años.", "Tengo veintiún años."),
        ("Hay 200 personas.", "Hay doscientas personas."),
        ("Hay 500 casas y 21 mesas.", "Hay quinientas casas y veintiuna mesas."),
        ("Dura 1 hora.", "Dura una hora."),
        ("Son 31 días.", "Son treinta y un días."),
        ("A las 14:30, no a la 1:00.", "A las catorce treinta, no a la una."),
        ("Quedamos 14:30 o 8:30 p. m.", "Quedamos las catorce treinta o las ocho y media de la noche."),
        ("Abre de 9:00-14:15.", "Abre de las nueve a las catorce quince."),
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
        ("Corre a 100 km/h por 15 m².", "Corre a cien kilómetros por hora por quince metros cuadrados."),
        ("Tengo 1 flor, 1 avión, 21 fotos y 1 agua.",
         "Tengo una flor, un avión, veintiuna fotos y un agua."),
        ("Hay 21.000 casas, 200.000 personas y 1000000 árboles.",
         "Hay veintiún mil casas, doscientas mil personas y un millón de árboles."),
        ("De 1 a 3 horas, entre 200-300 personas.", "De una a tres horas, entre doscientas y trescientas personas."),
        ("La línea 1 llega el 21 de mayo a la 1.", "La línea uno llega el veintiuno de mayo a la una."),
        ("Cuesta 3,50 €, 0,99 € o $1,500.75.",
         "Cuesta tres euros con cincuenta, noventa y nueve céntimos o mil quinientos dólares con setenta y cinco."),
        ("Sacó un 9,5/10; quiero 1/2 litro, 1/2 hora y 3/4.",
         "Sacó un nueve coma cinco sobre diez; quiero medio litro, media hora y tres cuartos."),
        ("Pi es 3,14159.", "Pi es tres coma uno cuatro uno cinco nueve."),
        ("Hace -3 °C y luego 21 °C.", "Hace menos tres grados y luego veintiún grados."),
        ("El 2024-05-03 y el 31.12.2024.",
         "El tres de mayo de dos mil veinticuatro y el treinta y uno de diciembre de dos mil veinticuatro."),
        ("Llámame al 612 345 678.", "Llámame al seis uno dos, tres cuatro cinco, seis siete ocho."),
        ("Es el 3er piso, el 1º de mayo, la 21ª vez.",
         "Es el tercer piso, el primero de mayo, la vigésima primera vez."),
        ("Felipe VI, Alfonso XIII, Isabel II y la II Guerra Mundial, en los siglos XIX y XX.",
         "Felipe sexto, Alfonso trece, Isabel segunda y la Segunda Guerra Mundial, en los siglos diecinueve y veinte."),
        ("Vi a D. Juan, p. ej., y tomo vitamina D. Luego nada.",
         "Vi a don Juan, por ejemplo, y tomo vitamina D. Luego nada."),
        ("Vive en EE. UU. Habla con Ud. Mañana viene.",
         "Vive en Estados Unidos. Habla con usted. Mañana viene."),
        ("Cada amigo/a, los profesores/as, él/ella y/o tú.",
         "Cada amigo o amiga, los profesores o profesoras, él o ella y o tú."),
        ("¡¡Hola!! (Soy Ana.) Adiós :)", "¡Hola! Soy Ana. Adiós"),
        ("El COVID-19, el H2O y el 4x4.", "El COVID diecinueve, el H dos O y el cuatro por cuatro."),
        ("Escribe a ana@gmail.com o mira [esto](https://a.b/c(d)).",
         "Escribe a ana arroba gmail punto com o mira esto."),
        ("Di:\n```\nx = 1\n```\n`hola`", "Di: hola"),
        ("🎉🎉", ""),
        ("...", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_written_text_is_said_in_words(written: str, said: str) -> None:
    assert speakable(written) == said


@given(st.text(max_size=300) | st.text(alphabet="0123456789.,:/-+ºªh€$%x½ aunosIVX\n()", max_size=80))
def test_any_text_is_speakable_without_digits_or_markup(text: str) -> None:
    said = speakable(text)
    assert not any(c.isdigit() or c in "*_`#<>|ºª" for c in said)
    assert said == said.strip()
    assert not said or any(c.isalpha() for c in said)


@given(st.text(alphabet="bfgjñáü ,.;:¿?¡!", max_size=200))
def test_cleaning_keeps_every_word(text: str) -> None:
    said = speakable(text)
    assert [c for c in said if c.isalpha()] == [c for c in text if c.isalpha()]


@pytest.mark.parametrize("unit", [" ", "\t", "1", "```", "(", "1 "])
def test_a_very_long_text_is_done_with(unit: str) -> None:
    # Without a clock: what was quadratic took minutes at this length, what is linear takes a second or two.
    said = speakable(unit * (100_000 // len(unit)) + " fin")
    assert said.endswith("fin")
    assert "".join("".join(sentences(said)).split()) == "".join(said.split())


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
        ("Vale, entonces quedamos allí. Sí.", ["Vale, entonces quedamos allí. Sí."]),
        ("¿Te gusta vivir en la ciudad?¡A mí me encanta vivir allí!",
         ["¿Te gusta vivir en la ciudad?", "¡A mí me encanta vivir allí!"]),
        ("«Me voy a casa ahora.» Y se fue corriendo.", ["«Me voy a casa ahora.»", "Y se fue corriendo."]),
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


def test_no_piece_is_longer_than_a_voice_can_hold() -> None:
    assert all(len(piece) <= LONGEST for piece in sentences("palabra " * 500 + "x" * 1000))
