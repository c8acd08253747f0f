"""Changes worth scoring: confusions instructors have corrected before, other forms of a word, accents, spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.spelling import suggestions
from tutor.language.es.tags import Tagger
from tutor.language.es.tokens import plain
from tutor.language.es.word_lists import WordLists

_TENSES = ("pres", "pret", "impf", "subj", "cond")
_PERSONS = ("1s", "2s", "3s", "1p", "3p")
_GROUPS = {
    "article": "el la los las un una unos unas al del lo",
    "preposition": "a de en por para con sin sobre hasta desde durante",
    "pronoun": "yo tú él ella usted nosotros nosotras ellos ellas ustedes me te se nos le les que quien",
    "ser/estar": "es está son están soy estoy somos estamos era estaba eran estaban fue ser estar hay tiene",
}
GROUP = {word: group for group, words in _GROUPS.items() for word in words.split()}
SUBJECTS = {"yo": "1s", "tú": "2s", "él": "3s", "ella": "3s", "usted": "3s", "nosotros": "1p", "nosotras": "1p",
            "ellos": "3p", "ellas": "3p", "ustedes": "3p"}  # fmt: skip
_SPELLINGS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `start:end` become `replacement`. `op` names the change exactly, `kind` coarsely; `rule` is the hand-written
    rule that asks for it, if one does, `trigger` the words that make it."""

    start: int
    end: int
    replacement: str
    op: str
    kind: str
    rule: str = ""
    confidence: float = 0.0
    trigger: str = ""


@dataclass(frozen=True)
class Choices:
    """Confusions considered: replacements of a word, words that may go, words that may be missing before a class; and
    the ops that instructors made often enough, where that is known."""

    swaps: dict[str, list[str]]
    drops: frozenset[str]
    gaps: dict[str, list[str]]
    ops: frozenset[str] | None = None

    @classmethod
    def of(cls, table: dict[str, Any]) -> Choices:
        """From its stored form."""
        ops = frozenset(table["ops"]) if "ops" in table else None
        return cls(table["swaps"], frozenset(table["drops"]), table["gaps"], ops)


def candidates(sentence: Sentence, choices: Choices, tag: Tagger, findings: Iterable[Finding]) -> list[Candidate]:
    """Every change worth scoring, each once; what a rule has found comes first."""
    found: dict[tuple[int, int, str], Candidate] = {}
    ruled: dict[tuple[int, int, str], Finding] = {}
    for f in findings:
        place = (f.start, f.end, f.replacement.lower())
        if place not in ruled or ruled[place].confidence < f.confidence:
            ruled[place] = f
    for c in _all(sentence, choices, tag):
        key = (c.start, c.end, c.replacement)
        if key not in found:
            if (
                choices.ops is not None
                and c.op not in choices.ops
                and (c.start, c.end, c.replacement.lower()) not in ruled
            ):
                continue
            asked = ruled.get((c.start, c.end, c.replacement.lower()))
            found[key] = replace(c, rule=asked.rule, confidence=asked.confidence, trigger=asked.trigger) if asked else c
    seen = {(s, e, r.lower()) for s, e, r in found}
    for place, f in ruled.items():
        if place not in seen:
            kind = "case" if f.rule in ("sentence-capital", "name-capital", "lower-case") else "rule"
            found[f.start, f.end, f.replacement] = Candidate(
                f.start, f.end, f.replacement, f"R{f.rule}", kind, f.rule, f.confidence, f.trigger
            )
    return list(found.values())


def _all(sentence: Sentence, choices: Choices, tag: Tagger) -> Iterator[Candidate]:
    words = sentence.words
    for i, word in enumerate(words):
        for missing in choices.gaps.get(tag(word), ()):
            if sentence.at(i - 1) != missing and word != missing:
                yield Candidate(i, i, missing, f"+{missing}", f"+{group(missing)}")
        if word in choices.drops and not (sentence.is_name(i) or _before_named_article(sentence, i)):
            yield Candidate(i, i + 1, "", f"-{word}", f"-{group(word)}")
        if not word[0].isalpha():
            continue
        yield from _case(sentence, i, tag)
        named = sentence.is_name(i) and sentence.lexicon.known(word)
        for other in () if named else choices.swaps.get(word, ()):
            yield Candidate(i, i + 1, other, f"{word}>{other}", swap_kind(word, other))
        if not sentence.is_name(i):
            yield from _forms(sentence.lexicon, i, word)
        if len(word) > 1 and not named:
            yield from _spelling(sentence, i, word)
        pair = f"{word} {sentence.at(i + 1)}"
        for other in choices.swaps.get(pair, ()):
            yield Candidate(i, i + 2, other, f"{pair}>{other}", "pair")


def _before_named_article(sentence: Sentence, i: int) -> bool:
    """Whether a name such as El Paso follows."""
    return sentence.at(i + 1) in ("el", "la", "los", "las") and sentence.is_name(i + 1)


def group(word: str) -> str:
    """The class of a word that is dropped or missing."""
    if word in SUBJECTS:
        return "subject"
    return GROUP.get(word, "word" if word[0].isalpha() else "mark")


def swap_kind(old: str, new: str) -> str:
    """The class of a confusion of two words."""
    if plain(old) == plain(new):
        return "accent"
    if old in GROUP and GROUP.get(new) == GROUP[old]:
        return GROUP[old]
    return "ending" if old[:3] == new[:3] else "word"


def _case(sentence: Sentence, i: int, tag: Tagger) -> Iterator[Candidate]:
    text = sentence.tokens[i].text
    if text.isupper() and len(text) > 1:
        return
    if text[0].islower():
        if i == 0 or "P" in tag(sentence.at(i)) or text in sentence.lexicon.foreign:
            yield Candidate(i, i + 1, text[0].upper() + text[1:], "^" if i else "^0", "case")
    elif i and sentence.at(i - 1) not in (".", "!", "?", "¿", "¡"):
        yield Candidate(i, i + 1, text.lower(), f"v{tag(sentence.at(i))[:3]}", "case")


def _forms(lexicon: WordLists, i: int, word: str) -> Iterator[Candidate]:
    """Other inflections of the word."""
    adjective = lexicon.adjective_stem(word)
    if adjective:
        for gender, number in (("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")):
            form = lexicon.agree(word, gender, number)
            if form != word and not (gender == "f" and form == lexicon.agree(word, "m", number)):
                yield Candidate(i, i + 1, form, f"A{adjective[1]}>{gender}{number}", f"A{gender}{number}")
    noun = lexicon.noun(word)
    if noun:
        other = lexicon.other_number(word)
        if other:
            yield Candidate(i, i + 1, other, f"N>{'s' if noun[1] == 'p' else 'p'}", "N")
    if not noun and not adjective and len(word) > 3 and not lexicon.verb(word):
        for form in lexicon.like_adjective(word):
            yield Candidate(i, i + 1, form, f"A?{word[-2:]}>{form[-2:]}", "A?")
    if not noun:
        yield from _verb_forms(lexicon, i, word)


def _verb_forms(lexicon: WordLists, i: int, word: str) -> Iterator[Candidate]:
    readings = lexicon.verb(word)
    if not readings or len({a.verb for a in readings}) > 1:
        return
    seen = {word}
    forms = lexicon.verbs[readings[0].verb]
    infinitive = readings[0].verb
    for reading in readings[:2]:
        if not reading.person:
            continue
        for person in _PERSONS:
            form = forms.get(reading.tense, person)
            if form and form not in seen:
                seen.add(form)
                yield Candidate(i, i + 1, form, f"V{reading.tense}{reading.person}>{reading.tense}{person}", "Vperson")
        for tense in _TENSES:
            form = forms.get(tense, reading.person)
            if form and form not in seen:
                seen.add(form)
                yield Candidate(
                    i, i + 1, form, f"V{reading.tense}{reading.person}>{tense}{reading.person}", f"V>{tense}"
                )
    first = readings[0]
    for form, name in ((infinitive, "inf"), (forms.gerund, "ger"), (forms.participle, "part")):
        if form not in seen:
            yield Candidate(i, i + 1, form, f"V{first.tense}>{name}", f"V>{name}")
    if not first.person:
        for tense, person in (
            ("pres", "1s"),
            ("pres", "3s"),
            ("pret", "1s"),
            ("pret", "3s"),
            ("impf", "3s"),
            ("subj", "3s"),
            ("pres", "3p"),
        ):
            form = forms.get(tense, person)
            if form and form not in seen:
                seen.add(form)
                yield Candidate(i, i + 1, form, f"V{first.tense}>{tense}{person}", "V>finite")


def _spelling(sentence: Sentence, i: int, word: str) -> Iterator[Candidate]:
    """Other accents; for unknown words also other letters."""
    lexicon, text = sentence.lexicon, sentence.tokens[i].text
    known = lexicon.known(text)
    state = "k" if known else "u"
    for other in lexicon.by_plain.get(plain(word), ())[:3]:
        if other != word and lexicon.frequency[other] > 2.5:
            yield Candidate(i, i + 1, other, f"acc{state}{word[-2:]}>{other[-2:]}", f"accent {state}")
    if known or len(word) < 4 or len(word) > 25 or not text.isalpha() or text.isupper():
        return
    name = "n" if sentence.is_name(i) else "f" if word in lexicon.foreign else "u"
    for rank, (other, score) in enumerate(suggestions(word, lexicon)[:_SPELLINGS]):
        yield Candidate(i, i + 1, other, f"sp{name}{rank}{min(9, int(score))}", f"spell{name}")
