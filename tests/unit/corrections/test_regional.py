"""What is right in another variety of Spanish is right; what is learnt decides what is asked about."""

from __future__ import annotations

import pytest

from tutor.corrections.check import Corrector
from tutor.corrections.policy import CorrectionPreferences
from tutor.language.es.variety import Learnt

VARIETIES: tuple[Learnt, ...] = ("spain", "mexico", "river-plate", "neutral")


@pytest.mark.parametrize("variety", VARIETIES)
@pytest.mark.parametrize(
    "text",
    [
        "Vos tenés razón.",
        "¿Vos querés un mate?",
        "Vosotros habláis muy bien.",
        "Ustedes hablan muy bien.",
        "Esta mañana fui al médico.",
        "Hoy he comido con mi madre.",
        "Manejo mi carro todos los días.",
        "Conduzco mi coche todos los días.",
        "Decime la verdad.",
        "Acá vivo yo.",
        "No te preocupés.",
    ],
)
def test_the_right_of_one_is_the_right_of_all(corrector: Corrector, variety: Learnt, text: str) -> None:
    assert corrector.check(text, CorrectionPreferences(level="C1", variety=variety)).edits == []


@pytest.mark.parametrize("variety", VARIETIES)
@pytest.mark.parametrize(
    ("text", "mended", "named"),
    [
        ("Ayer he comprado un libro.", "Ayer compré un libro.", "ayer"),
        ("La semana pasada hemos ido al teatro.", "La semana pasada fuimos al teatro.", "la semana pasada"),
        ("Ustedes sois muy amables.", "Ustedes son muy amables.", "ustedes"),
        ("Vosotros viven lejos.", "Vosotros vivís lejos.", "vosotros"),
    ],
)
def test_what_no_variety_says_is_mended(
    corrector: Corrector, variety: Learnt, text: str, mended: str, named: str
) -> None:
    checked = corrector.check(text, CorrectionPreferences(variety=variety))
    assert checked.corrected_text == mended
    assert named in checked.edits[0].explanation
    assert checked.edits[0].certainty == "sure"


@pytest.mark.parametrize("text", ["Desde ayer he trabajado mucho.", "Lo que ha pasado ayer nos preocupa."])
def test_what_goes_on_is_left(corrector: Corrector, text: str) -> None:
    assert not [e for e in corrector.check(text).edits if e.reason == "perfect-over"]


def test_vos_with_the_verb_of_tu_is_a_mistake_where_vos_is_learnt(corrector: Corrector) -> None:
    certainty = {
        variety: corrector.check("Vos tienes un perro.", CorrectionPreferences(variety=variety)).edits[0].certainty
        for variety in VARIETIES
    }
    assert certainty == {"spain": "likely", "mexico": "likely", "river-plate": "sure", "neutral": "likely"}
