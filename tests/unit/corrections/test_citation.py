"""What is cited and what is a name is left as it is; what somebody only says is not."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector


@pytest.mark.parametrize(
    "text",
    [
        "¿Por qué no se dice «soy cansada»?",
        "¿Se dice el mano o la mano?",
        "¿Cuál es correcto: la agua o el agua?",
        "Se dice estoy contento, no soy contento.",
        "La palabra problemo no existe.",
        "Mi cuento se llama «La casa de el abuelo de Tomás».",
        "Mi canción favorita es «Yo soy enfermo de amor por ti».",
        "¿Cómo se escribe gerafa?",
        "Mi vecino Martin es de Berlín.",
        "Mañana ceno con Abril y con Julio.",
        "Mi jefa se llama Hannah Muller.",
        "Vimos The Office en casa.",
        "Escríbeme a ana.gil@correo.es, por favor.",
    ],
)
def test_left(corrector: Corrector, text: str) -> None:
    assert [(e.original, e.replacement) for e in corrector.check(text).edits] == []


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("Se dice que la problema es grande.", "Se dice que el problema es grande."),
        ("La palabra es bonito.", "La palabra es bonita."),
        ("Ella dijo: «Yo soy cansada hoy y quiero dormir mucho».", "Ella dijo: «Yo estoy cansada hoy y quiero dormir mucho»."),
    ],
)  # fmt: skip
def test_mended(corrector: Corrector, text: str, mended: str) -> None:
    assert corrector.check(text).corrected_text == mended
