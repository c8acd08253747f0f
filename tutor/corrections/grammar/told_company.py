"""The tense by the verb beside it: «cuando vivía allí, visitaba el museo cada domingo», «dijo que estaba cansado y se fue», «pensaba que ibas a
venir», «cuando termine, trabajaré», «fuimos a la playa y nadamos dos horas»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, has_done, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
    STOPS,
    conjugated,
    finite,
    finite_verbs,
    infinitive,
    is_finite,
    phrase,
)
from tutor.language.es.tokens import plain
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_OFTEN = ("todos los", "todas las", "cada ", "siempre", "a menudo")
_LIVED = words("vivir ser tener estar estudiar trabajar")
_USED = words(
    "visitar ir jugar comer salir ver cenar nadar pasear comprar leer bailar tocar cocinar correr llamar viajar montar hacer"
)
_FELT = words("estar tener querer poder necesitar")
_WALKED = words("caminar andar pasear ir conducir dormir cocinar ver leer esperar volver comer estudiar trabajar")
_BROKE_IN = words("ver oír encontrar caer perder escuchar chocar tropezar")
_WENT_WRONG = words("romper olvidar caer encontrar morir suspender equivocar")
_MISSED = words("autobús tren vuelo avión metro bus cartera llaves pasaporte móvil")
_SPANS = words("horas minutos días semanas meses años")
_HABIT = words("siempre normalmente cada todos todas antes cuando mientras")


def told_company(s: Sentence) -> Iterator[Finding]:
    """Cuando vivía allí, visité cada domingo → visitaba; pensaba que vas a venir → ibas; cuando termine, trabajaba → trabajaré."""
    for i, word in enumerate(s.words):
        if word == "cuando" and s.at(i - 1) not in ("¿", "de", "desde"):
            yield from _when(s, i)
            yield from _broken_in(s, i)
            yield from _has_then(s, i)
        elif word == "que":
            yield from _thought(s, i)
            yield from _said(s, i)
        elif word == "porque":
            yield from _why(s, i)
        elif word == "y":
            yield from _so_long(s, i)
    yield from _first(s)


def _when(s: Sentence, i: int) -> Iterator[Finding]:
    """What was done again and again «cuando vivía allí»; what is to come «cuando termine»."""
    first = clause_verb(s, i + 1)
    comma = next((n for n in range(first, min(first + 8, len(s))) if s.at(n) == ","), None) if first else None
    at = clause_verb(s, comma + 1) if comma else None
    if not first or not at:
        return
    told, rest = finite(s, first), s.text(at, len(s))
    if told and all(r.tense == "imperfect" and r.verb in _LIVED for r in told) and any(t in rest for t in _OFTEN):
        reading = told_in(s, at, "preterite", "present")
        if reading and reading.verb in _USED | {"ser"} and any(r.tense == "preterite" for r in finite(s, at)):
            reading = reading._replace(verb="ir") if reading.verb == "ser" and s.at(at + 1) in ("a", "al") else reading
            yield from in_tense(s, at, reading, "imperfect", "to-imperfect", 0.86, s.text(i, first + 1))
    elif told and all(r.tense == "subjunctive-present" and not _unaccented(s.at(first), r) for r in told):
        reading = told_in(s, at, "imperfect")
        if reading and reading.verb not in ("querer", "poder", "deber", "haber", "ser", "estar", "gustar"):
            named = any((p := phrase(s, n)) and p.end == at and s.at(n) != "yo" for n in range(comma or 0, at))
            mine = told[0].person in ("1s", "3s") and reading.person in ("1s", "3s") and not named
            who = reading._replace(person="1s") if mine else reading
            yield from in_tense(s, at, who, "future", "future-time", 0.86, s.text(i, first + 1))


def _unaccented(word: str, reading: VerbReading) -> bool:
    """«Termine» may have been meant as «terminé»."""
    return plain(conjugated(reading.verb, "preterite", "1s")) == word


def _broken_in(s: Sentence, i: int) -> Iterator[Finding]:
    """«Yo caminaba por la calle cuando veía un accidente» → vi."""
    main = next((n for n in range(i - 1, max(-1, i - 8), -1) if is_finite(s, n) and finite(s, n)), None)
    at = i + 1
    while s.at(at) in CLITICS:
        at += 1
    reading = told_in(s, at, "imperfect")
    if main is None or not reading or reading.verb not in _BROKE_IN or {"siempre", "cada"} & set(s.words):
        return
    told = finite(s, main)
    going = all(r.tense == "imperfect" and (r.verb in _WALKED or r.verb == "estar") for r in told)
    if going and s.at(at + 1) in ("un", "una", "a", "al", "unos") and not any(s.at(n) in STOPS for n in range(main, i)):
        named = phrase(s, main - 1) or phrase(s, main - 2)
        person = reading.person
        if person in ("1s", "3s"):
            person = "3s" if named and s.at(named.head) != "yo" and named.end == main else "1s"
        if person in {r.person for r in told} | {reading.person}:
            yield from in_tense(s, at, reading._replace(person=person), "preterite", "to-preterite", 0.86, "")


def _has_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«Siempre he ido a la playa cuando era niño» → iba."""
    at = i + 1 + (s.at(i + 1) in PRONOUNS)
    if s.at(at) not in ("era", "éramos", "eran", "eras") or not {
        "niño",
        "niña",
        "niños",
        "niñas",
        "pequeño",
        "pequeña",
        "joven",
    } & set(s.words[at : at + 4]):
        return
    for n in range(max(0, i - 8), i - 1):
        has = has_done(s, n)
        done = next((r.verb for r in analyse(s.at(n + 1)) if r.tense == "participle"), "")
        if has and done in _USED | _LIVED and (new := conjugated(done, "imperfect", has.person)):
            yield Finding(n, n + 2, new, "imperfect", 0.87, s.text(i, at + 1) + " …")


def _thought(s: Sentence, que: int) -> Iterator[Finding]:
    """«Pensaba que tú vas a venir» → ibas."""
    told = finite(s, que - 1)
    at = clause_verb(s, que + 1)
    past = told and {r.verb for r in told} <= {"pensar", "creer", "suponer", "imaginar"}
    if at and past and all(r.tense in ("imperfect", "preterite") for r in told) and s.at(que - 2) != "no":
        going = next((r for r in finite(s, at) if r.verb == "ir" and r.tense == "present"), None)
        if going and s.at(at + 1) == "a" and infinitive(s, at + 2):
            yield from in_tense(s, at, going, "imperfect", "was-believed", 0.87, s.text(que - 1, que + 1))


def _said(s: Sentence, que: int) -> Iterator[Finding]:
    """«Me dijo que está cansado y se fue» → estaba: what follows shows that it is over."""
    told = finite(s, que - 1)
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "present") if at else None
    if not at or not told or any(r.verb not in ("decir", "contar", "explicar") or r.tense != "preterite" for r in told):
        return
    joint = next((n for n in range(at, min(at + 7, len(s))) if s.at(n) == "y"), None)
    after = joint + 1 if joint else len(s)
    while s.at(after) in CLITICS or s.at(after) in ("entonces", "luego", "después"):
        after += 1
    same = {r.person for r in told}
    if reading and reading.verb in _FELT and any(r.tense == "preterite" and r.person in same for r in finite(s, after)):
        yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.86, s.text(que - 1, que + 1))


def _mine(reading: VerbReading, main: list[VerbReading]) -> VerbReading:
    """Perdía is of me beside «llegué», of another beside «llegó»."""
    person = next((r.person for r in main if r.person in ("1s", "3s")), reading.person)
    return reading._replace(person=person) if reading.person in ("1s", "3s") else reading


def _why(s: Sentence, i: int) -> Iterator[Finding]:
    """«Llegué tarde porque perdía el autobús» → perdí."""
    before = finite_verbs(s, 0, i)
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "imperfect") if at else None
    if not at or not reading or len(before) != 1 or any(r.tense != "preterite" for r in finite(s, before[0])):
        return
    missed = reading.verb == "perder" and {s.at(at + 2), s.at(at + 3)} & _MISSED
    if (
        (missed or reading.verb in _WENT_WRONG)
        and not _HABIT & set(s.words)
        and not any(phrase(s, n) for n in range(i + 1, at))
    ):
        yield from in_tense(s, at, _mine(reading, finite(s, before[0])), "preterite", "to-preterite", 0.85, "")


def _so_long(s: Sentence, y: int) -> Iterator[Finding]:
    """«Fuimos a la playa y nadábamos dos horas» → nadamos."""
    at = y + 1
    while s.at(at) in CLITICS or s.at(at) in ("luego", "después", "allí"):
        at += 1
    reading = told_in(s, at, "imperfect")
    before = finite_verbs(s, 0, y)
    span = at + 1 + (s.at(at + 1) in ("durante", "por"))
    if reading and before and s.at(span + 1) in _SPANS and s.at(span + 2) in STOPS | {""} and not _HABIT & set(s.words):
        main = finite(s, before[-1])
        if any(r.tense == "preterite" for r in main) and reading.verb not in (
            "ser",
            "tener",
            "haber",
            "faltar",
            "quedar",
            "llevar",
            "hacer",
        ):
            yield from in_tense(s, at, _mine(reading, main), "preterite", "to-preterite", 0.86, s.text(span, span + 2))


def _first(s: Sentence) -> Iterator[Finding]:
    """«Primero iba al banco y después compré pan» → fui; «esta mañana desayuné y salgo» → salí."""
    told = finite_verbs(s)
    if len(told) != 2:
        return
    one, two = told
    start = two
    while s.at(start - 1) in CLITICS or s.at(start - 1) in ("después", "luego", "entonces"):
        start -= 1
    if s.at(start - 1) != "y" or any(s.at(n) == "que" for n in range(two)):
        return
    first, second = finite(s, one), finite(s, two)
    if s.at(0) == "primero" and any(r.tense == "preterite" for r in second) and not _HABIT & set(s.words):
        reading = told_in(s, one, "imperfect")
        if reading and reading.verb not in ("ser", "estar", "tener", "haber", "querer", "pensar"):
            yield from in_tense(s, one, _mine(reading, second), "preterite", "to-preterite", 0.86, "primero")
    elif s.text(0, 2) == "esta mañana" and all(r.tense == "preterite" for r in first):
        reading = told_in(s, two, "present")
        if (
            reading
            and reading.person in {r.person for r in first}
            and reading.verb not in ("ser", "estar", "tener", "haber", "querer")
        ):
            yield from in_tense(s, two, reading, "preterite", "past-tense", 0.86, "esta mañana")
