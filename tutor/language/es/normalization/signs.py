"""Signs between what is said: of arithmetic, of ranges and scores, and those that stand for a word."""

from __future__ import annotations

import re

from tutor.language.es.normalization.numerals import NUMBER
from tutor.language.es.normalization.reading import CAPITAL, Reading, reading, word_before
from tutor.language.es.normalization.units import CURRENCY, unit_words
from tutor.language.es.numbers import cardinal
from tutor.language.es.variety import Variety

_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_AFTER_NUMBER = r"(?:(?<=\d)|(?<=\d )|(?<=[%‰€$£CF°º])|(?<=[%‰€$£CF°º] ))"
_AFTER_TERM = r"(?:(?<=[\w)²³])|(?<=[\w)²³] ))"
_BEFORE_TERM = r"(?= ?[\w(√−-])"


def _power(match: re.Match[str], variety: Variety) -> str:
    """ "al cuadrado" after a number, a bracket or the letter of an unknown; after a word it is a footnote's mark."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    if not before or re.fullmatch(r"[^\W\d_]{3}|.{0,2}[.,;:»\" ]", before):
        return " "
    figures = match[1].translate(_POWERS)
    power = figures.lstrip("-").lstrip("0") or "0"
    if len(power) > 6:
        return " "
    if figures in ("2", "3"):
        return " al cuadrado" if figures == "2" else " al cubo"
    return f" elevado a {'menos ' if figures[0] == '-' else ''}{cardinal(int(power))}"


def _range(match: re.Match[str], variety: Variety) -> str:
    before = match.string[max(0, match.start() - 40) : match.start()]
    return " y " if re.search(rf"\b[Ee]ntre {NUMBER} ?$", before) else " a "


def _minus(match: re.Match[str], variety: Variety) -> str | None:
    """Between two terms of an equation; between two numbers without its "=" behind it is a score or a range."""
    before, after = (
        match.string[max(0, match.start() - _SIDE) : match.start()],
        match.string[match.end() : match.end() + _SIDE],
    )
    one, other = _TERM_BEFORE.search(before), _TERM_AFTER.match(after)
    if not (one and other) or "=" not in before + after:
        return None
    numbers = one[0].strip()[-1].isdecimal() and other[0].strip()[0].isdecimal()
    return " menos " if not numbers or "=" in after or " " in one[0] else None


def _unit_after_word(match: re.Match[str], variety: Variety) -> str:
    """ "medio kg", "pocos km"."""
    return unit_words(match[1], one=not word_before(match).lower().endswith(("os", "as")))


_SIDE = 24  # characters of an equation that are looked at on either side of a sign
_TERM_BEFORE = re.compile(r"(?:\d|[)²³]|(?<!\w)[^\W\d_]|\d[^\W\d_]) ?$")
_TERM_AFTER = re.compile(r" ?(?:\d+[^\W\d_]?(?!\w)|[(√]|[^\W\d_](?!\w))")
_LENGTHS = {"km": "kilómetros", "cm": "centímetros", "dm": "decímetros", "mm": "milímetros", "m": "metros"}
_RAISED = {"²": "cuadrados", "³": "cúbicos"}
WORDS: tuple[Reading, ...] = (
    reading(r"(?<=\d)x(?= [^\W\d_])", " veces"),
    reading(r"(?:(?<=\d)|(?<=\d ))[xX](?= ?\d)", " por "),
    reading(r"(?<=[^\W\d_] )(kg|km|cm|mm|ml)(?![\w/])", _unit_after_word),
    reading(r"(?<!\w)(?:k|c|d|m)?m[²³](?!\w)", lambda m, _: f"{_LENGTHS[m[0][:-1]]} {_RAISED[m[0][-1]]}"),
)
READINGS: tuple[Reading, ...] = (
    reading(r"(?<=[\w)])\^(-?\d{1,6})(?!\w)", _power),
    reading(r"(?<!\w)['’](?=\d\d(?!\d))", ""),
    reading(r"([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,40})", _power),
    reading(rf"{_AFTER_TERM}−{_BEFORE_TERM}", " menos "),
    reading(rf"{_AFTER_TERM}[-–]{_BEFORE_TERM}", _minus),
    reading(rf"{_AFTER_NUMBER}[-–—−](?= ?(?:{CURRENCY})? ?\d)", _range),
    reading(r"(?<![\w)])[-−–](?=\d)", "menos "),
    reading(rf"(?<=[^\W\d_])-(?=\d|[{CAPITAL}](?!\w))", " "),
    reading(r"(?<=\d ):(?= \d{1,12} ?=)", " entre "),
    reading(r"(?:(?<=\d)|(?<=\d )):(?= ?\d)", " a "),
    reading(r"(?:(?<=\d)|(?<=\d ))[×*·](?= ?\d)", " por "),
    reading(r"(?<=\d )/(?= \d)", " entre "),
    reading(r"(?<=[^\W\d_])/(?=[^\W\d_])|(?<=[^\W\d_] )/(?= [^\W\d_])", " o "),
    reading(r"(?<=\d)/(?=\d{1,3}(?!\d))", " sobre "),
    reading(r"(?<=\d)/(?=\d)", " de "),
    reading(rf"{_AFTER_TERM}={_BEFORE_TERM}", " igual a "),
    reading(rf"{_AFTER_TERM}>{_BEFORE_TERM}", " mayor que "),
    reading(rf"{_AFTER_TERM}<{_BEFORE_TERM}", " menor que "),
    *(
        reading(re.escape(sign), f" {said} ")
        for sign, said in (
            ("&", "y"), ("%", "por ciento"), ("‰", "por mil"), ("@", "arroba"), ("€", "euros"), ("+", "más"), ("÷", "entre"),
            ("≤", "menor o igual que"), ("≥", "mayor o igual que"), ("≠", "distinto de"), ("≈", "aproximadamente"),
            ("±", "más menos"), ("√", "raíz cuadrada de"), ("∞", "infinito"), ("№", "número"), ("×", "por"),
        )
    ),
    reading(r" ?[→⇒➜➡⟶] ?", ", "),
)  # fmt: skip
