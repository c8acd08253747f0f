"""Expressions carried over word by word: «dos semanas hace», «desde seis meses», «después unos días», «tener un buen tiempo»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, finite, infinitive, noun
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_UNITS = words("años meses semanas días horas minutos año mes semana hora siglos")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta muchos muchas varios varias unos unas pocos"
)
_CLITIC = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "2p": "os", "3p": "se"}
_THEN = words(
    "momento día clase escuela trabajo universidad cena comida fiesta viaje año noche examen partido película accidente boda"
)
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_PAST_HOUR = words("media cuarto cinco diez veinte veinticinco")
_VEHICLES = words("coche carro tren autobús metro avión bici bicicleta barco taxi")
_MOVE = words("ir venir viajar llegar volver")
_FIRST = words("yo tú él ella nosotros ellos , y") | {""}
_HOMES = words("casa apartamento piso ciudad país barrio estado pueblo")


_THAT_OF = words(
    "convencido convencida seguro segura seguros seguras contento contenta contentos contentas harto harta orgulloso orgullosa cansado cansada encantado encantada"
)


def wording(s: Sentence) -> Iterator[Finding]:
    """Dos semanas hace → hace dos semanas; desde seis meses → desde hace; me moví a una casa → me mudé."""
    for i, word in enumerate(s.words):
        if word == "hace":
            yield from _ago(s, i)
        elif word == "desde":
            yield from _since(s, i)
        elif word in ("después", "antes", "alrededor"):
            yield from _of(s, i)
        elif word in _THAT_OF:
            yield from _that(s, i)
        elif word in ("capaz", "capaces", "incapaz", "incapaces") and infinitive(s, i + 1):
            yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.9, f"{word} de")
        elif word == "fin" and s.at(i + 1) == "semana":
            yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.92, "fin de semana")
        elif (
            word == "acerca"
            and s.at(i - 1) not in CLITICS
            and (noun(s, i + 2) or s.is_name(i + 1))
            and s.at(i + 1) not in ("de", "del")
        ):
            yield Finding(
                i + 1,
                i + (2 if s.at(i + 1) == "el" else 1),
                "del" if s.at(i + 1) == "el" else "de",
                "regime-phrase",
                0.9,
                "acerca de",
            )
        elif word in ("conteniendo", "teniendo") and noun(s, i - 1) and s.at(i - 2) in ("un", "una", "unos", "unas"):
            yield from _which(s, i)
        elif word == "no":
            yield from _denied(s, i)
        elif word == "sin" and s.at(i - 2) == "las" and s.at(i - 1) in _HOURS and s.at(i + 1) in _PAST_HOUR:
            yield Finding(i, i + 1, "menos", "clock", 0.9, s.text(i - 2, i))
        elif word == "un" and s.at(i - 1) in ("y", "menos") and s.at(i + 1) == "cuarto" and s.at(i - 2) in _HOURS:
            yield Finding(i, i + 1, "", "clock", 0.92, s.at(i + 1))
        elif word in ("es", "son") and s.at(i + 1) in _HOURS and s.at(i + 2) in ("y", "menos"):
            if s.at(i + 3) in _PAST_HOUR and s.at(i - 1) in STOPS | {"", "ya"}:
                yield Finding(i, i + 1, "son las", "hour-number", 0.9, s.at(i + 1))
        elif (
            word == "con"
            and s.at(i + 1) in _VEHICLES
            and s.at(i + 2) in STOPS | {"", "y", "a", "al", "porque", "hasta", "desde", "por", "de"}
        ):
            if {r.verb for n in range(max(0, i - 4), i) for r in analyse(s.at(n))} & _MOVE:
                yield Finding(i, i + 1, "en", "by-foot", 0.87)
        elif word == "un" and s.at(i - 1) == "como" and s.at(i + 1) in PROFESSIONS:
            if {r.verb for r in analyse(s.at(i - 2))} & {"trabajar"}:
                yield Finding(i, i + 1, "", "article-profession", 0.88, s.at(i + 1))
        yield from _friends(s, i)


def _counted(s: Sentence, i: int) -> bool:
    return (s.at(i) in _NUMBERS or s.at(i).isdigit()) and s.at(i + 1) in _UNITS


def _ago(s: Sentence, i: int) -> Iterator[Finding]:
    if (
        _counted(s, i - 2)
        and s.at(i + 1) in STOPS | {""}
        and s.at(i - 3) not in ("por", "desde", "durante", "de", "que")
    ):
        yield Finding(i - 2, i + 1, f"hace {s.text(i - 2, i)}", "word-order", 0.9, "hace")


def _since(s: Sentence, i: int) -> Iterator[Finding]:
    if (
        _counted(s, i + 1)
        and (s.at(i + 3) in STOPS | {"", "y", "pero", "en"})
        and any(r.tense in ("present", "imperfect") for n in range(max(0, i - 7), i) for r in finite(s, n))
    ):
        yield Finding(i + 1, i + 1, "hace", "since-ago", 0.87, s.text(i + 1, i + 3))


def _of(s: Sentence, i: int) -> Iterator[Finding]:
    """«Después unos minutos», «alrededor su casa»."""
    at = i + 2 if s.at(i + 1) == "casi" else i + 1
    if s.at(i) == "después" and _counted(s, at) and s.at(i - 1) in STOPS | {""} and s.at(at + 2) in (",",):
        yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.87, "después de")
    elif (
        s.at(i) in ("después", "antes")
        and s.at(i + 1) in ("ese", "este", "esa", "esta", "la", "el", "mi")
        and s.at(i + 2) in _THEN
        and s.at(i + 3) in STOPS | {""}
    ):
        new = "del" if s.at(i + 1) == "el" else "de"
        yield Finding(i + 1, i + (2 if new == "del" else 1), new, "regime-phrase", 0.87, f"{s.at(i)} de")
    elif s.at(i) == "alrededor" and s.at(i + 1) in ("mi", "tu", "su", "la", "las", "los", "nuestra") and noun(s, i + 2):
        yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.88, "alrededor de")


def _that(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estoy convencida que» → de que."""
    if s.at(i - 1) in ("tan", "más", "menos"):
        return  # «estaba tan cansado que me dormí»
    if s.at(i + 1) == "que" and {r.verb for n in (i - 1, i - 2) for r in finite(s, n)} & {"estar"}:
        yield Finding(i + 1, i + 1, "de", "regime-phrase", 0.88, f"{s.at(i)} de")


def _denied(s: Sentence, no: int) -> Iterator[Finding]:
    """«Hago no deporte» → no hago; «nunca voy no» → nunca voy."""
    told, after = finite(s, no - 1), s.at(no + 1)
    behind = noun(s, no + 1) or after in ("al", "a", "mucho", "mucha", "muchos", "muchas", "un", "una")
    if not told or not behind or s.at(no - 2) in ("que", "si"):
        return
    if "nunca" in s.words[max(0, no - 3) : no]:
        yield Finding(no, no + 1, "", "double-negative-before", 0.9, "nunca")
    elif "no" not in s.words[:no] and noun(s, no + 1) and s.at(no - 2) in _FIRST:
        yield Finding(no - 1, no + 1, f"no {s.at(no - 1)}", "word-order", 0.88, "no")


def _which(s: Sentence, i: int) -> Iterator[Finding]:
    """«Una caja conteniendo libros» → que contenía: a gerund describes no thing."""
    told = next((r for n in range(i - 1, -1, -1) for r in finite(s, n)), None)
    tag = noun(s, i - 1)
    if told and tag:
        tense = "imperfect" if told.tense in ("preterite", "imperfect") else "present"
        what = "contener" if s.at(i) == "conteniendo" else "tener"
        yield Finding(i, i + 1, f"que {conjugated(what, tense, '3' + tag[1])}", "verb-form", 0.86, s.at(i))


def _form(reading: VerbReading, infinitive: str) -> str:
    return conjugated(infinitive, reading.tense, reading.person)


def _friends(s: Sentence, i: int) -> Iterator[Finding]:
    told = finite(s, i)
    if not told:
        return
    verbs, reading = {r.verb for r in told}, told[0]
    after = s.at(i + 1)
    if (
        "mover" in verbs
        and s.at(i - 1) in _CLITIC.values()
        and after == "a"
        and (s.is_name(i + 2) or s.at(i + 3) in _HOMES)
    ):
        if new := _form(reading, "mudar"):
            yield Finding(i, i + 1, new, "false-friend", 0.88, s.at(i))
    elif (
        "preguntar" in verbs
        and s.at(i + 1) in ("una", "muchas", "unas", "dos")
        and s.at(i + 2) in ("pregunta", "preguntas")
    ):
        if new := _form(reading, "hacer"):
            yield Finding(i, i + 1, new, "word-choice", 0.9, s.at(i + 2))
    elif verbs == {"tener"} and s.text(i + 1, i + 4) in (
        "un buen tiempo",
        "una buen tiempo",
        "un bueno tiempo",
        "una buena tiempo",
    ):
        if new := _form(reading, "pasar"):
            yield Finding(i, i + 4, f"lo {new} bien", "false-friend", 0.9, s.text(i, i + 4))
    elif (
        "hacer" in verbs
        and s.text(i + 1, i + 3) in ("una decisión", "la decisión")
        and (new := _form(reading, "tomar"))
    ):
        yield Finding(i, i + 1, new, "word-choice", 0.86, "decisión")
