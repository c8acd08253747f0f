"""Whole numbers in words: the one writer and the one reader of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from num2words import num2words

from tutor.language.es.tokens import plain

_LARGEST_READ = 2100
_LONGEST_DIGITS = 8


@lru_cache(maxsize=1000)
def cardinal(number: int) -> str:
    """As one counts: "veintiuno", "veintiún mil" (num2words says "veintiuno mil")."""
    said = str(num2words(number, lang="es"))
    said = re.sub(r"veintiuno (?=mil|billon)", "veintiún ", said)
    return re.sub(r"\buno (?=mil|billon)", "un ", said)


def in_feminine(said: str) -> str:
    """A cardinal of feminine things: "veintiuna", "doscientas mil"; millions stay, "doscientos millones doscientas"."""
    if said.endswith("uno"):
        said = said[:-1] + "a"
    head, millions, tail = said.rpartition("llones")
    return head + millions + re.sub(r"(cient|quinient)os\b", r"\1as", tail)


def shortened(said: str) -> str:
    """A cardinal directly before a masculine noun: "veintiún", "treinta y un"."""
    if said.endswith("veintiuno"):
        return said[:-3] + "ún"
    return said[:-1] if said.endswith("uno") else said


def ordinal(number: int, *, feminine: bool = False, before_noun: bool = False, plural: bool = False) -> str:
    """ "primero", "vigésima primera", "tercer", "primeros". Above 100 nobody says the ordinal."""
    if not 1 <= number <= 100:
        return cardinal(number)
    said = {11: "undécimo", 12: "duodécimo"}.get(number) or str(num2words(number, lang="es", to="ordinal"))
    said = re.sub(r"^décimo ?", "decimo", said) if number > 10 else said
    said = said.replace("decimoo", "decimo").replace("quadra", "cuadra")  # num2words 0.5.14 writes "quadragésimo"
    if feminine:
        said = re.sub(r"o\b", "a", said) if " " in said else said[:-1] + "a"
    elif before_noun and not plural:
        said = re.sub(r"(primer|tercer)o$", r"\1", said)
    return re.sub(r"([oa])\b", r"\1s", said) if plural else said


@cache
def _written() -> dict[tuple[str, ...], int]:
    """Every spelling in words of what is read, "uno" not: it is mostly an article."""
    found: dict[tuple[str, ...], int] = {("cien",): 100}
    for number in range(2, _LARGEST_READ):
        said = cardinal(number)
        for form in (said, in_feminine(said), shortened(said)):
            found[tuple(form.split())] = number
    return found


@cache
def _longest() -> dict[str, int]:
    """By the word that a number begins with: how many words it has at most."""
    found: dict[str, int] = {}
    for words in _written():
        found[words[0]] = max(len(words), found.get(words[0], 0))
    return found


def number_at(words: Sequence[str], at: int) -> tuple[int, int]:
    """The number that begins at this lower-case word, in words or digits, and how many words it has; (0, 0) for none.

    One is an article, and left alone.
    """
    word = words[at]
    if word.isdecimal() and len(word) <= _LONGEST_DIGITS and word != "1":
        return int(word), 1
    for length in range(min(_longest().get(word, 0), len(words) - at), 0, -1):
        if (number := _written().get(tuple(words[at : at + length]))) is not None:
            return number, length
    return 0, 0


@cache
def _single() -> dict[str, int]:
    return {plain(words[0]): number for words, number in _written().items() if len(words) == 1} | {
        "cero": 0,
        "ciento": 100,
    }


def value(word: str) -> int | None:
    """What one word without accents, or digits, says: «dieciseis», «doscientas», «2»; None for «uno» and what is none."""
    return int(word[:_LONGEST_DIGITS]) if word.isdecimal() else _single().get(word)
