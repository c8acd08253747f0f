"""Kinds of mistake mended whole: other sentences of the same kinds than those that the sets hold, and what looks like them."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector

MENDED = (
    # mood: second clauses, what is still to come, what is known, unlikely forms
    ("Es necesario que duermes más y que bebes agua.", "Es necesario que duermas más y que bebas agua."),
    ("Vamos a esperar hasta que abre la tienda.", "Vamos a esperar hasta que abra la tienda."),
    ("¿Qué harás cuando acabas la carrera?", "¿Qué harás cuando acabes la carrera?"),
    ("Cuando sabes la hora, escríbeme.", "Cuando sepas la hora, escríbeme."),
    ("Quien gana mañana jugará la final.", "Quien gane mañana jugará la final."),
    ("Tengo un vecino que toque la trompeta.", "Tengo un vecino que toca la trompeta."),
    ("Me gustaría vivir en un pueblo que tiene río.", "Me gustaría vivir en un pueblo que tuviera río."),
    ("Me da rabia que llegan siempre tarde.", "Me da rabia que lleguen siempre tarde."),
    ("Sé que Irene no quiera venir.", "Sé que Irene no quiere venir."),
    ("Pensé que ganaréis el partido.", "Pensé que ganaríais el partido."),
    ("No te llamaré si no fuera importante.", "No te llamaría si no fuera importante."),
    # person: behind a place, a name, a question; two who are known
    ("En Italia los niños cena tarde.", "En Italia los niños cenan tarde."),
    ("Mi prima Elsa trabajan en un banco.", "Mi prima Elsa trabaja en un banco."),
    ("¿A qué hora llegan vosotros?", "¿A qué hora llegáis vosotros?"),
    ("¿Quién vienen contigo?", "¿Quién viene contigo?"),
    ("Los dos trabaja en el mismo hotel.", "Los dos trabajan en el mismo hotel."),
    ("Tú nunca come verdura.", "Tú nunca comes verdura."),
    # ser, estar, haber
    ("Las llaves hay en el cajón.", "Las llaves están en el cajón."),
    ("¿Dónde está una farmacia?", "¿Dónde hay una farmacia?"),
    ("La boda de mi tía está en mayo.", "La boda de mi tía es en mayo."),
    ("Mi padre fue muy nervioso ayer.", "Mi padre estaba muy nervioso ayer."),
    ("¿Eres seguro de que cierran a las ocho?", "¿Estás seguro de que cierran a las ocho?"),
    ("Mi abuelo todavía es vivo.", "Mi abuelo todavía está vivo."),
    ("Usted está la nueva profesora, ¿no?", "Usted es la nueva profesora, ¿no?"),
    ("Nuestra casa está pequeña y tiene patio.", "Nuestra casa es pequeña y tiene patio."),
    ("El cuadro estuvo robado por dos ladrones.", "El cuadro fue robado por dos ladrones."),
    ("Tranquila, las entradas ya son pagadas.", "Tranquila, las entradas ya están pagadas."),
    # por, para
    ("El gato entró para la ventana.", "El gato entró por la ventana."),
    ("El tabaco es malo por la salud.", "El tabaco es malo para la salud."),
    ("Cancelaron el partido para la lluvia.", "Cancelaron el partido por la lluvia."),
    ("El puente fue construido para un ingeniero francés.", "El puente fue construido por un ingeniero francés."),
    ("Hablé con ella para teléfono.", "Hablé con ella por teléfono."),
)  # fmt: skip
RIGHT = (
    "Te diré cuándo llega el tren.",
    "Cuando quiero leer algo, voy a la biblioteca.",
    "Estaba tan contenta que bailó toda la noche.",
    "Hace mucho que vivo aquí.",
    "Me fui triste de la fiesta.",
    "El responsable soy yo.",
    "La entrada son ocho euros.",
    "La cláusula puedo cambiarla.",
    "¿Quién crees que es?",
    "En la foto está mi madre.",
    "El sofá está un poco viejo.",
    "La casa está más grande que antes.",
    "El museo estuvo rodeado por la policía.",
    "Es una casa para los niños.",
    "Compramos un paraguas para la lluvia.",
    "El ministro dijo que bajará los impuestos.",
    "Mi hermana es muy nerviosa.",
    "Pueden ser lo que quieren.",
)


@pytest.mark.parametrize(("text", "right"), MENDED)
def test_the_kind_is_mended(corrector: Corrector, text: str, right: str) -> None:
    assert corrector.check(text).corrected_text == right


@pytest.mark.parametrize("text", RIGHT)
def test_what_looks_like_it_stays(corrector: Corrector, text: str) -> None:
    assert corrector.check(text).edits == []
