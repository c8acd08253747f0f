import pytest

from tutor.conversation.scenes.numbers import in_words, price_in_words, quantity, several


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (1.6, "euro", "un euro con sesenta"),
        (2, "euro", "dos euros"),
        (0.8, "euro", "ochenta céntimos"),
        (35.5, "peso", "treinta y cinco pesos con cincuenta"),
        (21, "euro", "veintiún euros"),
        (1200, "peso", "mil doscientos pesos"),
        (100, "sol", "cien soles"),
        (3.1, "euro", "tres euros con diez"),
    ],
)
def test_prices(amount, currency, said):
    assert price_in_words(amount, currency) == said


@pytest.mark.parametrize(
    ("one", "count", "said"),
    [
        ("un café con leche", 2, "dos cafés con leche"),
        ("una botella de agua", 3, "tres botellas de agua"),
        ("un kilo de tomates", 0.5, "medio kilo de tomates"),
        ("un cruasán", 2, "dos cruasanes"),
        ("un kilo de uvas", 1.5, "un kilo y medio de uvas"),
        ("un té", 1, "un té"),
        ("un kilo de uvas", 2.25, "dos kilos y cuarto de uvas"),
        ("un kilo de uvas", 0.25, "un cuarto de kilo de uvas"),
    ],
)
def test_several(one, count, said):
    assert several(one, count) == said


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("quiero dos", 2),
        ("medio kilo de", 0.5),
        ("un kilo y medio de", 1.5),
        ("media docena de", 6),
        ("kilo y medio de", 1.5),
        ("dos kilos y cuarto de", 2.25),
        ("12", 12),
        ("un par de", 2),
        ("el", None),
    ],
)
def test_quantity(words, count):
    assert quantity(words.split()) == count


def test_words():
    assert [in_words(n) for n in (16, 31, 101, 999)] == [
        "dieciséis",
        "treinta y un",
        "ciento un",
        "novecientos noventa y nueve",
    ]
