"""One pass over the tokens of a text: each is said by the first class that knows it."""

from __future__ import annotations

import re
import unicodedata

from tutor.language.es.normalization import (
    abbreviations,
    amounts,
    calendar,
    codes,
    foreign,
    fractions,
    letters,
    romans,
    signs,
)  # fmt: skip
from tutor.language.es.normalization.numerals import one_by_one
from tutor.language.es.normalization.reading import Reading
from tutor.language.es.variety import Variety

_TOKEN = re.compile(r"[^\W\d_⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d+|\s+|.", re.DOTALL)
# The order tells who is asked first: what is longer and surer stands before what is a part of it.
_LETTERS: tuple[Reading, ...] = (
    *codes.WEB, *codes.LETTERED, *calendar.NAMED, *romans.READINGS, *abbreviations.READINGS, *amounts.PRICES, *signs.WORDS, *letters.READINGS, *foreign.READINGS,
)  # fmt: skip
_DIGITS: tuple[Reading, ...] = (
    *codes.WEB, *calendar.READINGS, *codes.TELEPHONES, *codes.ORDINALS, *codes.DEGREES, *fractions.READINGS,
    *amounts.READINGS,
)  # fmt: skip
_SIGNS: tuple[Reading, ...] = (*codes.TELEPHONES, *codes.TAGS, *amounts.PRICES, *signs.READINGS)


def verbalize(text: str, variety: Variety) -> str:
    """Everything that is not written in words, in words. Linear in the length of the text."""
    said: list[str] = []
    at, was_read = 0, False
    while token := _TOKEN.match(text, at):
        found = _read(text, token, variety)
        words, at = found or (_unread(token[0]), token.end())
        # A word does not grow together with what was read beside it: "5G", "12ª-B".
        if said and (found or was_read) and said[-1][-1:].isalnum() and words[:1].isalnum():
            said.append(" ")
        if words:
            said.append(words)
        was_read = found is not None
    return "".join(said)


def _read(text: str, token: re.Match[str], variety: Variety) -> tuple[str, int] | None:
    """What the first class that knows it says, and where that ends."""
    first = token[0][0]
    if first.isspace():
        return None
    for shape, say in _LETTERS if first.isalpha() else _DIGITS if first.isdecimal() else _SIGNS:
        match = shape.match(text, token.start())
        if match and match.end() > token.start():
            words = say(match, variety)
            if words is not None:
                return words, match.end()
    return None


def _unread(token: str) -> str:
    """A word as it is; digits that no class takes one by one; numerals of other scripts have no reading here."""
    if token.isdecimal():
        return one_by_one(token)
    return "".join(" " if unicodedata.category(c)[0] == "N" else c for c in token)
