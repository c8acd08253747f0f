"""Where something is: detrás de, al lado de; el baño está, no hay clases; mañana es miércoles."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import OPENING, PRONOUNS, STOPS, conjugated, infinitive, noun, phrase, share
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_OF = words("detrás cerca lejos encima debajo delante enfrente dentro alrededor")
_SIDES = (
    "al lado",
    "al final",
    "al fondo",
    "al principio",
    "a la derecha",
    "a la izquierda",
    "en medio",
    "en el centro",
    "al borde",
)
_DAYS = words("lunes martes miércoles jueves viernes sábado domingo")
_BESIDE = words("al a en cerca lejos detrás delante enfrente aquí allí")


def places(s: Sentence) -> Iterator[Finding]:
    """Detrás a la iglesia → de la; al lado la playa → de la; el baño hay al fondo → está; no están clases → hay."""
    for i, word in enumerate(s.words):
        if (
            word in _OF
            and s.at(i + 1) in ("a", "al")
            and not infinitive(s, i + 2)
            and (noun(s, i + 2) or phrase(s, i + 2) or s.is_name(i + 2))
        ):
            yield Finding(i + 1, i + 2, "de" if s.at(i + 1) == "a" else "del", "regime-phrase", 0.88, f"{word} de")
        for side in _SIDES:
            parts = side.split()
            if s.words[i : i + len(parts)] == parts:
                yield from _side(s, i + len(parts), side)
        told = [r for r in analyse(word) if r.person and r.tense != "imperative" and r.person != "vos"]
        verbs = {r.verb for r in told}
        if word == "hay":
            yield from _definite(s, i)
        elif verbs == {"estar"} or word == "está":
            yield from _estar(s, i, told)


def _side(s: Sentence, at: int, side: str) -> Iterator[Finding]:
    found = phrase(s, at)
    if s.at(at) == "a" and s.at(at + 2) not in ("derecha", "izquierda") and (s.is_name(at + 1) or phrase(s, at + 1)):
        yield Finding(at, at + 1, "de", "regime-phrase", 0.88, f"{side} de")
    elif found and s.at(at) in ("la", "las", "los", "el", "mi", "tu", "su") and s.at(found.end) in STOPS | {""}:
        article = s.at(at) == "el"
        yield Finding(at, at + article, "del" if article else "de", "regime-phrase", 0.87, f"{side} de")


def _definite(s: Sentence, i: int) -> Iterator[Finding]:
    """«El baño hay al fondo»: what is known already is somewhere, with estar."""
    found = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), None)
    known = (
        found
        and s.at(found.start) in ("el", "la", "los", "las", "mi", "tu", "su", "mis")
        and s.at(found.start) not in PRONOUNS
    )
    opens = found and (found.start == 0 or s.at(found.start - 1) in STOPS or s.at(found.start - 1) in OPENING)
    if known and opens and found and s.at(i + 1) in _BESIDE:
        yield Finding(i, i + 1, "está" if found.number == "s" else "están", "estar-place", 0.87, s.at(i + 1))


def _estar(s: Sentence, i: int, told: list[VerbReading]) -> Iterator[Finding]:
    after = s.at(i + 1)
    if after in _DAYS and told and told[0].person == "3s" and s.at(i + 2) in STOPS | {""}:
        yield Finding(i, i + 1, conjugated("ser", told[0].tense, "3s"), "ser", 0.87, "")
    elif (
        s.at(i - 1) == "qué"
        and s.at(i - 2) in OPENING
        and after in ("ese", "esa", "este", "esta", "eso", "esto")
        and s.at(i) == "está"
    ):
        yield Finding(i, i + 1, "es", "ser", 0.87, "")
    elif told and told[0].person == "3p" and told[0].tense in ("present", "imperfect"):
        tag = noun(s, i + 1)
        bare = (
            tag
            and tag[1] == "p"
            and not share(after, "adjective", "verb", "determiner", "adverb")
            and not s.is_name(i + 1)
        )
        free = (
            i == 0
            or s.at(i - 1) in STOPS
            or s.at(i - 1) in OPENING
            or (s.at(i - 1) == "no" and (i == 1 or s.at(i - 2) in STOPS | OPENING))
        )
        there = _behind_place(s, i - 1 if s.at(i - 1) == "no" else i)
        if bare and (free or there):
            yield Finding(i, i + 1, "hay" if told[0].tense == "present" else "había", "there-is", 0.86, "")


def _behind_place(s: Sentence, i: int) -> bool:
    """«En mi clase están alumnos»."""
    return any(
        s.at(n) == "en" and (n == 0 or s.at(n - 1) in STOPS) and (p := phrase(s, n + 1)) and p.end == i
        for n in range(max(0, i - 5), i)
    )
