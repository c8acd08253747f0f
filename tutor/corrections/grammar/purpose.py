"""Por and para by what they introduce: who made it, how long it took, where one goes, what for, for whom."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import STOPS, finite, infinitive, is_finite, is_person_name, noun, phrase
from tutor.language.es.inflect import singular
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_MADE = words(
    "escribir pintar construir dirigir hacer crear fundar diseñar inventar descubrir componer producir cantar publicar"
)
_UNITS = words("años meses semanas días horas minutos año mes semana hora")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta muchos muchas varios varias unos unas"
)
_TENS = words("cuarenta cincuenta sesenta setenta ochenta noventa cien")
_LASTS = words(
    "relajar casar usar descansar practicar visitar entrenar gritar pelear conducir manejar ver escuchar vivir trabajar estudiar dormir hablar caminar esperar viajar jugar estar quedar nadar correr leer bailar llover practicar conocer conducir llorar tener"
)
_WORK = words("estudiar trabajar ahorrar entrenar practicar venir necesitar usar utilizar servir viajar")
_CAUSE = words("haber ser estar tener no")
_TASKS = words("tarea deberes informe trabajo ejercicio proyecto examen ensayo artículo composición")
_BUY = words("comprar preparar traer cocinar escribir reservar pedir")
_LEAVE = words("salir partir irse marcharse ir marchar")
_DEAL = words("comprar vender")
_GOING = words("voy vas va vamos van")
_AT_HOURS = words("salir llegar empezar abrir cerrar cenar comer levantar acostar terminar")
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_SWAP = words("cambiar canjear intercambiar")


def purpose(s: Sentence) -> Iterator[Finding]:
    """Pintado para Goya → por; estudié para dos horas → por; salgo por Barcelona → para; ahorro por viajar → para."""
    for i, word in enumerate(s.words):
        if word == "para":
            yield from _should_be_por(s, i)
        elif word == "por":
            yield from _should_be_para(s, i)


def _should_be_por(s: Sentence, i: int) -> Iterator[Finding]:
    before, after = s.at(i - 1), s.at(i + 1)
    made = any(a.features.mood == "participle" and a.lemma in _MADE for a in analyses(before))
    was = {r.verb for n in (i - 2, i - 3) for r in analyse(s.at(n)) if r.person} & {"ser"}
    if (
        made
        and was
        and is_person_name(s, i + 1)
        and any(r.tense in ("preterite", "imperfect") for n in (i - 2, i - 3) for r in finite(s, n))
    ):
        yield Finding(i, i + 1, "por", "por-para", 0.88, before)
    elif (end := _span(s, i + 1)) and (s.at(end) in STOPS or s.at(end) in ("", "y", "pero", "porque", "en", "antes")):
        yield from _how_long(s, i, end)
    elif (
        {"euros", "dólares", "pesos", "euro"} & set(s.words[i + 2 : i + 5])
        and (after in _NUMBERS or after.isdigit() or after in ("mil", "cien"))
        and _verbs_before(s, i, 5) & _DEAL
    ):
        yield Finding(
            i,
            i + 1,
            "por",
            "por-price",
            0.88,
            s.text(i + 1, next(n for n in range(i + 2, i + 5) if s.at(n) in ("euros", "dólares", "pesos", "euro")) + 1),
        )
    elif {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n)) if r.person} & _SWAP and after in (
        "un",
        "una",
        "otro",
        "otra",
    ):
        if noun(s, i - 1) and noun(s, i + 2) and not infinitive(s, i + 1):
            yield Finding(i, i + 1, "por", "por-para", 0.86, "cambiar")


def _span(s: Sentence, i: int) -> int:
    """Where the span of time ends that begins here: «casi treinta años», «mucho tiempo», «dos o tres días»; 0 where there is none."""
    at = (
        i + 1
        if s.at(i) in ("casi", "unos", "unas", "como")
        else i + 2
        if s.text(i, i + 2) in ("más de", "alrededor de")
        else i
    )
    if s.text(at, at + 2) in ("mucho tiempo", "tanto tiempo"):
        return at + 2
    if s.at(at) not in _NUMBERS and not s.at(at).isdigit() and at == i:
        return 0
    at += 2 * (s.at(at + 1) in ("o", "y"))
    return at + 2 if s.at(at + 1) in _UNITS and (s.at(at) in _NUMBERS or s.at(at).isdigit() or s.at(at) in _TENS) else 0


def _how_long(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«He estado jugando al tenis para cinco años»; «tengo comida para dos días» stays."""
    clause = max((n for n in range(i) if s.at(n) in STOPS or s.at(n) in ("que", "pero", "porque")), default=-1) + 1
    told = [
        (n, r) for n in range(clause, i) for r in analyse(s.at(n)) if r.person or r.tense in ("gerund", "participle")
    ]
    told = [(n, r) for n, r in told if r.verb != "haber"]
    if not told:
        return
    last = told[-1][1].verb
    near = i - told[-1][0] <= 5
    if (
        near
        and last in _LASTS - {"tener", "quedar"}
        and (is_finite(s, told[-1][0]) or told[-1][1].tense in ("gerund", "participle"))
    ):
        yield Finding(i, i + 1, "por", "por-duration", 0.86, s.text(i + 1, end))


def _left_to_do(s: Sentence, i: int) -> bool:
    """«Hay trabajo por hacer», «quedan cosas por ver»."""
    left = any(r.verb in ("haber", "quedar", "tener") for n in range(max(0, i - 4), i) for r in analyse(s.at(n)))
    return left and noun(s, i - 1) is not None


def _should_be_para(s: Sentence, i: int) -> Iterator[Finding]:
    before, after = s.at(i - 1), s.at(i + 1)
    near = {
        r.verb
        for n in range(max(0, i - 4), i)
        for r in analyse(s.at(n))
        if r.person or r.tense in ("infinitive", "gerund")
    }
    if before in _GOING and infinitive(s, i + 1) == after and after and after not in _CAUSE:
        yield Finding(i, i + 1, "a", "ir-a", 0.87, before)
    elif (
        after == "las" and s.at(i + 2) in _HOURS and s.at(i + 3) in STOPS | {""} and _verbs_before(s, i, 1) & _AT_HOURS
    ):
        yield Finding(i, i + 1, "a", "fixed-preposition", 0.87, before)
    elif (
        _city(s, i + 1)
        and {r.verb for r in analyse(before) if r.person} & _LEAVE
        and not {r.verb for r in analyse(before)} & {"ir"}
    ):
        yield Finding(i, i + 1, "para", "por-para", 0.86, before)
    elif (
        (what := infinitive(s, i + 1))
        and near & _WORK
        and what not in _CAUSE
        and not _left_to_do(s, i)
        and before not in ("gracias", "cansado")
        and _own(s, i)
    ):
        yield Finding(i, i + 1, "para", "para-goal", 0.86, s.at(i + 1))
    elif _is(s, i - 1) and (
        after in ("mañana", "hoy")
        or (
            after in ("el", "la")
            and s.at(i + 2) in words("lunes martes miércoles jueves viernes sábado domingo próxima")
        )
    ):
        subject = next((p for n in range(max(0, i - 6), i - 1) if (p := phrase(s, n)) and p.end == i - 1), None)
        if subject and singular(s.at(subject.head)) in _TASKS | {"deber"}:
            yield Finding(
                i, i + 1, "para", "para-deadline", 0.88, s.text(i + 1, i + 3) if after in ("el", "la") else after
            )
    elif near & _BUY and noun(s, i - 1) and _somebody(s, i + 1):
        yield Finding(i, i + 1, "para", "para-receiver", 0.86, s.text(i + 1, i + 3))


def _verbs_before(s: Sentence, i: int, most: int) -> set[str]:
    """The verbs of the words before."""
    return {r.verb for n in range(max(0, i - most), i) for r in analyse(s.at(n))}


def _own(s: Sentence, i: int) -> bool:
    """Whether the purpose is that of the verb just before: at most an object stands between."""
    for n in range(i - 1, max(-1, i - 4), -1):
        verbs = {r.verb for r in analyse(s.at(n)) if r.person or r.tense in ("infinitive", "gerund")}
        if verbs & _WORK and (n == i - 1 or noun(s, i - 1)):
            return not noun(s, n) or s.at(n - 1) not in ("el", "la", "un", "una", "mi", "su", "tu", "de")
    return False


def _is(s: Sentence, i: int) -> bool:
    return s.at(i) in ("es", "son", "era", "eran")


def _city(s: Sentence, i: int) -> bool:
    """Whether a place's name stands here, alone."""
    if not s.is_name(i) or s.is_name(i + 1):
        return False
    return any(a.part == "name" and a.features.tag[4:5] == "G" for a in analyses(s.tokens[i].text))


def _somebody(s: Sentence, i: int) -> bool:
    """Whether the phrase of a person stands here and the clause ends behind it."""
    found = phrase(s, i)
    if s.at(i) in ("ti", "mí") and s.at(i + 1) in STOPS | {""}:
        return True
    if not found or s.at(found.end) not in STOPS | {""}:
        return False
    return is_person_name(s, i) or (
        s.at(i) in words("mi mis tu tus su sus nuestra nuestro") and singular(s.at(found.head)) in PERSONS
    )
