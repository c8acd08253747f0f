"""Prices stand once, in the table; facts and lines that say another amount are found."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.writing.prices import amounts_in, contradicted, menu_of, with_prices, without_prices

ITEMS = [
    {"id": "bread", "hears": ["pan"], "one": "un pan", "the": "el pan", "price": 1.2, "unit": None, "sold_out": False},
    {"id": "cake", "hears": ["tarta"], "one": "una tarta", "the": "la tarta", "price": 12, "unit": None, "sold_out": False},
    {"id": "pears", "hears": ["pera"], "one": "unas peras", "the": "las peras", "price": 3, "unit": "kilo", "sold_out": False},
    {"id": "rolls", "hears": ["bollo"], "one": "unos bollos", "the": "los bollos", "price": 2, "unit": None, "sold_out": True},
]  # fmt: skip


def test_the_facts_tell_the_table_and_forget_it_again() -> None:
    told = with_prices("Abrimos a las siete. El horno está al fondo.", ITEMS)
    assert "pan 1,20, tarta 12, peras 3 el kilo." in told
    assert told.endswith("Hoy no hay bollos.")
    assert without_prices(told, ITEMS) == "Abrimos a las siete. El horno está al fondo."


def test_what_is_no_price_stays() -> None:
    facts = "El pan se hace a las 6, la tarta a mediodía. Hay 2 mesas. El pan cuesta 9,50 los domingos."
    assert without_prices(facts, ITEMS) == facts


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        ("Son 1,30.", [1.3]),
        ("Cuesta 12 euros.", [12]),
        ("Lo más barato: uno treinta.", [1.3]),
        ("Un euro con treinta, por favor.", [1.3]),
        ("Dos cincuenta.", [2.5]),
        ("Cuesta dieciocho mil pesos.", [18000]),
        ("Cuesta mil pesos.", [1000]),
        ("Veintidós mil quinientos pesos.", [22500]),
        ("Tenemos dos cafés y tres tés.", []),
        ("El tren de las 12 sale de la vía 3.", []),
    ],
)
def test_amounts_of_money_are_read(line: str, amounts: list[float]) -> None:
    assert [round(amount, 2) for amount in amounts_in(line)][:1] == amounts


def test_a_line_with_another_price_is_found() -> None:
    menu = menu_of(ITEMS)
    assert contradicted(menu, "El pan cuesta dos euros.") == ("un pan", 1.2)
    assert contradicted(menu, "El pan cuesta 1,20.") is None
    assert contradicted(menu, "El pan y la tarta, catorce euros.") is None
    assert contradicted(menu, "Dos panes son dos euros con treinta.") is None
    assert contradicted(menu, "El pan está muy bueno.") is None
    assert contradicted(menu, "Se almuerza a las once: un pan con queso.") is None
