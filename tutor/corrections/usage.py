"""Mistakes learned from instructors' corrections: short words too many, too few or mistaken, and verb forms.

A linear model scores every candidate change by the words around it. `data/train_usage.py` learns it; only kinds of
change that were right often enough on other students' sentences are kept, each with its own threshold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Any
from zlib import crc32

import numpy as np

from tutor.corrections.edits import plain
from tutor.corrections.lexicon import DATA, Lexicon
from tutor.corrections.sentence import Finding, Sentence

BITS = 20
_TENSES = ("pres", "pret", "impf", "subj")
_GROUPS = {
    "article": "el la los las un una unos unas al del",
    "preposition": "a de en por para con sin sobre hasta desde durante",
    "pronoun": "yo tú él ella usted nosotros nosotras ellos ellas ustedes me te se nos le les lo que quien",
    "ser/estar": "es está son están soy estoy somos estamos era estaba eran estaban fue ser estar hay tiene",
}
_GROUP = {word: group for group, words in _GROUPS.items() for word in words.split()}
SUBJECTS = {"yo": "1s", "tú": "2s", "él": "3s", "ella": "3s", "usted": "3s", "nosotros": "1p", "nosotras": "1p",
            "ellos": "3p", "ellas": "3p", "ustedes": "3p"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A change to score: tokens `start:end` become `replacement`; `op` names the kind of change."""

    start: int
    end: int
    replacement: str
    op: str


@dataclass(frozen=True)
class Choices:
    """Which changes are considered at all: replacements of a word, words that may go, words that may be missing."""

    swaps: dict[str, list[str]]
    drops: frozenset[str]
    gaps: dict[str, list[str]]  # by the tag of the word behind the gap


class Tagger:
    """Coarse word classes from the lexicon, remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._tags: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        if (tag := self._tags.get(word)) is None:
            tag = self._tag(word)
            if len(self._tags) < 50_000:
                self._tags[word] = tag
        return tag

    def _tag(self, word: str) -> str:
        lexicon = self._lexicon
        if not word[:1].isalpha():
            return word[:1] if not word[:1].isdigit() else "0"
        if word in _GROUP or lexicon.frequency.get(word, 0) > 6.3:
            return word
        if noun := lexicon.noun(word):
            return "N" + noun[0] + noun[1]
        if adjective := lexicon.adjective_stem(word):
            return "A" + adjective[1]
        if readings := lexicon.verb(word):
            return "V" + readings[0].tense + readings[0].person
        return "X" + word[-2:]


def candidates(sentence: Sentence, choices: Choices, tag: Tagger) -> Iterator[Candidate]:
    """Every change worth scoring."""
    lexicon = sentence.lexicon
    for i, word in enumerate(sentence.words):
        for missing in choices.gaps.get(tag(word), ()):
            if sentence.at(i - 1) != missing and word != missing:
                yield Candidate(i, i, missing, f"+{missing}")
        if word in choices.drops:
            yield Candidate(i, i + 1, "", f"-{word}")
        if sentence.is_name(i):
            continue
        for other in choices.swaps.get(word, ()):
            yield Candidate(i, i + 1, other, f"{word}>{other}")
        if adjective := lexicon.adjective_stem(word):
            for gender, number in (("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")):
                form = lexicon.agree(word, gender, number)
                if form != word and not (gender == "f" and form == lexicon.agree(word, "m", number)):
                    yield Candidate(i, i + 1, form, f"A{adjective[1]}>{gender}{number}")
        readings = lexicon.finite(word)
        if readings and word not in choices.swaps and not lexicon.noun(word):
            yield from _verb_forms(i, word, lexicon)


def _verb_forms(i: int, word: str, lexicon: Lexicon) -> Iterator[Candidate]:
    readings = lexicon.finite(word)
    if len({a.verb for a in readings}) > 1:
        return
    seen = {word}
    for reading in readings[:2]:
        forms = lexicon.verbs[reading.verb]
        if reading.verb not in seen:
            seen.add(reading.verb)
            yield Candidate(i, i + 1, reading.verb, f"V{reading.tense}>inf")
        for tense, person in [(reading.tense, p) for p in ("1s", "2s", "3s", "1p", "3p")] + [
            (t, reading.person) for t in _TENSES
        ]:
            form = forms.get(tense, person)
            if form and form not in seen:
                seen.add(form)
                yield Candidate(i, i + 1, form, f"V{reading.tense}{reading.person}>{tense}{person}")


class View:
    """A sentence's tags and what its features share."""

    def __init__(self, sentence: Sentence, tag: Tagger) -> None:
        self.words = ["<<", "<", *sentence.words, ">", ">>"]
        self.tags = [tag(w) if w[0] not in "<>" else w for w in self.words]
        self.tenses = "".join(sorted({t[1:5] for t in self.tags if t[0] == "V" and len(t) > 4}))
        self.subjects: list[str] = []  # the nearest subject before each place
        near = "?"
        for word, t in zip(self.words, self.tags, strict=True):
            self.subjects.append(near)
            if word in SUBJECTS:
                near = SUBJECTS[word]
            elif t[0] == "N" and len(t) == 3:
                near = "N" + t[2]
            elif t == "que":
                near += "q"
            near = near[:4]


def features(view: View, candidate: Candidate) -> list[int]:
    """Hashed features of a candidate."""
    w, t, op = view.words, view.tags, candidate.op
    i, j = candidate.start + 2, candidate.end + 2
    new = candidate.replacement
    old = w[i] if j > i else ""
    before = w[2:i]
    names = (
        "b",
        f"o{old}>{new}",
        f"1{w[i - 1]}",
        f"2{w[j]}",
        f"3{w[i - 2]} {w[i - 1]}",
        f"4{w[i - 1]} {w[j]}",
        f"5{w[j]} {w[j + 1] if j + 1 < len(w) else ''}",
        f"6{w[i - 1]} {old}>{new}",
        f"7{old}>{new} {w[j]}",
        f"8{t[i - 1]}",
        f"9{t[j]}",
        f"a{t[i - 1]} {t[j]}",
        f"c{t[i - 2]} {t[i - 1]}",
        f"d{t[j]} {t[j + 1] if j + 1 < len(t) else ''}",
        f"e{t[i - 2]} {t[i - 1]} {t[j]}",
        f"f{view.subjects[i]}",
        f"g{view.subjects[i]} {t[i - 1]}",
        f"h{view.tenses}",
        f"i{old in before if old else new in before}",
        f"j{w[j]} {t[j + 1] if j + 1 < len(t) else ''} {t[i - 1]}",
        f"k{len(before) if len(before) < 3 else '3+'} {t[j]}",
    )
    mask = (1 << BITS) - 1
    return [crc32(f"{op}|{name}".encode()) & mask for name in names]


def kind(op: str) -> str:
    """The kind of mistake, one of those `explain` has words for."""
    if op[0] == "A":
        return "agreement"
    if op[0] == "V":
        return "mood" if ("subj" in op) else "verb form"
    word = op[1:] if op[0] in "+-" else op.split(">", maxsplit=1)[0]
    if not word[0].isalpha():
        return "punctuation"
    if op[0] in "+-":
        return "missing word" if op[0] == "+" else "subject" if word in SUBJECTS else "extra word"
    first, second = op.split(">")
    if plain(first) == plain(second):
        return "diacritic"
    if first in _GROUP and _GROUP.get(second) == _GROUP[first]:
        return _GROUP[first]
    return "agreement" if first[:3] == second[:3] else "word choice"


class Usage:
    """The learned model as a rule."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._tag = Tagger(lexicon)
        table = json.loads((DATA / "usage.json").read_text(encoding="utf-8"))
        self._thresholds: dict[str, float] = table["thresholds"]
        self._choices = choices(table)
        with np.load(DATA / "usage.npz") as stored:
            weights = np.zeros(1 << BITS, np.float32)
            weights[stored["at"]] = stored["weight"]
        self._weights = weights

    def __call__(self, sentence: Sentence) -> Iterator[Finding]:
        """Candidates more probable than their kind's threshold."""
        view, weights = View(sentence, self._tag), self._weights
        for candidate in candidates(sentence, self._choices, self._tag):
            threshold = self._thresholds.get(candidate.op)
            if threshold is None:
                continue
            probability = 1 / (1 + exp(-min(30.0, max(-30.0, float(weights[features(view, candidate)].sum())))))
            if probability >= threshold:
                yield Finding(
                    candidate.start, candidate.end, candidate.replacement, f"usage:{kind(candidate.op)}", probability
                )


def choices(table: dict[str, Any]) -> Choices:
    """The changes considered, from their stored form."""
    return Choices(table["swaps"], frozenset(table["drops"]), table["gaps"])
