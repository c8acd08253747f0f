"""Numbers up to 999,999 in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

_DIGITS = ("nul", "unu", "du", "tri", "kvar", "kvin", "ses", "sep", "ok", "naŭ")


def cardinal(number: int) -> str:
    """234 → ducent tridek kvar."""
    if number < 10:
        return _DIGITS[number]
    for unit, name in ((1000, "mil"), (100, "cent"), (10, "dek")):
        count, rest = divmod(number, unit)
        if count:
            many = "" if count == 1 else cardinal(count) + (" " if unit == 1000 else "")
            return f"{many}{name}" + (f" {cardinal(rest)}" if rest else "")
    raise ValueError(number)


@cache
def _written() -> dict[tuple[str, ...], int]:
    return {tuple(cardinal(number).split()): number for number in range(2, 1000)}


def number_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """The number that begins here, and how many words it has."""
    if words[at].isdecimal():
        return int(words[at]), 1
    for length in range(min(4, len(words) - at), 0, -1):
        if (number := _written().get(tuple(words[at : at + length]))) is not None:
            return number, length
    return 0, 0
