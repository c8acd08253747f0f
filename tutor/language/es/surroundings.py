"""The words around one word of a text, as far as the next sign: what decides which of its readings is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tutor.language.es.analysis import Analysis
from tutor.language.es.lexicon import lexicon

_SIGN = re.compile(r"[^\w\s'’-]|\n|\s[-–—]")
_BEGINNING = re.compile(r"[.!?¡¿…:\n«\"“(]|\s[-–—]|[—–]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FINITE = ("indicative", "subjunctive")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a word stands: the words before and after it in its clause, in order; empty where nothing is known.

    Those after it keep their capitals, which are names'. `inside`: words of its sentence, if not of its clause, stand before
    it; `exclaimed`: the clause begins with «¡».
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    inside: bool = False
    exclaimed: bool = False

    @classmethod
    def between(cls, before: str, after: str) -> Surroundings:
        """From the text on both sides of a word."""
        clause = _SIGN.split(before)[-1]
        return cls(
            tuple(_WORD.findall(clause.lower())),
            tuple(_WORD.findall(_SIGN.split(after)[0])),
            bool(_WORD.search(_BEGINNING.split(before)[-1])),
            before.removesuffix(clause).endswith("¡"),
        )

    def __bool__(self) -> bool:
        return bool(self.before or self.after)

    @property
    def last(self) -> str:
        """The word before, "" at the beginning."""
        return self.before[-1] if self.before else ""

    @property
    def next(self) -> str:
        """The word after, "" at the end."""
        return self.after[0] if self.after else ""


def is_finite(word: str) -> bool:
    """Whether a word is a finite verb more likely than anything else; commands aside."""
    found = lexicon().analyses(word)
    return bool(found) and found[0].part == "verb" and found[0].features.mood in _FINITE


def may_be_finite(word: str) -> bool:
    """Whether a word may be a finite verb; commands aside."""
    return any(a.part == "verb" and a.features.mood in _FINITE for a in lexicon().analyses(word))


def is_participle(word: str) -> bool:
    """Whether a word may be the participle of a compound tense."""
    return word.endswith("o") and any(a.features.mood == "participle" for a in lexicon().analyses(word))


def is_noun(word: str) -> bool:
    """Whether a word is a noun or a name more likely than anything else."""
    found = lexicon().analyses(word)
    return bool(found) and found[0].part in ("noun", "name")


def adjective(word: str) -> Analysis | None:
    """The reading of a word as an adjective or participle where that is likelier than any other."""
    found = lexicon().analyses(word)
    told = found[0] if found else None
    return told if told and (told.part == "adjective" or told.features.mood == "participle") else None


def finite_verb(word: str) -> str:
    """The likeliest verb that a word may be a finite form of, without pronouns; commands aside."""
    return next((a.lemma for a in lexicon().analyses(word) if a.features.mood in _FINITE and not a.pronouns), "")


def agrees(word: str, article: str) -> bool:
    """Whether a word may be a noun, adjective or name of the gender and number of la, los or las."""
    gender, number = ("m" if article == "los" else "f"), ("s" if article == "la" else "p")
    return any(
        a.part in ("noun", "adjective", "name")
        and a.features.gender in (gender, "c", "")
        and a.features.number in (number, "n", "")
        for a in lexicon().analyses(word)
    )


def lemma_of(word: str) -> str:
    """The likeliest dictionary form, "" of what is no word."""
    return next(iter(lexicon().lemmas(word)), "")
