"""Fractions as they are said: "medio litro", "tres cuartos de kilo", "dos tazas y media"."""

from __future__ import annotations

import re
import unicodedata

from tutor.language.es.inflect import is_feminine, singular
from tutor.language.es.normalization.numerals import FUNCTION_WORDS, agreeing
from tutor.language.es.normalization.reading import Reading, reading
from tutor.language.es.normalization.units import UNIT, unit_words
from tutor.language.es.numbers import cardinal, ordinal
from tutor.language.es.variety import Variety

_PARTS = {2: "medio", 3: "tercio", 4: "cuarto"}
_NOUN = rf"(?: ?((?:{UNIT})(?![\w²³/])(?:\.(?= [a-z]))?)| ?(?<= )([^\W\d_]{{2,30}}))?"


def in_figures(text: str) -> str:
    """Fractions of one character, as they stand in recipes, in figures: "2½" as "2 1/2"."""
    return re.sub(r"(?<=(\d))?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])", _figures, text)


def _figures(match: re.Match[str]) -> str:
    figures = unicodedata.normalize("NFKC", match[2]).replace("⁄", "/")
    after = match.string[match.end() : match.end() + 1]
    return " " * bool(match[1]) + figures + " " * after.isalnum()


def _plain(match: re.Match[str], variety: Variety) -> str | None:
    over, under, unit, word = int(match[1]), int(match[2]), (match[3] or "").rstrip("."), match[4] or ""
    if (over, under) == (24, 7):
        return _and_word("veinticuatro siete", unit, word)
    noun = unit_words(unit, one=True) if unit else "" if word.lower() in FUNCTION_WORDS else word
    is_part = 0 < over < under and (under < 10 or (under <= 12 and (noun or word == "de")))
    if not is_part or unit == "%":
        return _and_word(f"{cardinal(over)} sobre {cardinal(under)}", unit, word)
    if under == 2:
        return f"{_half(noun)} {noun}" if noun else _and_word("un medio", unit, word)
    if noun in ("parte", "partes"):
        said = ordinal(under, feminine=True) + "s" * (over > 1)
        return f"{'una' if over == 1 else cardinal(over)} {said if under != 4 else 'cuarta' + 's' * (over > 1)} {noun}"
    said = _part(over, under)
    return f"{said} de {singular(noun)}" if noun else _and_word(said, unit, word)


def _mixed(match: re.Match[str], variety: Variety) -> str | None:
    """ "dos tazas y media", "tres litros y cuarto": the noun stands between."""
    whole, over, under = int(match[1]), int(match[2]), int(match[3])
    unit, word = (match[4] or "").rstrip("."), match[5] or ""
    if not 0 < over < under <= 12:
        return None
    noun = unit_words(unit, one=whole == 1) if unit else "" if word.lower() in FUNCTION_WORDS else word
    if not noun:
        said = f"{cardinal(whole)} y {'medio' if under == 2 else _part(over, under)}"
        return _and_word(said, unit, word)
    noun = singular(noun) if whole == 1 and not unit else noun
    part = _half(noun) if under == 2 else _part(over, under)
    return f"{agreeing(cardinal(whole), noun)} {noun} y {part}"


def _half(noun: str) -> str:
    return "media" if is_feminine(noun.split(maxsplit=1)[0]) else "medio"


def _part(over: int, under: int) -> str:
    part = _PARTS.get(under) or ordinal(under)
    return f"un {part}" if over == 1 else f"{cardinal(over)} {part}s"


def _and_word(said: str, unit: str, word: str) -> str:
    return f"{said} {unit or word}".rstrip()


READINGS: tuple[Reading, ...] = (
    reading(rf"(?<![\d/.,])(\d{{1,3}}) (\d{{1,2}})/(\d{{1,2}})(?![\d/]|[.,]\d){_NOUN}", _mixed),
    reading(rf"(?<![\d/.,])(\d{{1,2}})/(\d{{1,3}})(?![\d/]|[.,]\d){_NOUN}", _plain),
)
