"""Ser, estar and haber by the day, the sky, the number of people: «hoy está aburrido», «el cielo está nublado», «somos cinco»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.existence import HAPPENS
from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    DEGREES,
    OPENING,
    PRONOUNS,
    STOPS,
    conjugated,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

# Traits and moods: of one day, moods.
_MOODS = words(
    "aburrido aburrida aburridos aburridas callado callada callados calladas serio seria animado animada alegre alegres raro rara "
    "nervioso nerviosa tranquilo tranquila insoportable guapo guapa guapísima guapísimo elegante pesado pesada gracioso graciosa triste tristes"
)
_SKY = words("nublado despejado cubierto encapotado")
_NUMBERS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_GROUPS = words("familia clase grupo equipo")
_ENDS = STOPS | {"", "porque", "y", "pero"}


def copula_days(s: Sentence) -> Iterator[Finding]:
    """Mi novio es aburrido hoy → está; el cielo es nublado → está; estamos cinco en mi familia → somos; estuvo una fiesta → hubo."""
    for i, word in enumerate(s.words):
        told = [r for r in analyse(word) if r.person and r.person != "vos" and r.verb in ("ser", "estar")]
        if not told or s.is_name(i) or not is_finite(s, i):
            continue
        if told[0].verb == "ser":
            yield from _how_pretty(s, i, told[0])
            yield from _today(s, i, told[0])
            yield from _sky(s, i, told[0])
        else:
            yield from _so_many(s, i, told[0])
            yield from _took_place(s, i)
            if s.text(i - 2, i) == "qué hora" and word in ("está", "están", "estaba"):
                yield Finding(i, i + 1, "era" if word == "estaba" else "es", "ser-hour", 0.9, "qué hora")


def _behind_degree(s: Sentence, i: int) -> int:
    while s.at(i) in DEGREES or s.at(i) in ("un", "poco", "bastante", "demasiado"):
        i += 1
    return i


def _how_pretty(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """«¡Qué guapa eres hoy!»"""
    said = s.at(i - 1) in _MOODS and s.at(i - 2) == "qué" and r.tense == "present"
    if said and s.at(i + 1) == "hoy" and s.text(i + 1, i + 4) != "hoy en día":
        yield Finding(i, i + 1, conjugated("estar", "present", r.person), "estar-state", 0.87, "hoy")


def _today(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """Only of persons: «la clase es aburrida hoy» may be so."""
    at = _behind_degree(s, i + 1)
    if r.tense not in ("present", "imperfect") or s.at(at) not in _MOODS:
        return
    behind = s.at(at + 1) == "hoy" or s.text(at + 1, at + 3) in (
        "esta mañana",
        "esta tarde",
        "esta noche",
        "ahora mismo",
    )
    before = s.at(0) == "hoy" or s.text(0, 2) in ("esta mañana", "esta tarde", "esta noche")
    if not (behind or (before and s.at(at + 1) in _ENDS)) or s.text(at + 1, at + 4) == "hoy en día":
        return
    if not _person(s, i, r) or (before and s.text(0, 3) == "hoy en día"):
        return
    if new := conjugated("estar", r.tense, r.person):
        yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))


def _person(s: Sentence, i: int, r: VerbReading) -> bool:
    """Whether somebody is the subject that stands before."""
    if r.person[0] in "12" and r.tense == "present":
        return True
    at = i - 1
    while s.at(at) in ("no", "ya", "también"):
        at -= 1
    if s.at(at) in PRONOUNS or is_person_name(s, at):
        return True
    found = next((p for n in range(max(0, at - 4), at + 1) if (p := phrase(s, n)) and p.end == at + 1), None)
    return found is not None and singular(s.at(found.head)) in PERSONS


def _sky(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """«El cielo es nublado», «hoy es nublado»; a day may be either."""
    at = _behind_degree(s, i + 1)
    bare = i == 0 or s.at(i - 1) in STOPS | {"hoy", "y", "pero"}
    if s.at(at) in _SKY and (s.at(i - 1) == "cielo" or (bare and s.at(at + 1) in _ENDS)):
        if r.tense in ("present", "imperfect") and (new := conjugated("estar", r.tense, "3s")):
            yield Finding(i, i + 1, new, "estar-state", 0.86, s.at(at))


def _so_many(s: Sentence, i: int, r: VerbReading) -> Iterator[Finding]:
    """«Estamos cinco en mi familia»; «estamos cinco en el coche» stays."""
    if r.person not in ("1p", "3p") or s.at(i + 1) not in _NUMBERS or s.at(i + 2) != "en":
        return
    found = phrase(s, i + 3)
    if found and s.at(found.head) in _GROUPS and (new := conjugated("ser", r.tense, r.person)):
        yield Finding(i, i + 1, new, "ser", 0.87, s.text(i + 1, i + 2))


def _took_place(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estuvo una fiesta muy divertida» → hubo."""
    if s.at(i) not in ("estuvo", "estuvieron") or s.at(i + 1) not in ("un", "una", "unos", "unas", "muchos", "muchas"):
        return
    opens = i == 0 or s.at(i - 1) in STOPS | OPENING | {"y", "pero", "ayer", "también"}
    found = phrase(s, i + 1)
    if opens and found and noun(s, found.head) and singular(s.at(found.head)) in HAPPENS:
        yield Finding(i, i + 1, "hubo", "hay", 0.87, s.text(i + 1, found.head + 1))
