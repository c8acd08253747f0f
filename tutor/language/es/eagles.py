"""The EAGLES tags of the lexicon, read into features: https://freeling-user-manual.readthedocs.io/en/latest/tagsets/tagset-es/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

Part = Literal[
    "noun", "name", "adjective", "verb", "adverb", "pronoun", "determiner", "preposition", "conjunction", "interjection", ""
]  # fmt: skip
Gender = Literal["m", "f", "c", "n", ""]  # c: common, el and la artista; n: neuter
Number = Literal["s", "p", "n", ""]  # n: the same in singular and plural
Mood = Literal["indicative", "subjunctive", "imperative", "infinitive", "gerund", "participle", ""]
VerbTense = Literal["present", "imperfect", "preterite", "future", "conditional", ""]
Who = Literal["1", "2", "3", ""]

_PARTS: dict[str, Part] = {
    "A": "adjective", "C": "conjunction", "D": "determiner", "I": "interjection", "N": "noun", "P": "pronoun", "R": "adverb",
    "S": "preposition", "V": "verb",
}  # fmt: skip
_GENDERS: dict[str, Gender] = {"M": "m", "F": "f", "C": "c", "N": "n"}
_NUMBERS: dict[str, Number] = {"S": "s", "P": "p", "N": "n"}
_MOODS: dict[str, Mood] = {
    "I": "indicative", "S": "subjunctive", "M": "imperative", "N": "infinitive", "G": "gerund", "P": "participle"
}  # fmt: skip
_TENSES: dict[str, VerbTense] = {
    "P": "present", "I": "imperfect", "S": "preterite", "F": "future", "C": "conditional"
}  # fmt: skip
_WHO: dict[str, Who] = {"1": "1", "2": "2", "3": "3"}


@dataclass(frozen=True, slots=True)
class Features:
    """What a tag says. Everything it does not say is ""."""

    tag: str
    """The EAGLES tag, such as "VMIP1S0"."""
    part: Part
    gender: Gender
    number: Number
    who: Who
    """Grammatical person of a verb, pronoun or possessive."""
    vos: bool
    """Whether a verb form of the second person singular is the one of vos: tenés."""
    mood: Mood
    tense: VerbTense
    """Tense within the mood; "" also for the imperative, which has one."""


@cache
def features(tag: str) -> Features:
    """The features of a tag; parts of it that are unknown are ""."""
    part = "name" if tag.startswith("NP") else _PARTS.get(tag[:1], "")
    places = {
        "noun": (2, 3),
        "name": (2, 3),
        "adjective": (3, 4),
        "determiner": (3, 4),
        "pronoun": (3, 4),
        "verb": (6, 5),
    }
    places["preposition"] = (3, 4)  # del, al: SPCMS
    at_gender, at_number = places.get(part, (99, 99))
    number = tag[at_number : at_number + 1]
    vos = part == "verb" and number == "V"
    return Features(
        tag=tag,
        part=part,
        gender=_GENDERS.get(tag[at_gender : at_gender + 1], ""),
        number="s" if vos else _NUMBERS.get(number, ""),
        who=_WHO.get(tag[4:5] if part == "verb" else tag[2:3] if part in ("pronoun", "determiner") else "", ""),
        vos=vos,
        mood=_MOODS.get(tag[2:3], "") if part == "verb" else "",
        tense=_TENSES.get(tag[3:4], "") if part == "verb" else "",
    )
