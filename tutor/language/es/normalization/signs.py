"""Signs between what is said: of arithmetic, of ranges and scores, and those that stand for a word."""

from __future__ import annotations

import re

from tutor.language.es.normalization.numerals import NUMBER
from tutor.language.es.normalization.reading import CAPITAL, Reading, reading
from tutor.language.es.normalization.units import CURRENCY
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


_LENGTHS = {"km": "kilómetros", "cm": "centímetros", "dm": "decímetros", "mm": "milímetros", "m": "metros"}
_RAISED = {"²": "cuadrados", "³": "cúbicos"}
WORDS: tuple[Reading, ...] = (
    reading(r"(?<=\d)x(?= [^\W\d_])", " veces"),
    reading(r"(?:(?<=\d)|(?<=\d ))[xX](?= ?\d)", " por "),
    reading(r"(?<!\w)(?:k|c|d|m)?m[²³](?!\w)", lambda m, _: f"{_LENGTHS[m[0][:-1]]} {_RAISED[m[0][-1]]}"),
)
READINGS: tuple[Reading, ...] = (
    reading(r"(?<!\w)['’](?=\d\d(?!\d))", ""),
    reading(r"([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{1,40})", _power),
    reading(rf"{_AFTER_TERM}−{_BEFORE_TERM}|(?:(?<=\d)|(?<=\d ))-(?= ?\d{{1,12}} ?=)", " menos "),
    reading(rf"{_AFTER_NUMBER}[-–—−](?= ?(?:{CURRENCY})? ?\d)", _range),
    reading(r"(?<![\w)])[-−–](?=\d)", "menos "),
    reading(rf"(?<=[^\W\d_])-(?=\d|[{CAPITAL}](?!\w))", " "),
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
