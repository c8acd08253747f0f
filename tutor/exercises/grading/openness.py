"""What the English of an exercise leaves open: whom it speaks to, who speaks, and how an action is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_BRACKET = re.compile(r"\(([^()]*)\)\s*$")
_YOU = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_GENDERED = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself|mr|mrs|miss|madam|sir)\b", re.IGNORECASE)
_PROGRESSIVE = re.compile(
    r"\b(?:am|is|are|was|were|been)\b(?: \w+){0,3} \w+ing\b|'(?:m|s|re) (?:\w+ )?\w+ing\b", re.IGNORECASE
)
_ARRANGED = re.compile(r"(?:\b(?:am|is|are)|'(?:m|s|re))(?: \w+){0,2} \w+ing\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|won't|shall|going to|tomorrow|tonight|soon|next (?:week|month|year|summer|time|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)\b|'ll\b",
    re.IGNORECASE,
)
_USED_TO = re.compile(r"\b(?:used? to|would)\b", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:have|has|'ve|haven't|hasn't)\b", re.IGNORECASE)
_LASTING = re.compile(
    r"\bfor (?:[\w-]+ ){0,3}(?:hours?|minutes?|days?|weeks?|months?|years?|while|time)\b|\ball (?:day|night|morning|afternoon|evening|week)\b"
    r"|\b(?:whole|entire) (?:day|night|morning|afternoon|evening|week|summer|time)\b|\b(?:hours|days|years) (?:straight|in a row)\b",
    re.IGNORECASE,
)
_GENDER_SAID = re.compile(r"\b(?:man|men|woman|women|male|female|girls?|boys?|she|he)\b")


@dataclass(frozen=True, slots=True)
class Openness:
    """`addressee`: the forms of address that are right, of "tú", "vos", "usted", "vosotros", "ustedes"."""

    addressee: frozenset[str]
    stiffly: frozenset[str]
    """Forms of address that are right Spanish and too polite for whom it is said to."""
    overseas: frozenset[str]
    """Forms of address that are right for who learns a Spanish without vosotros."""
    gender: bool
    """Whether people's gender is not said."""
    speaker: bool
    """Whether that of who speaks, or is spoken to, is not said."""
    progressive: bool
    lasting: bool
    """Whether it says for how long."""
    used_to: bool
    perfect: bool
    future: bool
    """Whether it speaks of what will be, or is arranged."""


@lru_cache(2000)
def openness(english: str, shown: str) -> Openness:
    """`shown` is how the right answer addresses people: what the English leaves open may be otherwise."""
    bracket = (m[1] if (m := _BRACKET.search(english)) else "").lower()
    plain = _BRACKET.sub("", english)
    addressee = frozenset(_addressee(bracket, shown, bool(_YOU.search(plain))))
    return Openness(
        addressee=addressee,
        overseas=frozenset(["ustedes"]) if addressee == {"vosotros"} else frozenset(),
        stiffly=frozenset(_stiffly(bracket, shown)),
        gender=not _GENDER_SAID.search(bracket) and not _GENDERED.search(plain),
        speaker=not _GENDER_SAID.search(bracket),
        progressive=bool(_PROGRESSIVE.search(plain)),
        lasting=bool(_LASTING.search(plain)),
        used_to=bool(_USED_TO.search(plain)),
        perfect=bool(_PERFECT.search(plain)),
        future=bool(_ARRANGED.search(plain) or _FUTURE.search(plain)),
    )


_CLOSE = re.compile(r"friend|child|partner|colleague|informal|close|tú|girl|boy|daughter")


def _stiffly(bracket: str, shown: str) -> set[str]:
    return {"usted"} if shown == "tú" and _CLOSE.search(bracket) else set()


def _addressee(bracket: str, shown: str, you: bool) -> set[str]:
    if "vosotr" in bracket or ("in spain" in bracket and shown == "vosotros"):
        return {"vosotros"}
    if "ustedes" in bracket:
        return {"ustedes"}
    if re.search(r"\bvos\b", bracket):
        return {"vos"}
    if "usted" in bracket or ("formal" in bracket and "informal" not in bracket):
        return {"usted", "ustedes"}
    if _CLOSE.search(bracket):
        return {"tú", "vos", "vosotros", "ustedes"} if shown in ("vosotros", "ustedes") else {"tú", "vos"}
    if "several" in bracket:
        return {"vosotros", "ustedes"}
    if you:
        return {"tú", "vos", "usted", "vosotros", "ustedes"} if shown else set()
    if shown == "tú":
        return {"tú", "vos"}
    return {"vosotros", "ustedes"} if shown == "vosotros" else {shown} - {""}
