"""How many somebody asks for, and amounts and prices as a partner says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tutor.language.es.inflect import plural
from tutor.language.es.numbers import cardinal, in_feminine, shortened, value

_ARTICLES = {"un": 1.0, "una": 1.0, "uno": 1.0}
_SETS = {"par": 2.0, "docena": 12.0, "medio": 0.5, "media": 0.5, "cuarto": 0.25, "doble": 2.0}
_MEASURES = frozenset(["kilo", "litro"])  # «kilo y medio»
_CURRENCIES = {"euro": "euros", "peso": "pesos", "sol": "soles", "dólar": "dólares", "quetzal": "quetzales",
               "colón": "colones", "boliviano": "bolivianos", "guaraní": "guaraníes", "lempira": "lempiras"}  # fmt: skip
FEMININE_CURRENCIES = frozenset({"lempira", "libra"})


def quantity(words: Sequence[str]) -> float | None:
    """How many the folded words just before a thing say: «dos», «medio kilo de», «un kilo y medio de»."""
    found: float | None = None
    for at, word in enumerate(words):
        counted: float | None = value(word)
        if counted is None:
            counted = _ARTICLES.get(word)
        if word in _SETS:
            following = words[at + 1 : at + 2]
            joint = list(words[max(0, at - 1) : at]) == ["y"] and found is not None
            if word in {"medio", "media", "cuarto"} and joint:
                found = (found or 0) + _SETS[word]
            elif word in {"medio", "media"} and following and following[0].startswith("docena"):
                found = 6.0
            elif word == "docena" and found == 6.0:
                pass
            else:
                found = (found or 1.0) * _SETS[word] if word in {"docena", "par", "cuarto"} else _SETS[word]
        elif word in _MEASURES:
            found = 1.0 if found is None else found
        elif counted is not None:
            found = counted
    return found


def in_words(n: int, *, feminine: bool = False) -> str:
    """A whole number of things: «veintiún», «veintiuna»."""
    return in_feminine(cardinal(n)) if feminine else shortened(cardinal(n))


def price_in_words(amount: float, currency: str) -> str:
    """«un euro con sesenta», «ochenta céntimos», «treinta y cinco pesos»."""
    feminine = currency in FEMININE_CURRENCIES
    whole, cents = divmod(round(amount * 100), 100)
    if whole == 0:
        if cents:
            small = "céntimo" if currency == "euro" else "centavo"
            return f"{in_words(cents)} {small}{'' if cents == 1 else 's'}"
    unit = currency if whole == 1 else _CURRENCIES.get(currency, currency + "s")
    joint = " de" if whole >= 1_000_000 else ""
    said = f"{in_words(whole, feminine=feminine)}{joint} {unit}"
    return f"{said} con {cardinal(cents)}" if cents else said


def currency_of(text: str, variety: str) -> str:
    """The currency a scene's own facts speak of, else that of its variety."""
    counts = {
        one: len(re.findall(rf"\b(?:{one}|{many})\b", text, re.IGNORECASE))
        for one, many in _CURRENCIES.items()
        if one != "sol"
    }
    counts["sol"] = len(re.findall(r"\bsoles\b", text))
    best = max(counts, key=lambda one: counts[one])
    return best if counts[best] else ("euro" if variety == "spain" else "peso")


_PREPOSITIONS = frozenset(["de", "del", "con", "sin", "a", "al", "para", "y", "o", "en", "por"])


def several(one: str, count: float) -> str:
    """«un café con leche», 2 → «dos cafés con leche»; «un kilo de tomates», 0.5 → «medio kilo de tomates»."""
    words = one.split()
    if not words or count == 1:
        return one
    feminine = words[0] in {"una", "unas", "la", "las"}
    has_article = words[0] in {"un", "una", "unos", "unas", "el", "la", "los", "las"}
    rest = words[1:] if has_article else words
    if count == 0.25:
        return f"un cuarto de {' '.join(rest)}"
    if count == 0.5:
        return " ".join([("media" if feminine else "medio"), *rest])
    if words[0] not in {"unos", "unas", "los", "las"}:
        stop = next((i for i, word in enumerate(rest) if word in _PREPOSITIONS), len(rest))
        rest = [plural(word) for word in rest[:stop]] + rest[stop:]
    if count == int(count):
        return " ".join([in_words(int(count), feminine=feminine), *rest])
    part = {0.25: "cuarto", 0.75: "tres cuartos"}.get(count % 1, "media" if feminine else "medio")
    if count < 2:
        return f"{one.split(' de ', maxsplit=1)[0]} y {part}" + (
            " de " + one.split(" de ", 1)[1] if " de " in one else ""
        )
    return " ".join([in_words(int(count), feminine=feminine), *rest[:1], "y", part, *rest[1:]])
