"""Frames of `frames.txt`: ways of saying one thing with other verbs and other small words around the same parts.

Me apetece salir and tengo ganas de salir are one frame: who and when are the same, only the pronoun of one is the person of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tutor.exercises.grading.english import stem, stems
from tutor.exercises.grading.reading import as_read, word_readings
from tutor.exercises.grading.synonyms import verb_phrases
from tutor.exercises.grading.words import (
    CLITICS,
    DETERMINERS,
    LINKS,
    PREPOSITIONS,
    REFLEXIVE,
    ParsedSentence,
    ParsedWord,
    Verb,
    is_finite,
)

_FILE = Path(__file__).parent / "frames.txt"
_DATIVE = {"1s": "me", "2s": "te", "3s": "le", "1p": "nos", "2p": "os", "3p": "les"}
_PERSON = {pronoun: person for person, pronoun in _DATIVE.items()}
_ITSELF = {"me": "1s", "te": "2s", "se": "3s", "nos": "1p", "os": "2p"}
_LONGEST_PART = 7
_OPENING = DETERMINERS | PREPOSITIONS | LINKS
"""No part ends with one of these."""
_TOKEN = re.compile(
    r"(?P<pronoun>se|le)?/(?P<lemma>\w+)(?::(?P<tense>[\w-]+))?(?:\.(?P<person>\w\w))?(?P<conjugated><)?"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A place of a frame: a word, a verb in any form (`lemma`; a capital letter for any verb), or a part (`part` > 0)."""

    text: str = ""
    lemma: str = ""
    pronoun: str = ""
    """se: with the pronoun that is its subject; le: with that of whom it happens to, who is the person then."""
    tense: str = ""
    person: str = ""
    part: int = 0
    nominal: bool = False
    """A part without a verb in a person."""
    conjugated: bool = False
    """Any verb in the tense and person of the frame's own: todavía canta, for sigue cantando."""
    begins: bool = False
    """Nothing but the beginning of a sentence, or what a mark separates."""
    mark: bool = False
    """A comma stands before it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`this` may be said in each way of `ways`; with it the stems one of which the English has to have, if any."""

    this: tuple[Token, ...]
    ways: tuple[tuple[tuple[Token, ...], frozenset[str]], ...]
    needs: frozenset[str]
    """The words and dictionary forms that a sentence has to have for it."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a frame found in a sentence."""

    parts: dict[int, tuple[ParsedWord, ...]]
    verbs: list[_BoundVerb]


@dataclass(frozen=True, slots=True)
class _BoundVerb:
    """A verb of a frame: its readings have the person of the frame; `attached` are pronouns at its end that are not the frame's."""

    token: Token
    word: ParsedWord
    readings: frozenset[Verb]
    attached: tuple[ParsedWord, ...] = ()


def framed(right: ParsedSentence, english: str, free: bool) -> Iterator[ParsedSentence]:
    """The sentence with one frame of it said otherwise; `free`: what fills the gap may be as well."""
    asked = stems(english)
    words = right.words
    has = {w.text for w in words} | {v for w in words for v, _, _ in w.verbs}
    for frame in frames():
        if not frame.needs <= has:
            continue
        ways = [way for way, told in frame.ways if not told or told & asked]
        for at, word in enumerate(words if ways else ()):
            for bound, end in _found(frame.this, words, at):
                for put in (one for way in ways for one in _said(way, bound, words[:at])):
                    if free or sum(w.gap for w in put) == sum(w.gap for w in words[at:end]):
                        first = replace(put[0], breaks=word.breaks)
                        yield replace(right, words=(*words[:at], first, *put[1:], *words[end:]))


@cache
def frames() -> tuple[Frame, ...]:
    """All ways of saying, each with the others of its groups."""
    found: defaultdict[tuple[Token, ...], dict[tuple[tuple[Token, ...], frozenset[str]], None]] = defaultdict(dict)
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        both, _, english = line.partition(" : ")
        ways = [_tokens(way) for way in both.replace(" > ", " = ").split(" = ")]
        told = frozenset(map(stem, english.split()))
        for this in ways[:1] if " > " in both else ways:
            found[this] |= {(that, told): None for that in ways if that != this}
    return tuple(Frame(this, tuple(ways), _needed(this)) for this, ways in found.items())


def _needed(tokens: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(t.text or t.lemma for t in tokens if t.text or t.lemma.islower())


def _tokens(way: str) -> tuple[Token, ...]:
    """The tokens of one way of saying; words as they are read. ^ is a beginning, a comma a mark, a number a part."""
    found: list[Token] = []
    run: list[str] = []
    begins = mark = False
    for piece in [*way.split(), ""]:
        told = _TOKEN.fullmatch(piece)
        nth = piece.removesuffix("n")
        if run and (told or nth.isdecimal() or piece in ("", "^", ",")):
            texts = as_read(tuple(run))
            found += [Token(text=text, begins=begins and not n, mark=mark and not n) for n, text in enumerate(texts)]
            run, begins, mark = [], False, False
        if piece == "^":
            begins = True
        elif piece == ",":
            mark = True
        elif nth.isdecimal() or told:
            token = Token(begins=begins, mark=mark)
            if told:
                token = replace(
                    token,
                    lemma=told["lemma"],
                    pronoun=told["pronoun"] or "",
                    tense=told["tense"] or "",
                    person=told["person"] or "",
                    conjugated=bool(told["conjugated"]),
                )
            found.append(token if told else replace(token, part=int(nth), nominal=nth != piece))
            begins = mark = False
        elif piece:
            run.append(piece)
    return tuple(_as_one_verb(found))


def _as_one_verb(tokens: list[Token]) -> list[Token]:
    """With the phrases that are read as one verb so read."""
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        token, texts = tokens[at], tuple(t.text for t in tokens[at + 1 :])
        for tail, verb, rest in verb_phrases().get(token.lemma, ()) if not token.pronoun else ():
            if texts[: len(tail)] == tail:
                out += [replace(token, lemma=verb), *(Token(text=text) for text in rest)]
                at += 1 + len(tail)
                break
        else:
            out.append(token)
            at += 1
    return out


def _found(tokens: tuple[Token, ...], words: tuple[ParsedWord, ...], at: int) -> Iterator[tuple[_Bound, int]]:
    """Where the tokens stand from a place on, with the place behind them."""

    first = tokens[0]
    if (first.text and words[at].text != first.text) or (first.begins and at and not words[at].breaks):
        return

    def step(n: int, place: int, bound: _Bound) -> Iterator[tuple[_Bound, int]]:
        if n == len(tokens):
            yield bound, place
            return
        token = tokens[n]
        if place >= len(words) or (n and words[place].breaks and not token.mark):
            return
        if token.begins and place and not words[place].breaks:
            return
        if token.part:
            longest = min(len(words), place + _LONGEST_PART)
            for end in range(place + 1, longest + 1):
                if any(w.breaks for w in words[place + 1 : end]):
                    return
                if token.nominal and _sure(words[end - 1]):
                    return
                if words[end - 1].text in _OPENING:
                    continue
                yield from step(n + 1, end, _Bound({**bound.parts, token.part: words[place:end]}, bound.verbs))
        elif token.lemma:
            if verb := _verb(token, words, place):
                used, one = verb
                if not any(v.token.lemma == token.lemma and not _lemmas(v) & _lemmas(one) for v in bound.verbs):
                    yield from step(n + 1, place + used, _Bound(bound.parts, [*bound.verbs, one]))
        elif words[place].text == token.text:
            yield from step(n + 1, place + 1, bound)

    yield from step(0, at, _Bound({}, []))


def _lemmas(verb: _BoundVerb) -> frozenset[str]:
    return frozenset(v for v, _, _ in verb.readings)


def _verb(token: Token, words: tuple[ParsedWord, ...], at: int) -> tuple[int, _BoundVerb] | None:
    """How many words it takes, and the verb."""
    pronoun, host = "", at
    before = words[at - 1] if at else None
    if token.pronoun and before and before.text in CLITICS:
        return None  # se te olvida is not te olvidas
    if token.pronoun and words[at].text in CLITICS and at + 1 < len(words) and not words[at].attached:
        pronoun, host = words[at].text, at + 1
    elif not token.pronoun and token.lemma.islower() and before and before.text in _ITSELF and not before.attached:
        if is_finite(words[at]) and any(REFLEXIVE.get(p) == before.text for _, _, p in words[at].verbs):
            return None  # me voy is another verb than voy
    word, end = words[host], host + 1
    while end < len(words) and words[end].attached:
        end += 1
    attached = words[host + 1 : end]
    if token.pronoun and not pronoun:
        if len(attached) != 1:
            return None
        pronoun, attached = attached[0].text, ()
    readings = {
        (v, t, p)
        for v, t, p in word.verbs
        if (token.lemma.isupper() or v == token.lemma)
        and (not token.tense or t.endswith(token.tense))
        and (not token.person or p == token.person)
        and t != "participle"
    }
    if token.lemma.isupper() and not (_sure(word) or any(t in _BARE for _, t, _ in readings)):
        return None
    if token.pronoun == "se" and not any(
        REFLEXIVE.get(p) == pronoun or (not p and pronoun in _ITSELF) for _, _, p in readings
    ):
        return None
    if token.pronoun == "le":
        readings = {(v, t, _PERSON[pronoun]) for v, t, p in readings if p[:1] == "3" and pronoun in _PERSON}
    return (end - at, _BoundVerb(token, word, frozenset(readings), attached)) if readings else None


def _sure(word: ParsedWord) -> bool:
    return is_finite(word) and not any(
        p in ("noun", "determiner", "preposition", "adverb") for _, p, _, _ in word.forms
    )


_BARE = ("infinitive", "gerund")


def _said(tokens: tuple[Token, ...], bound: _Bound, before: tuple[ParsedWord, ...]) -> Iterator[tuple[ParsedWord, ...]]:
    """The other way of saying, once for each person it can be."""
    persons = sorted({p for verb in bound.verbs for _, _, p in verb.readings if p}) or [""]
    for person in persons if any(token.pronoun for token in tokens) else [""]:
        rows: list[tuple[ParsedWord, ...]] = []
        nth = 0
        for token in tokens:
            if token.part:
                rows.append(bound.parts.get(token.part, ()))
            elif token.lemma:
                source = _source(token, bound.verbs, nth)
                nth += token.lemma.islower()
                rows.append(_conjugated(token, source, person, before) if source else ())
            else:
                rows.append((ParsedWord(token.text, *word_readings(token.text)),))
        if all(rows):
            yield tuple(
                replace(w, breaks=t.mark and not n) if not n else w
                for t, row in zip(tokens, rows, strict=True)
                for n, w in enumerate(row)
            )


def _source(token: Token, verbs: list[_BoundVerb], nth: int) -> _BoundVerb | None:
    """The verb that one is made of: the same of the frame, the next one of its own, or the only one."""
    own = [v for v in verbs if v.token.lemma.islower()]
    if not token.lemma.isupper():
        return (own or verbs)[min(nth, len(own or verbs) - 1)] if verbs else None
    one = next((v for v in verbs if v.token.lemma == token.lemma), None)
    if one and token.conjugated and own:
        readings = frozenset((v, t, p) for v in _lemmas(one) for _, t, p in own[0].readings)
        return replace(one, readings=readings)
    return one


def _conjugated(
    token: Token, source: _BoundVerb, person: str, before: tuple[ParsedWord, ...]
) -> tuple[ParsedWord, ...]:
    """A verb in the tense and person of another, with its pronoun; () where there is no such form."""
    word, any_verb = source.word, token.lemma.isupper()
    told = {
        (v if any_verb else token.lemma, token.tense or t, token.person or p)
        for v, t, p in source.readings
        if not person or not p or p == person
    }
    bare = {t for _, t, _ in told} & set(_BARE)
    if bare and (token.tense or not any(p for _, _, p in told)):
        lemma, mood = sorted(told)[0][0], sorted(bare)[0]
        verb = ParsedWord(
            lemma if mood == "infinitive" else f"{lemma}+ndo",
            frozenset((v, mood, "") for v, _, _ in told),
            gap=word.gap,
            auxiliary=word.gap,
        )
        if token.pronoun == "le":
            return ()
        own = (ParsedWord(_owner(person, before), attached=True),) if token.pronoun else ()
        return (verb, *own, *source.attached)
    finite = frozenset((v, t, p) for v, t, p in told if p)
    if not finite:
        return ()
    same = any_verb and not (token.tense or token.person or token.conjugated)
    verb = replace(word, verbs=finite) if same else _formed(word, finite)
    if token.pronoun == "le":
        dative = _DATIVE.get(person)
        of_it = frozenset((v, t, "3s") for v, t, _ in finite)
        return (ParsedWord(dative), replace(verb, verbs=of_it)) if dative else ()
    if token.pronoun == "se":
        return (ParsedWord(REFLEXIVE.get(person, "se")), verb, *source.attached)
    return (verb, *source.attached)


def _formed(word: ParsedWord, finite: frozenset[Verb]) -> ParsedWord:
    return ParsedWord(" ".join("=".join(v) for v in sorted(finite)), finite, gap=word.gap, auxiliary=word.gap)


def _owner(person: str, before: tuple[ParsedWord, ...]) -> str:
    """The pronoun of who does what an infinitive says: of the person told, or of the verb before it."""
    owner = next((w for w in reversed(before) if is_finite(w)), None)
    whose = sorted({p for _, _, p in owner.verbs if p in REFLEXIVE}) if owner else []
    return REFLEXIVE[person or (whose or ["3s"])[0]]
