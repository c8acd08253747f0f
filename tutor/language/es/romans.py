"""Roman numerals of kings, centuries and events as they are said."""

from __future__ import annotations

import re
from collections.abc import Callable

from tutor.language.es.numerals import cardinal, ordinal

_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_MONARCHS = {
    False: "Alfonso Benedicto Carlos Eduardo Enrique Felipe Fernando Francisco Guillermo Jaime Jorge Juan Leopoldo León "
    "Luis Napoleón Nicolás Pablo Pedro Pío Ramiro Ricardo Sancho Vaticano Moctezuma Alejandro Iván Gregorio",
    True: "Isabel Catalina Cristina Juana Margarita María Urraca",
}
_EVENTS = {
    False: "Congreso Reich Imperio Plan Concilio Premio Festival",
    True: "Guerra República Internacional Edición",
}


def read_romans(text: str) -> str:
    """Centuries, kings and what else is certain: an ordinal up to ten, "trece" and so on from there."""
    text = re.sub(rf"(?i:\b(siglos?)) ({_ROMAN})(?: (y|al?|e) ({_ROMAN}))?\b", _centuries, text)
    text = re.sub(
        rf"\b((?i:capítulo|tomo|volumen|acto|tema|artículo)) ({_ROMAN})\b", lambda m: f"{m[1]} {_roman(m[2])}", text
    )
    for feminine in (False, True):
        names, events = (group[feminine].replace(" ", "|") for group in (_MONARCHS, _EVENTS))
        text = re.sub(rf"\b({names}) ({_ROMAN})\b(?!\. [A-Z])", _king(feminine), text)
        text = re.sub(
            rf"\b({_ROMAN}) (?=(?:{events})\b)",
            _event(feminine),
            text,
        )
    return text


def _king(feminine: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{match[1]} {_rank(match[2], feminine=feminine)}"


def _event(feminine: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: _rank(match[1], feminine=feminine, before_noun=True).capitalize() + " "


def _centuries(match: re.Match[str]) -> str:
    said = f"{match[1]} {_rank(match[2])}"
    return f"{said} {match[3]} {_rank(match[4])}" if match[3] else said


def _rank(numeral: str, *, feminine: bool = False, before_noun: bool = False) -> str:
    value = _value(numeral)
    return ordinal(value, feminine=feminine, before_noun=before_noun) if value <= 10 else cardinal(value)


def _roman(numeral: str) -> str:
    return cardinal(_value(numeral))


def _value(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[c] for c in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
