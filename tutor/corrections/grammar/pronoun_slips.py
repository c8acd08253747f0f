"""Pronouns of who is pleased and of what stands behind its verb: «le gusta», «a Ana le gusta», «lo tengo», «me siento cansado»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    OPENING,
    STOPS,
    adjectival,
    finite,
    infinitive,
    is_adjective,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_PLEASE = words("gustar encantar interesar fascinar doler apetecer")
_LE = {"la": "le", "lo": "le", "las": "les", "los": "les"}
_STARTS = STOPS | OPENING | words("y pero porque que también no cuando si")
_OF_ME = {"1s": "me", "2s": "te", "1p": "nos"}
_BEHIND = STOPS | {""}


def pronoun_slips(s: Sentence) -> Iterator[Finding]:
    """La gusta bailar → le; a Ana me gusta leer → le; tengo lo → lo tengo; yo siento bien → me siento."""
    for i, word in enumerate(s.words):
        told = analyse(word)
        if {r.verb for r in told} & _PLEASE and any(r.person and r.person[0] == "3" for r in told):
            yield from _pleased(s, i)
        if word in ("lo", "la", "los", "las") and i and s.at(i + 1) in _BEHIND:
            yield from _behind_verb(s, i)
        if word == "mí" and s.text(i - 3, i) in ("entre ti y", "entre tú y"):
            yield Finding(i, i + 1, "yo", "between-you", 0.89, "entre")
        verbs = {r.verb for r in finite(s, i)}
        if verbs & {"sentir"}:
            yield from _feels(s, i)
        elif verbs & {"lavar", "cepillar"} and s.text(i + 1, i + 3) in _OWN_BODY:
            yield from _oneself(s, i)


def _pleased(s: Sentence, i: int) -> Iterator[Finding]:
    """«Los gusta el fútbol», «a mi hermana me gusta leer»: whom it pleases has le or les."""
    before = s.at(i - 1)
    start = i - 1
    if (
        before in _LE
        and (start == 0 or s.at(start - 1) in _STARTS)
        and not {r.verb for r in analyse(s.at(i))} & {"doler"}
    ):
        if (
            infinitive(s, i + 1) or phrase(s, i + 1) or s.at(i + 1) in ("mucho", "más", "que", "nada")
        ):  # «los encanta con su voz»
            yield Finding(start, i, _LE[before], "gustar-pronoun", 0.88, s.at(i))
        return
    if before not in ("me", "te", "nos"):
        return
    for n in range(max(0, start - 4), start):
        found = phrase(s, n)
        if found is None or found.end != start - (s.at(start - 1) == "no") or s.at(n - 1) != "a":
            continue
        opens = n == 1 or s.at(n - 2) in STOPS | {"y", "pero", "que", "porque"}
        named = is_person_name(s, n) or s.at(n) in (
            "mi",
            "tu",
            "su",
            "mis",
            "tus",
            "sus",
            "él",
            "ella",
            "ellos",
            "ellas",
        )
        seen = infinitive(s, i + 1) and s.at(i + 1).endswith(("lo", "la", "los", "las", "le", "les"))
        if opens and named and not seen:  # «a mi hermano me gusta verlo feliz»
            yield Finding(
                start, i, "les" if found.number == "p" else "le", "gustar-pronoun", 0.87, s.text(n - 1, found.end)
            )
        return


def _behind_verb(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tengo lo.», «no quiero la.»: an object pronoun stands before its verb."""
    told = finite(s, i - 1)
    if not told or any(r.tense == "imperative" for r in analyse(s.at(i - 1))):
        return
    start = i - 1
    while s.at(start - 1) in CLITICS:
        start -= 1
    if start < i - 2 or not (start == 0 or s.at(start - 1) in _STARTS | {"yo", "ya", "siempre"}):
        return
    old = s.text(start, i - 1)
    old = "se" if old in ("le", "les") else old
    new = " ".join(part for part in (old, s.at(i), s.at(i - 1)) if part)
    yield Finding(start, i + 1, new, "clitic-place", 0.88, s.at(i - 1))


_OWN_BODY = frozenset(("los dientes", "las manos", "el pelo", "la cara"))
_FOR_OTHERS = words("a al le les peluquero peluquera dentista madre enfermera niñera")
_SELF = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "3p": "se"}


def _oneself(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ella lava los dientes cada noche»: one's own."""
    told = next(r for r in finite(s, i) if r.verb in ("lavar", "cepillar"))
    free = (
        s.at(i - 1) not in CLITICS | {"que"}
        and s.at(i + 3) not in ("de", "del", "a", "al")
        and not _FOR_OTHERS & set(s.words[:i])
    )
    if free and told.person in _SELF:
        yield Finding(i, i, _SELF[told.person], "reflexive", 0.85, f"{told.verb}se")


def _feels(s: Sentence, i: int) -> Iterator[Finding]:
    """«Yo siento bien», «siento cansado»; «lo siento mucho» stays."""
    told = [r for r in finite(s, i) if r.verb == "sentir" and r.person in _OF_ME]
    at = i + 1
    while s.at(at) in DEGREES:
        at += 1
    adjective = is_adjective(s, at) and adjectival(s.at(at)) > 0.5 and not noun(s, at + 1)
    participle = any(a.features.mood == "participle" for a in analyses(s.at(at)))
    how = s.at(at) in ("bien", "mal", "fatal") or (adjective and (participle or s.at(at + 1) in _BEHIND))
    if told and how and s.at(i - 1) not in CLITICS and not infinitive(s, at) and s.at(at) != "mucho":
        yield Finding(i, i, _OF_ME[told[0].person], "reflexive", 0.87, "sentirse")
