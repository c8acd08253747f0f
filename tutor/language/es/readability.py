"""The level of a text, from how common its words are, how long its sentences, and which tenses and moods it uses."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from tutor.core.levels import Level
from tutor.language.es.dictionary import headword, meaning_of
from tutor.language.es.sentences import whole_sentences
from tutor.language.es.tokens import words
from tutor.language.es.verbs import analyse
from tutor.language.es.vocabulary import by_text, frequency

NAMES = ("rarity", "rare words", "sentence length", "word length", "hardest tense")
# Fitted by ridge regression on tests/data/levelled_texts.toml, in the order of NAMES.
_WEIGHTS = (0.183, 1.918, 1.556, 0.443, 0.151)
_BIAS = -4.310
# Below this on the Zipf scale a word is rare.
RARE = 4.0
# The level, from 1, at which a form is met first.
_TENSE_LEVELS = {
    "infinitive": 1, "present": 1, "participle": 2, "gerund": 2, "preterite": 2, "imperfect": 2, "imperative": 2,
    "future": 3, "conditional": 3, "subjunctive-present": 3, "subjunctive-imperfect": 4,
}  # fmt: skip
# A learner knows words at least this common; rarer ones are above the level unless its word lists have them.
_KNOWN_FROM = {Level.A1: 4.6, Level.A2: 4.2, Level.B1: 3.8, Level.B2: 3.3, Level.C1: 2.6, Level.C2: 0.0}
# A word that is a verb form more seldom than this is none: mesa, casas.
LEAST_SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class TextLevel:
    """A text's level; `score` runs from 1 (A1) to 6 (C2)."""

    level: Level
    score: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a text, at `text[start:end]`, with its dictionary form and the level at which it is met."""

    text: str
    start: int
    end: int
    lemma: str
    level: Level
    meaning: str


def level_of(text: str) -> TextLevel:
    """The level of a Spanish text; A1 when there are no words in it."""
    if not words(text):
        return TextLevel(Level.A1, 1.0)
    score = sum(w * f for w, f in zip(_WEIGHTS, features(text), strict=True)) + _BIAS
    score = min(6.0, max(1.0, score))
    return TextLevel(Level.at(score), score)


def features(text: str) -> tuple[float, ...]:
    """What the level is estimated from, in the order of NAMES."""
    tokens = words(text)
    zipfs = sorted(_zipf(token) for token in tokens)
    tenses = [t for before, token in pairwise(["", *tokens]) if (t := _tense_level(token, before))]
    sentences = max(1, sum(1 for part in whole_sentences(text) if words(part)))
    rarest = zipfs[: max(1, len(zipfs) // 4)]
    return (
        8 - sum(rarest) / len(rarest),
        sum(z < RARE for z in zipfs) / len(zipfs),
        math.log(len(tokens) / sentences),
        sum(len(token) for token in tokens) / len(tokens),
        max(tenses, default=1),
    )


def above(text: str, level: Level, language: str = "en") -> list[Placed]:
    """The words of a text that a learner of a level is not expected to know, each told once, with what they mean in a
    language."""
    return [word for word in placed(text, language) if word.level > level]


def placed(text: str, language: str = "en") -> list[Placed]:
    """The words of a text with their levels, each told once; names are left out."""
    found: dict[str, Placed] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        if word[0].isupper() and word.lower() not in by_text():
            continue  # a name, or the first word of a sentence, which comes again if it matters
        base = headword(word)
        if base not in found:
            at = word_level(base, word)
            found[base] = Placed(word, match.start(), match.end(), base, at, meaning_of(base, language)[0])
    return list(found.values())


def word_level(base: str, word: str) -> Level:
    """The level at which a word is met: by our lists, else by how common it is."""
    if base in by_text():
        return by_text()[base].level
    zipf = max(_zipf(base), _zipf(word.lower()))
    return next(level for level, least in _KNOWN_FROM.items() if zipf >= least)


def _zipf(word: str) -> float:
    return 8.0 if word.isdigit() else frequency().get(word, 1.0)


def _tense_level(token: str, before: str) -> int:
    """The level of the easiest verb form a word can be; 0 for other words."""
    readings = analyse(token, LEAST_SHARE)
    if not readings:
        return 0
    easiest = min(_TENSE_LEVELS[a.tense] for a in readings)
    compound = "participle" in {a.tense for a in readings}
    if compound and (auxiliary := [a.tense for a in analyse(before) if a.verb == "haber"]):
        return 2 + min(_TENSE_LEVELS[tense] for tense in auxiliary) - (auxiliary[0] == "present")
    return easiest
