"""Verbs that say little where careful Spanish has a precise one: «dar una solución», «ofrecer una solución»; from
`data/bland_verbs.toml`. Right either way, so that it is asked about in writing from C1 on, and never a mistake."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.corrections.grammar.collocations import in_its_form
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import WHEN, is_adjective, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

RULE = "bland-verb"
# Told, and gone after some learners' dismissals: see `policy.weighed`.
ASKED = 0.6
_DEFINITE = words("el la los las este esta estos estas ese esa esos esas aquel aquella")


@dataclass(frozen=True, slots=True)
class _Precise:
    """The precise verb of a noun, and where it is meant; the table says what each is."""

    verb: str
    preposition: str
    said: frozenset[str]
    between: str
    number: str
    person: str
    among: frozenset[str]
    never: frozenset[str]
    unless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Object:
    """What a verb has: the noun at `head`, and where its phrase ends."""

    start: int
    head: int
    end: int


@cache
def table() -> dict[str, tuple[_Precise, ...]]:
    """By noun."""
    text = (files("tutor.corrections") / "data" / "bland_verbs.toml").read_text(encoding="utf-8")
    found: dict[str, tuple[_Precise, ...]] = {}
    for row in tomllib.loads(text)["noun"]:
        one = _Precise(
            row["precise"],
            row.get("with", ""),
            words(row["said"]),
            row.get("between", ""),
            row.get("number", ""),
            row.get("person", ""),
            words(row.get("among", "")),
            words(row.get("not", "")),
            tuple(row["unless"].split(", ")) if "unless" in row else (),
        )
        for head in row["nouns"].split():
            found[head] = (*found.get(head, ()), one)
    return found


@cache
def _bland() -> frozenset[str]:
    return frozenset(verb for rows in table().values() for row in rows for verb in row.said)


def bland_verbs(s: Sentence) -> Iterator[Finding]:
    """Dieron una solución → ofrecieron; tuvo un accidente → sufrió; pusieron una sanción → impusieron."""
    for i in range(len(s) - 1):
        lemmas = {a.lemma for a in analyses(s.at(i)) if a.part == "verb"} & _bland()
        if not lemmas or s.is_name(i) or _is_adjectival(s, i) or _is_order(s, i):
            continue
        if (thing := _object(s, i + 1)) is None:
            continue
        for row in table().get(singular(s.at(thing.head)), ()):
            said = set(lemmas & row.said)
            if said and _meant(s, i, thing, row) and (new := in_its_form(s, i, said, row.verb)):
                told = s.text(thing.start, thing.head + 1)
                yield Finding(i, i + 1, f"{new} {row.preposition}".strip(), RULE, ASKED, told)
                break


def _is_adjectival(s: Sentence, i: int) -> bool:
    """«Un puesto», «hecha la ley»: a participle that has no haber before it."""
    if not any(r.tense == "participle" for r in analyse(s.at(i))):
        return False
    return not (s.at(i).endswith("o") and any(a.lemma == "haber" for a in analyses(s.at(i - 1))))


def _is_order(s: Sentence, i: int) -> bool:
    """«Di tu opinión»: dar or decir."""
    return s.at(i) == "di" and not s.at(i - 1).isalpha()


def _object(s: Sentence, at: int) -> _Object | None:
    """The noun phrase behind a verb, also one without a determiner; none where another follows, which makes it a subject.

    Of «una larga conversación» the lexicon has a noun larga: the noun that has a precise verb is its head.
    """
    if found := phrase(s, at):
        last = found.end if noun(s, found.end) else found.head
        head = next((n for n in range(at, last + 1) if singular(s.at(n)) in table()), found.head)
        end = max(found.end, head + 1)
        other = phrase(s, end)
        return None if other and s.at(other.head) not in WHEN else _Object(at, head, end)
    head = at + 1 if is_adjective(s, at) and noun(s, at + 1) else at
    if noun(s, head) is None and not is_adjective(s, head):  # muebles is an adjective to the lexicon
        return None
    end = head + 1
    while is_adjective(s, end):
        end += 1
    return _Object(at, head, end)


def _meant(s: Sentence, i: int, thing: _Object, row: _Precise) -> bool:
    """Whether the precise verb says here what is meant."""
    word, before = s.at(thing.head), s.at(thing.start)
    bare = phrase(s, thing.start) is None
    if (row.between and bare) or (row.between == "indefinite" and before in _DEFINITE):
        return False
    if row.number and (word != singular(word)) != (row.number == "p"):
        return False
    if row.person and not all(r.person.startswith(row.person) for r in analyse(s.at(i)) if r.person):
        return False
    beside = {*s.words[thing.start : thing.end], s.at(thing.head + 1), s.at(thing.end)}
    if (row.among and not row.among & beside) or row.never & beside:
        return False
    behind = s.at(thing.head + 1), s.text(thing.head + 1, thing.head + 3)
    return not any(said in behind for said in row.unless)
