"""Mistakes that frames of a sentence show: what is recalled, told by time, joined, or said of oneself."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector

MENDED = [
    ("Compré una camisa y lo llevé a la fiesta.", "Compré una camisa y la llevé a la fiesta."),
    ("¿Las gafas? Los dejé en el coche.", "¿Las gafas? Las dejé en el coche."),
    ("Le dije a mis abuelos la verdad.", "Les dije a mis abuelos la verdad."),
    ("Ana y Luis conocieron en Roma.", "Ana y Luis se conocieron en Roma."),
    ("Tengo que duchar antes de salir.", "Tengo que ducharme antes de salir."),
    ("El avión se aterrizó a las dos.", "El avión aterrizó a las dos."),
    ("Más leo, más aprendo.", "Cuanto más leo, más aprendo."),
    ("Llévate el abrigo por si haga frío.", "Llévate el abrigo por si hace frío."),
    ("Quiero que yo aprenda a nadar.", "Quiero aprender a nadar."),
    ("No encontré nada y al final volvía a casa.", "No encontré nada y al final volví a casa."),
    ("Hace tres años conocía a mi marido.", "Hace tres años conocí a mi marido."),
    ("¿Qué haces el fin de semana pasado?", "¿Qué hiciste el fin de semana pasado?"),
    ("Es un escritor cuyo novelas me gustan.", "Es un escritor cuyas novelas me gustan."),
    ("Hice una decisión importante.", "Tomé una decisión importante."),
    ("Es una mujer muy trabajador.", "Es una mujer muy trabajadora."),
    ("Vida en el campo es tranquila.", "La vida en el campo es tranquila."),
    ("Siéntate, señora Díaz.", "Siéntese, señora Díaz."),
    ("He ya comido.", "Ya he comido."),
    (
        "Esta iglesia construyeron los romanos en el siglo II.",
        "Esta iglesia la construyeron los romanos en el siglo II.",
    ),
    ("A Eva se olvidó la cartera en casa.", "A Eva se le olvidó la cartera en casa."),
    ("Yo no fumo y mi mujer también.", "Yo no fumo y mi mujer tampoco."),
    ("Aunque la lluvia, salimos.", "A pesar de la lluvia, salimos."),
    ("Estoy vegetariano.", "Soy vegetariano."),
    ("Tengo ganas a verte.", "Tengo ganas de verte."),
]
RIGHT = [
    "La compañía lo cambia todo.", "Los precios lo llevan todo incluido.", "Luisa está muy alegre.", "Señorita, ¿puede usted abrir la puerta?",
    "Le hago un paseo por la ciudad.", "Hoy hace menos frío que ayer.", "Las hojas caen de los árboles.", "Por eso ayuda un detalle.",
    "Unas vistas muy bonitas.", "Me fui de vacaciones a Italia.", "El precio va en el contrato.", "Nos alegra verte tan bien.",
    "Las noticias de hoy son muy tristes.", "No esperaba nadie esa respuesta.", "¡Que todo te salga bien!", "Tanto si llueve como si hace sol, sale a pasear.",
]  # fmt: skip


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_what_a_frame_shows_is_mended(corrector: Corrector, text: str, right: str) -> None:
    assert corrector.check(text).corrected_text == right


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_like_it_stays(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).edits == []
