"""Numbers in words and digits, read alike: veintiún, 21 and veintiuna are 21."""

from __future__ import annotations

from functools import cache

from tutor.language.es.normalization.numerals import cardinal, feminine_cardinal

_LARGEST = 2100
_LONGEST = 8  # words of a number


@cache
def _table() -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for number in range(2, _LARGEST):
        said = cardinal(number)
        forms = {
            said,
            feminine_cardinal(number),
            said.replace("cientos", "cientas"),
            said.replace("quinientos", "quinientas"),
        }
        if said.endswith("uno"):
            forms |= {said[:-1], said[:-3] + "ún"}
        for form in forms:
            found[tuple(form.split())] = number
    found[("cien",)] = 100
    return found


def number_at(words: list[str], at: int) -> tuple[int, int]:
    """The number that begins here and how many words it has; (0, 0) for none. One is an article, and left alone."""
    word = words[at]
    if word.isdecimal() and len(word) < 9 and word != "1":
        return int(word), 1
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        if (number := _table().get(tuple(words[at : at + length]))) is not None:
            return number, length
    return 0, 0
