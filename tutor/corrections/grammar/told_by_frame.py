"""The past by how things are framed: looks, childhood, first times, reasons and years: «mi abuelo era alto», «se casaron en 1990»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.grammar.told_by_time import BOUNDED, HABITUAL, OVER, over, third
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, finite, is_finite, is_person_name, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import VerbReading, analyse, verb
from tutor.language.es.wordlist import words

_LIKE = words("alto bajo rubio moreno delgado gordo guapo simpático amable serio tímido pequeño viejo joven grande")
_ATE = words("comer jugar leer ver tener vivir odiar beber ir visitar llevar hablar llorar dormir querer")
_FELT = words("doler tener estar querer necesitar hacer haber ser")


def told_by_frame(s: Sentence) -> Iterator[Finding]:
    """Mi abuelo fue alto → era; de niño comió dulces → comía; aunque llueva ayer → llovió; se casaban en 1990 → se casaron."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS
        if word in ("fue", "fueron"):
            yield from _looked(s, i)
        elif word == "de" and s.at(i + 1) in ("niño", "niña", "pequeño", "pequeña") and opens:
            yield from _as_a_child(s, i)
        elif word == "aunque" and opens:
            yield from _though(s, i)
        elif word == "si":
            yield from _then_would(s, i)
        elif word == "porque":
            yield from _for_it_was(s, i)
        elif s.text(i, i + 4) == "la primera vez que" and opens:
            yield from _first_time(s, i + 4)
        elif word == "en" and len(s.at(i + 1)) == 4 and s.at(i + 1).isdigit() and s.at(i + 1) < "2024":
            yield from _in_that_year(s, i)


def _looked(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi abuelo fue muy alto» → era."""
    at = i + 1 + (s.at(i + 1) in ("muy", "bastante"))
    base = s.at(at).removesuffix("s")
    base = base[:-1] + "o" if base.endswith("a") else base
    head = next((singular(s.at(p.head)) for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i), "")
    person = head in PERSONS or is_person_name(s, i - 1)
    if (
        base in _LIKE
        and person
        and s.at(at + 1) in STOPS | {"", "y", "pero"}
        and s.at(i - 1) not in CLITICS
        and not {"conmigo", "ayer", "siempre"} & set(s.words)
    ):
        yield from in_tense(
            s,
            i,
            VerbReading("ser", "preterite", "3p" if s.at(i) == "fueron" else "3s"),
            "imperfect",
            "to-imperfect",
            0.85,
            "",
        )


def _as_a_child(s: Sentence, i: int) -> Iterator[Finding]:
    """«De niño, mi hermano comió muchos caramelos» → comía."""
    at = clause_verb(s, i + 2 + (s.at(i + 2) == ","))
    reading = told_in(s, at, "preterite") if at else None
    once = {"vez", "día", "una", "durante", "hasta", "años"} & set(s.words)
    if (
        at
        and reading
        and reading.verb in _ATE
        and not once
        and (s.at(at + 1) in ("muchos", "muchas", "mucho", "mucha", "poco", "muy", "con") or noun(s, at + 1))
    ):
        yield from in_tense(s, at, reading, "imperfect", "imperfect", 0.86, s.text(i, i + 2))


def _though(s: Sentence, i: int) -> Iterator[Finding]:
    """«Aunque llueva ayer, salimos» → llovió: it is known."""
    comma = next((n for n in range(i, min(i + 9, len(s))) if s.at(n) == ","), None)
    at = clause_verb(s, i + 1)
    told = [r for r in analyse(s.at(at)) if r.person and r.person != "vos"] if at else []
    if (
        at
        and comma
        and told
        and all(r.tense in ("subjunctive-present", "imperative") for r in told)
        and OVER & set(s.words[i:comma])
    ):
        here = s.reading(at)
        one = next((r for r in told if here and r.verb == here.lemma), told[0])
        yield from in_tense(s, at, one, "preterite", "past-tense", 0.86, next(w for w in s.words[i:comma] if w in OVER))


def _for_it_was(s: Sentence, i: int) -> Iterator[Finding]:
    """«La semana pasada fui al médico porque me duele la espalda» → dolía."""
    past = any(over(s, n) for n in range(i) if n == 0 or s.at(n - 1) in STOPS)
    main = next((n for n in range(i) if is_finite(s, n) and finite(s, n)), None)
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "present") if at else None
    if (
        past
        and main is not None
        and at
        and reading
        and reading.verb in _FELT
        and not any(is_finite(s, n) for n in range(main + 1, i))
    ):
        told = all(r.tense == "preterite" for r in finite(s, main)) or (
            s.at(main) in ("voy", "vas", "va", "vamos", "van")
        )
        if told and not {"hoy", "ahora", "siempre"} & set(s.words) and s.at(at) not in ("es", "son"):
            yield from in_tense(
                s,
                at,
                reading,
                "imperfect",
                "past-tense",
                0.84,
                s.text(0, 1) if s.at(0) in OVER else s.text(0, over(s, 0)),
            )


def _first_time(s: Sentence, i: int) -> Iterator[Finding]:
    """«La primera vez que iba a España tenía quince años» → fui."""
    at = clause_verb(s, i)
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.verb in BOUNDED:
        rest = next((r for n in range(at + 1, len(s)) if is_finite(s, n) for r in finite(s, n)), None)
        if rest and rest.tense in ("imperfect", "preterite"):
            who = reading._replace(person="1s") if reading.person in ("1s", "3s") and not third(s, i, at) else reading
            yield from in_tense(s, at, who, "preterite", "to-preterite", 0.85, "")


def _in_that_year(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mis padres se casaban en 1990» → se casaron."""
    at = next((n for n in range(i - 1, max(-1, i - 5), -1) if is_finite(s, n) and finite(s, n)), None)
    reading = told_in(s, at, "imperfect") if at is not None else None
    once = words("casar divorciar mudar comprar terminar ganar publicar construir graduar jubilar")
    if (
        at is not None
        and reading
        and reading.verb in once
        and not HABITUAL & set(s.words[:at])
        and s.at(i + 2) in STOPS | {"", "y"}
    ):
        who = reading._replace(person="3s" if third(s, 0, at) else "1s") if reading.person in ("1s", "3s") else reading
        yield from in_tense(s, at, who, "preterite", "to-preterite", 0.86, s.text(i, i + 2))


def _then_would(s: Sentence, i: int) -> Iterator[Finding]:
    """«Si no hubiera llovido, iríamos ayer a la playa» → habríamos ido."""
    comma = next((n for n in range(i, min(i + 12, len(s))) if s.at(n) == ","), None)
    if (
        comma is None
        or not any(w.startswith(("hubier", "hubies")) for w in s.words[i:comma])
        or not OVER & set(s.words[comma:])
    ):
        return
    at = clause_verb(s, comma + 1)
    reading = told_in(s, at, "conditional") if at else None
    if at and reading and reading.verb != "haber" and (parts := verb(reading.verb).participles):
        would = conjugated("haber", "conditional", reading.person)
        yield Finding(at, at + 1, f"{would} {parts[0]}", "if-result", 0.87, s.text(i, i + 1))
