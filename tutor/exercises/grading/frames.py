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
class FrameSlot:
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

    this: tuple[FrameSlot, ...]
    ways: tuple[tuple[tuple[FrameSlot, ...], frozenset[str]], ...]
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

    slot: FrameSlot
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
                        first = put[0]._replace(breaks=word.breaks)
                        yield right._replace(words=(*words[:at], first, *put[1:], *words[end:]))


@cache
def frames() -> tuple[Frame, ...]:
    """All ways of saying, each with the others of its groups."""
    found: defaultdict[tuple[FrameSlot, ...], dict[tuple[tuple[FrameSlot, ...], frozenset[str]], None]] = defaultdict(
        dict
    )
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        both, _, english = line.partition(" : ")
        ways = [_slots(way) for way in both.replace(" > ", " = ").split(" = ")]
        told = frozenset(map(stem, english.split()))
        for this in ways[:1] if " > " in both else ways:
            found[this] |= {(that, told): None for that in ways if that != this}
    return tuple(Frame(this, tuple(ways), _needed(this)) for this, ways in found.items())


def _needed(slots: tuple[FrameSlot, ...]) -> frozenset[str]:
    return frozenset(t.text or t.lemma for t in slots if t.text or t.lemma.islower())


def _slots(way: str) -> tuple[FrameSlot, ...]:
    """The slots of one way of saying; words as they are read. ^ is a beginning, a comma a mark, a number a part."""
    found: list[FrameSlot] = []
    run: list[str] = []
    begins = mark = False
    for piece in [*way.split(), ""]:
        told = _TOKEN.fullmatch(piece)
        nth = piece.removesuffix("n")
        if run and (told or nth.isdecimal() or piece in ("", "^", ",")):
            texts = as_read(tuple(run))
            found += [
                FrameSlot(text=text, begins=begins and not n, mark=mark and not n) for n, text in enumerate(texts)
            ]
            run, begins, mark = [], False, False
        if piece == "^":
            begins = True
        elif piece == ",":
            mark = True
        elif nth.isdecimal() or told:
            slot = FrameSlot(begins=begins, mark=mark)
            if told:
                slot = replace(
                    slot,
                    lemma=told["lemma"],
                    pronoun=told["pronoun"] or "",
                    tense=told["tense"] or "",
                    person=told["person"] or "",
                    conjugated=bool(told["conjugated"]),
                )
            found.append(slot if told else replace(slot, part=int(nth), nominal=nth != piece))
            begins = mark = False
        elif piece:
            run.append(piece)
    return tuple(_as_one_verb(found))


def _as_one_verb(slots: list[FrameSlot]) -> list[FrameSlot]:
    """With the phrases that are read as one verb so read."""
    out: list[FrameSlot] = []
    at = 0
    while at < len(slots):
        slot, texts = slots[at], tuple(t.text for t in slots[at + 1 :])
        for tail, verb, rest in verb_phrases().get(slot.lemma, ()) if not slot.pronoun else ():
            if texts[: len(tail)] == tail:
                out += [replace(slot, lemma=verb), *(FrameSlot(text=text) for text in rest)]
                at += 1 + len(tail)
                break
        else:
            out.append(slot)
            at += 1
    return out


def _found(slots: tuple[FrameSlot, ...], words: tuple[ParsedWord, ...], at: int) -> Iterator[tuple[_Bound, int]]:
    """Where the slots stand from a place on, with the place behind them."""

    first = slots[0]
    if (first.text and words[at].text != first.text) or (first.begins and at and not words[at].breaks):
        return

    def step(n: int, place: int, bound: _Bound) -> Iterator[tuple[_Bound, int]]:
        if n == len(slots):
            yield bound, place
            return
        slot = slots[n]
        if place >= len(words) or (n and words[place].breaks and not slot.mark):
            return
        if slot.begins and place and not words[place].breaks:
            return
        if slot.part:
            longest = min(len(words), place + _LONGEST_PART)
            for end in range(place + 1, longest + 1):
                if any(w.breaks for w in words[place + 1 : end]):
                    return
                if slot.nominal and _sure(words[end - 1]):
                    return
                if words[end - 1].text in _OPENING:
                    continue
                yield from step(n + 1, end, _Bound({**bound.parts, slot.part: words[place:end]}, bound.verbs))
        elif slot.lemma:
            if verb := _verb(slot, words, place):
                used, one = verb
                if not any(v.slot.lemma == slot.lemma and not _lemmas(v) & _lemmas(one) for v in bound.verbs):
                    yield from step(n + 1, place + used, _Bound(bound.parts, [*bound.verbs, one]))
        elif words[place].text == slot.text:
            yield from step(n + 1, place + 1, bound)

    yield from step(0, at, _Bound({}, []))


def _lemmas(verb: _BoundVerb) -> frozenset[str]:
    return frozenset(v for v, _, _ in verb.readings)


def _verb(slot: FrameSlot, words: tuple[ParsedWord, ...], at: int) -> tuple[int, _BoundVerb] | None:
    """How many words it takes, and the verb."""
    pronoun, host = "", at
    before = words[at - 1] if at else None
    if slot.pronoun and before and before.text in CLITICS:
        return None  # se te olvida is not te olvidas
    if slot.pronoun and words[at].text in CLITICS and at + 1 < len(words) and not words[at].attached:
        pronoun, host = words[at].text, at + 1
    elif not slot.pronoun and slot.lemma.islower() and before and before.text in _ITSELF and not before.attached:
        if is_finite(words[at]) and any(REFLEXIVE.get(p) == before.text for _, _, p in words[at].verbs):
            return None  # me voy is another verb than voy
    word, end = words[host], host + 1
    while end < len(words) and words[end].attached:
        end += 1
    attached = words[host + 1 : end]
    if slot.pronoun and not pronoun:
        if len(attached) != 1:
            return None
        pronoun, attached = attached[0].text, ()
    readings = {
        (v, t, p)
        for v, t, p in word.verbs
        if (slot.lemma.isupper() or v == slot.lemma)
        and (not slot.tense or t.endswith(slot.tense))
        and (not slot.person or p == slot.person)
        and t != "participle"
    }
    if slot.lemma.isupper() and not (_sure(word) or any(t in _BARE for _, t, _ in readings)):
        return None
    if slot.pronoun == "se" and not any(
        REFLEXIVE.get(p) == pronoun or (not p and pronoun in _ITSELF) for _, _, p in readings
    ):
        return None
    if slot.pronoun == "le":
        readings = {(v, t, _PERSON[pronoun]) for v, t, p in readings if p[:1] == "3" and pronoun in _PERSON}
    return (end - at, _BoundVerb(slot, word, frozenset(readings), attached)) if readings else None


def _sure(word: ParsedWord) -> bool:
    return is_finite(word) and not any(
        p in ("noun", "determiner", "preposition", "adverb") for _, p, _, _ in word.forms
    )


_BARE = ("infinitive", "gerund")


def _said(
    slots: tuple[FrameSlot, ...], bound: _Bound, before: tuple[ParsedWord, ...]
) -> Iterator[tuple[ParsedWord, ...]]:
    """The other way of saying, once for each person it can be."""
    persons = sorted({p for verb in bound.verbs for _, _, p in verb.readings if p}) or [""]
    for person in persons if any(slot.pronoun for slot in slots) else [""]:
        rows: list[tuple[ParsedWord, ...]] = []
        nth = 0
        for slot in slots:
            if slot.part:
                rows.append(bound.parts.get(slot.part, ()))
            elif slot.lemma:
                source = _source(slot, bound.verbs, nth)
                nth += slot.lemma.islower()
                rows.append(_conjugated(slot, source, person, before) if source else ())
            else:
                rows.append((ParsedWord(slot.text, *word_readings(slot.text)),))
        if all(rows):
            yield tuple(
                w._replace(breaks=t.mark and not n) if not n else w
                for t, row in zip(slots, rows, strict=True)
                for n, w in enumerate(row)
            )


def _source(slot: FrameSlot, verbs: list[_BoundVerb], nth: int) -> _BoundVerb | None:
    """The verb that one is made of: the same of the frame, the next one of its own, or the only one."""
    own = [v for v in verbs if v.slot.lemma.islower()]
    if not slot.lemma.isupper():
        return (own or verbs)[min(nth, len(own or verbs) - 1)] if verbs else None
    one = next((v for v in verbs if v.slot.lemma == slot.lemma), None)
    if one and slot.conjugated and own:
        readings = frozenset((v, t, p) for v in _lemmas(one) for _, t, p in own[0].readings)
        return replace(one, readings=readings)
    return one


def _conjugated(
    slot: FrameSlot, source: _BoundVerb, person: str, before: tuple[ParsedWord, ...]
) -> tuple[ParsedWord, ...]:
    """A verb in the tense and person of another, with its pronoun; () where there is no such form."""
    word, any_verb = source.word, slot.lemma.isupper()
    told = {
        (v if any_verb else slot.lemma, slot.tense or t, slot.person or p)
        for v, t, p in source.readings
        if not person or not p or p == person
    }
    bare = {t for _, t, _ in told} & set(_BARE)
    if bare and (slot.tense or not any(p for _, _, p in told)):
        lemma, mood = sorted(told)[0][0], sorted(bare)[0]
        verb = ParsedWord(
            lemma if mood == "infinitive" else f"{lemma}+ndo",
            frozenset((v, mood, "") for v, _, _ in told),
            gap=word.gap,
            auxiliary=word.gap,
        )
        if slot.pronoun == "le":
            return ()
        own = (ParsedWord(_owner(person, before), attached=True),) if slot.pronoun else ()
        return (verb, *own, *source.attached)
    finite = frozenset((v, t, p) for v, t, p in told if p)
    if not finite:
        return ()
    same = any_verb and not (slot.tense or slot.person or slot.conjugated)
    verb = word._replace(verbs=finite) if same else _formed(word, finite)
    if slot.pronoun == "le":
        dative = _DATIVE.get(person)
        of_it = frozenset((v, t, "3s") for v, t, _ in finite)
        return (ParsedWord(dative), verb._replace(verbs=of_it)) if dative else ()
    if slot.pronoun == "se":
        return (ParsedWord(REFLEXIVE.get(person, "se")), verb, *source.attached)
    return (verb, *source.attached)


def _formed(word: ParsedWord, finite: frozenset[Verb]) -> ParsedWord:
    return ParsedWord(" ".join("=".join(v) for v in sorted(finite)), finite, gap=word.gap, auxiliary=word.gap)


def _owner(person: str, before: tuple[ParsedWord, ...]) -> str:
    """The pronoun of who does what an infinitive says: of the person told, or of the verb before it."""
    owner = next((w for w in reversed(before) if is_finite(w)), None)
    whose = sorted({p for _, _, p in owner.verbs if p in REFLEXIVE}) if owner else []
    return REFLEXIVE[person or (whose or ["3s"])[0]]
