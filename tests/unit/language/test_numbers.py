"""What the writer of numbers writes, the reader reads."""

from __future__ import annotations

import pytest

from tutor.language.es.numbers import cardinal, in_feminine, number_at, shortened, value
from tutor.language.es.tokens import plain


@pytest.mark.parametrize("form", [cardinal, lambda n: in_feminine(cardinal(n)), lambda n: shortened(cardinal(n))])
def test_what_is_written_is_read(form):
    for number in range(2, 2100):
        said = ["hay", *form(number).split(), "cosas"]
        assert number_at(said, 1) == (number, len(said) - 2), said


@pytest.mark.parametrize(
    ("number", "masculine", "feminine"),
    [
        (1, "un", "una"),
        (21, "veintiún", "veintiuna"),
        (31, "treinta y un", "treinta y una"),
        (500, "quinientos", "quinientas"),
        (221_000, "doscientos veintiún mil", "doscientas veintiún mil"),
        (200_000_200, "doscientos millones doscientos", "doscientos millones doscientas"),
    ],
)
def test_a_number_agrees_with_its_noun(number, masculine, feminine):
    assert (shortened(cardinal(number)), in_feminine(cardinal(number))) == (masculine, feminine)


def test_one_is_an_article():
    assert number_at(["uno"], 0) == number_at(["una", "casa"], 0) == number_at(["1"], 0) == (0, 0)
    assert value("uno") is None


def test_a_single_word_is_read_without_its_accents():
    for number in (*range(2, 30), 30, 100, 200, 500, 1000):
        assert value(plain(cardinal(number))) == number
    assert [value(word) for word in ("0", "12", "cero", "ciento", "mesa")] == [0, 12, 0, 100, None]
