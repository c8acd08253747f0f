"""Where a text uses a grammar point or a word.

A point that drills tenses is used by the verbs in them. Any other one is used where what fills the gaps of its sentences
stands: closed classes (por, para, ningún, me gusta) word for word, verbs of any kind by the tense that the gaps need.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from tutor.exercises.sentences import examples
from tutor.exercises.syllabus import Point, syllabus
from tutor.language.es.lexicon import lexicon
from tutor.language.es.tokens import Token, plain, tokenize
from tutor.language.es.verbs import COMPOUND, VerbReading, analyse

# A reading has to be this share of a word's use: «como», «para» and «vino» are seldom verbs.
LEAST_SHARE = 0.3
# Of the gaps this many need one tense for the point to be about it.
MOSTLY = 0.7
# With so few verbs in its gaps, a point is about those verbs.
FEW_VERBS = 4
# A verb by which a regular conjugation is taught stands for all verbs.
MODEL_VERB = "hablar"
# Tenses that say what a point is about; the present is in every sentence.
_TELLING = frozenset(
    ["imperfect", "preterite", "future", "conditional", "subjunctive-present", "subjunctive-imperfect", "gerund"]
)
_IRREGULAR_ONLY = ("irregular", "stem")
_BEFORE_ORDERS = frozenset(["y", "pues", "entonces", "favor", "no"])
_PRONOUNS = re.compile(r"(?<=[a-záéíóú])(?:me|te|se|nos|os)?(?:lo|la|los|las|le|les)?$")
SHORT_WORD = 2  # letters


@dataclass(frozen=True, slots=True)
class Use:
    """The point or word stands at `text[start:end]`; `word` is which of several words."""

    start: int
    end: int
    word: str = ""


def uses_of_point(point_id: str, text: str) -> list[Use]:
    """Every use of a point, in order."""
    told = _what(point_id)
    tokens = [token for token in tokenize(text) if token.is_word]
    found = [
        use for at in range(len(tokens)) if (use := _verb_at(told, tokens, at)) or (use := _closed_at(told, tokens, at))
    ]
    kept: list[Use] = []
    for use in found:
        if not kept or use.start >= kept[-1].end:
            kept.append(use)
    return kept


def uses_of_word(word: str, text: str) -> list[Use]:
    """Every use of a word in any of its forms, in order."""
    wanted = [_lemmas(part.text) for part in tokenize(word) if part.is_word]
    tokens = [token for token in tokenize(text) if token.is_word]
    have = [_lemmas(token.text) for token in tokens]
    return [
        Use(tokens[at].start, tokens[at + len(wanted) - 1].end, word)
        for at in range(len(tokens) - len(wanted) + 1)
        if wanted and all(lemmas & have[at + offset] for offset, lemmas in enumerate(wanted))
    ]


@dataclass(frozen=True, slots=True)
class _What:
    """By what a point is recognised."""

    tenses: frozenset[str]
    persons: frozenset[str]  # empty: all
    verbs: frozenset[str]  # empty: all
    endings: frozenset[str]  # of the infinitive; empty: all
    closed: frozenset[tuple[str, ...]]


@cache
def _what(point_id: str) -> _What:
    point = syllabus().by_id[point_id]
    if point.conjugation:
        drilled = point.conjugation
        any_verb = MODEL_VERB in drilled.verbs or "gerund" in drilled.tenses
        endings = frozenset(verb[-2:] for verb in drilled.verbs) if any_verb else frozenset[str]()
        only = any(part in point.id for part in _IRREGULAR_ONLY) or not any_verb
        return _What(
            frozenset(drilled.tenses),
            frozenset(drilled.persons) if len(drilled.persons) < len(_PERSONS) else frozenset(),
            frozenset(drilled.verbs) if only else frozenset(),
            endings if len(endings) < len(_ENDINGS) else frozenset(),
            frozenset(),
        )
    return _from_gaps(point)


_PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
_ENDINGS = ("ar", "er", "ir")


def _from_gaps(point: Point) -> _What:
    gaps = [
        tuple(token.text.lower() for token in tokenize(e.answers[0]) if token.is_word) for e in examples(point).values()
    ]
    gaps = [gap for gap in gaps if gap]
    readings = [analyse(gap[-1], LEAST_SHARE) for gap in gaps]
    tenses = Counter(tense for found in readings for tense in {r.tense for r in found})
    verbs = Counter(verb for found in readings for verb in {r.verb for r in found})
    mostly = {tense for tense, count in tenses.items() if count >= MOSTLY * len(gaps)}
    if sum(verbs.values()) >= MOSTLY * len(gaps) and 0 < len(verbs) <= FEW_VERBS:
        return _What(frozenset(tenses), frozenset(), frozenset(verbs), frozenset(), frozenset())
    if mostly & _TELLING:
        return _What(frozenset(mostly & _TELLING), frozenset(), frozenset(), frozenset(), frozenset())
    # «a» of «voy a comer» is no use of the point by itself; «a» of «al, a, del» is.
    phrases = 2 * sum(len(gap) > 1 for gap in gaps) > len(gaps)
    closed = frozenset(gap for gap in gaps if not phrases or sum(map(len, gap)) > SHORT_WORD)
    return _What(frozenset(), frozenset(), frozenset(), frozenset(), closed)


def _verb_at(told: _What, tokens: list[Token], at: int) -> Use | None:
    if not told.tenses:
        return None
    word = tokens[at]
    if "imperative" in told.tenses and _begins_clause(tokens, at) and _orders(told, word):
        return Use(word.start, word.end)
    for reading in analyse(word.text.lower(), LEAST_SHARE):
        if reading.tense in told.tenses and _fits(told, reading):
            return Use(word.start, word.end)
        if reading.verb == "haber" and reading.tense in {COMPOUND.get(tense) for tense in told.tenses}:  # type: ignore[call-overload]
            for after in tokens[at + 1 : at + 3]:
                if any(r.tense == "participle" and _fits(told, r, reading) for r in analyse(after.text.lower())):
                    return Use(word.start, after.end)
    return None


def _begins_clause(tokens: list[Token], at: int) -> bool:
    """Nothing but a sign, «y» or a name called stands before it: there a form is an order."""
    return at == 0 or tokens[at].start - tokens[at - 1].end > 1 or tokens[at - 1].text.lower() in _BEFORE_ORDERS


def _orders(told: _What, word: Token) -> bool:
    bare = _PRONOUNS.sub("", word.text.lower())
    forms = {word.text.lower(), bare, plain(bare)}
    return any(r.tense == "imperative" and _fits(told, r) for form in forms for r in analyse(form))


def _fits(told: _What, reading: VerbReading, auxiliary: VerbReading | None = None) -> bool:
    person = (auxiliary or reading).person
    return (
        (not told.persons or person in told.persons)
        and (not told.verbs or reading.verb in told.verbs)
        and (not told.endings or reading.verb.removesuffix("se")[-2:] in told.endings)
    )


def _closed_at(told: _What, tokens: list[Token], at: int) -> Use | None:
    for words in sorted(told.closed, key=len, reverse=True):
        here = tuple(token.text.lower() for token in tokens[at : at + len(words)])
        if here == words:
            return Use(tokens[at].start, tokens[at + len(words) - 1].end)
    return None


@cache
def _lemmas(word: str) -> frozenset[str]:
    return frozenset({plain(word), *(plain(lemma) for lemma in lexicon().lemmas(word.lower()))})
