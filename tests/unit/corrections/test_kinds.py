"""Kinds of mistake that rules mend whole, and right sentences that look like them."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector
from tutor.corrections.policy import CorrectionPreferences


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("¿Sabes a mi cuñado?", "¿Conoces a mi cuñado?"),
        *(
            (right, right)
            for right in ("Pasado mañana voy a Lima.", "Lo dijo con toda el alma.", "Negó haber robado nada.")
        ),
        ("Mi prima tiene nueve años vieja.", "Mi prima tiene nueve años."),
        ("Mi gato viejo tiene nueve años.", "Mi gato viejo tiene nueve años."),
        ("No queda algo que comer.", "No queda nada que comer."),
        ("No es algo que me preocupe.", "No es algo que me preocupe."),
        ("Ellos saben Teresa muy bien.", "Ellos conocen a Teresa muy bien."),
        ("Sabes, Teresa, que es tarde.", "Sabes, Teresa, que es tarde."),
        ("Se negó firmar.", "Se negó a firmar."),
        ("Perdimos todo el agua.", "Perdimos toda el agua."),
        ("Trajo la paciencia de quien espera.", "Trajo la paciencia de quien espera."),
        ("Mi abuela conoce coser.", "Mi abuela sabe coser."),
        ("Pregunté una ensalada.", "Pedí una ensalada."),
        ("Ven mañana y lleva el libro.", "Ven mañana y trae el libro."),
        ("Hay treinta y uno libros.", "Hay treinta y un libros."),
        ("Vinieron trescientos personas.", "Vinieron trescientas personas."),
        ("Me se perdió el paraguas.", "Se me perdió el paraguas."),
        ("Estamos lo pintando.", "Lo estamos pintando."),
        ("No cómpralo todavía.", "No lo compres todavía."),
        ("Tenemos que ducharse.", "Tenemos que ducharnos."),
        ("Era importante que todos vengan.", "Era importante que todos vinieran."),
        ("Creo de que es tarde.", "Creo que es tarde."),
        ("Si haga sol, saldremos.", "Si hace sol, saldremos."),
        ("El reloj está de oro.", "El reloj es de oro."),
        ("Ojalá busce otro piso.", "Ojalá busque otro piso."),
        ("Yo ponería otra silla.", "Yo pondría otra silla."),
        ("¿Dónde está mis gafas?", "¿Dónde están mis gafas?"),
        ("¿Porque no comes?", "¿Por qué no comes?"),
        ("La silla está detrás a la puerta.", "La silla está detrás de la puerta."),
        ("Alguna de mis amigos vendrá.", "Alguno de mis amigos vendrá."),
        ("Toco al tenis los lunes.", "Juego al tenis los lunes."),
        ("Señora, aquí tiene tu abrigo.", "Señora, aquí tiene su abrigo."),
    ],
)
def test_a_kind_is_mended(corrector: Corrector, text: str, right: str) -> None:
    assert corrector.check(text).corrected_text == right


@pytest.mark.parametrize(
    "text",
    [
        "Hace un rato llamó tu suegra.",
        "¿Qué deben traer los invitados?",
        "Cuarenta euros es un buen precio.",
        "La cena la hago yo; tú descansa.",
        "Los sábados está cerrada.",
        "La carta que enviaste ayer no ha llegado.",
        "Mi tía es buena persona.",
        "¿Se acuerdan ustedes de ella?",
        "El robo fue cerca de la plaza.",
        "De niño tuve un accidente de coche.",
        "¿De qué se quejan en el fondo tus primos?",
        "Siéntate a mi lado.",
        "No te lo pediría si no fuera grave.",
        "Fuentes próximas al ministro aseguran que dimitirá.",
        "El ruido no les molesta.",
        "Está al fondo a la izquierda.",
    ],
)
def test_what_looks_like_one_stays(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).edits == []


def test_a_sequence_of_tenses_is_only_asked_about_in_america(corrector: Corrector) -> None:
    text = "Quería que vengas."
    told = {v: corrector.check(text, CorrectionPreferences(variety=v)).edits for v in ("spain", "mexico")}
    assert [e.certainty for e in told["mexico"]] == ["likely"]
    assert [e.replacement for e in told["spain"]] == ["vinieras"]
