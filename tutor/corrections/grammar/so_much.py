"""Tan and tanto, no beside nobody, time that is passed: «tanta gente que», «nadie vino», «paso el día leyendo», «la semana pasada»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.determined import only_noun
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, adjectival, conjugated, finite, infinitive, is_finite
from tutor.language.es.inflect import takes_el
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_ADVERBS = words("rápido bien mal lejos cerca tarde temprano pronto despacio fuerte lento")
_BE = words("ser estar parecer sentir")
_MUCH = {("m", "s"): "tanto", ("f", "s"): "tanta", ("m", "p"): "tantos", ("f", "p"): "tantas"}
_WHOLE = words("día noche semana tarde mañana gente familia año mes verano mundo")
_DENIES = words("nadie tampoco nunca jamás nada")
_SPANS = words(
    "tiempo domingos sábados domingo sábado veranos día días tarde tardes noche noches mañana horas hora semana semanas vida verano fin"
)
_LAST = {"pasado": "pasada", "pasada": "pasado", "próximo": "próxima", "próxima": "próximo"}
_TIMES = {
    "semana": "a",
    "noche": "a",
    "primavera": "a",
    "mes": "o",
    "año": "o",
    "verano": "o",
    "fin": "o",
    "lunes": "o",
    "sábado": "o",
    "domingo": "o",
}


def so_much(s: Sentence) -> Iterator[Finding]:
    """Es tanto guapo → tan; tan sueño → tanto; tanto gente → tanta; nadie no vino → nadie vino; el mes pasada → pasado."""
    for i, word in enumerate(s.words):
        if word == "tanto":
            yield from _tanto(s, i)
        elif word == "tan":
            yield from _tan(s, i)
        elif (
            word in _DENIES
            and s.at(i + 1) == "no"
            and _behind_clitics(s, i + 2)
            and "no" not in s.words[max(0, i - 5) : i]
        ):
            yield Finding(i + 1, i + 2, "", "double-negative-before", 0.9, word)
        elif word == "no" and s.at(i + 1) == "también" and is_finite(s, i + 2):
            yield Finding(i, i + 2, "tampoco", "tampoco", 0.9, "no también")
        elif word in _LAST and (end := _TIMES.get(s.at(i - 1))) and not word.endswith(end) and s.at(i - 2) != "de":
            yield Finding(i, i + 1, _LAST[word], "noun-adjective", 0.9, s.at(i - 1))
        elif (word == "atrás" or (word == "antes" and s.at(i + 1) in STOPS | {""})) and s.at(i - 1) in (
            "años",
            "meses",
            "días",
            "semanas",
            "año",
            "mes",
        ):
            if {"hace"} & set(s.words[max(0, i - 4) : i]):
                yield Finding(i, i + 1, "", "extra-word", 0.9, "hace")
        elif (
            word in ("demasiada", "demasiados", "demasiadas")
            and adjectival(s.at(i + 1)) > 0.7
            and not only_noun(s, i + 1)
            and s.at(i + 2) in STOPS | {""}
        ):
            yield Finding(i, i + 1, "demasiado", "too-adjective", 0.88, s.at(i + 1))
        elif word in ("todo", "toda") and s.at(i + 1) in _WHOLE and s.at(i - 1) not in ("de", "en", "a", "sobre"):
            article = "el" if word == "todo" else "la"
            yield Finding(i + 1, i + 1, article, "article-all", 0.88, word)
        if {r.verb for r in finite(s, i)} & {"pasar"}:
            yield from _passes(s, i)
        if {r.verb for r in finite(s, i)} & {"ser"} and s.at(i + 1) in ("nacido", "nacida"):
            yield from _born(s, i)
        if {r.verb for r in finite(s, i)} & {"recordar"} and s.at(i + 1) in ("de", "del") and s.at(i - 1) in CLITICS:
            yield from _remembers(s, i)


def _behind_clitics(s: Sentence, i: int) -> bool:
    while s.at(i) in CLITICS:
        i += 1
    return is_finite(s, i)


def _tanto(s: Sentence, i: int) -> Iterator[Finding]:
    after, verbs = s.at(i + 1), {r.verb for r in finite(s, i - 1)}
    if (adjectival(after) and verbs & _BE) or (
        after in _ADVERBS and verbs and s.at(i + 2) in ("como", "que") and "gustar" not in verbs
    ):
        yield Finding(i, i + 1, "tan", "tan-adjective", 0.88, after)
        return
    tag = only_noun(s, i + 1)
    if tag in _MUCH and tag == ("f", "s") and s.at(i + 2) != "como" and (verbs or s.at(i - 1) == "hay"):
        if not verbs & {"gustar", "encantar"}:
            yield Finding(i, i + 1, "tanta", "determiner-noun", 0.86, after)


def _tan(s: Sentence, i: int) -> Iterator[Finding]:
    after = s.at(i + 1)
    if after == "que" and is_finite(s, i - 1):
        yield Finding(i, i + 1, "tanto", "word-choice", 0.94)
        return
    if after in ("calor", "frío", "sueño", "miedo", "hambre", "sed", "prisa", "viento", "ruido"):
        if {r.verb for r in finite(s, i - 1)} & {"tener", "hacer", "haber", "pasar"} or s.at(i - 1) == "hay":
            yield Finding(
                i, i + 1, "tanta" if after in ("hambre", "sed", "prisa") else "tanto", "tanto-noun", 0.9, after
            )
        return
    tag = only_noun(s, i + 1)
    told = {r.verb for r in finite(s, i - 1)} & {"tener", "hacer", "haber", "comer", "beber", "ver"} or s.at(
        i - 1
    ) == "hay"
    if tag in _MUCH and told and not adjectival(after):
        yield Finding(i, i + 1, "tanta" if takes_el(after) else _MUCH[tag], "tanto-noun", 0.88, after)


def _passes(s: Sentence, i: int) -> Iterator[Finding]:
    """«Paso mucho tiempo estudiar», «pasa el día a leer»."""
    if s.at(i - 1) in CLITICS:
        return  # «¿y si te pasas el sábado a tomar café?»
    at = next((n for n in range(i + 1, min(i + 5, len(s))) if s.at(n) in _SPANS), None)
    if at is None or any(s.at(n) in STOPS for n in range(i, at)):
        return
    end = at + 1 + (s.at(at + 1) == "a")
    what = infinitive(s, end)
    if what and what == s.at(end) and (gerund := verb(what).gerund):
        yield Finding(at + 1, end + 1, gerund, "gerund", 0.87, s.at(i))


def _born(s: Sentence, i: int) -> Iterator[Finding]:
    """«Fui nacido en Perú», «soy nacido en 1990»."""
    told = next(r for r in finite(s, i) if r.verb == "ser")
    if told.tense in ("present", "preterite") and (new := conjugated("nacer", "preterite", told.person)):
        yield Finding(i, i + 2, new, "verb-form", 0.9, "")


def _remembers(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me recuerdo de ti»: acordarse has «de»."""
    told = next(r for r in finite(s, i) if r.verb == "recordar")
    same = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "3p": "se"}.get(told.person) == s.at(i - 1)
    if (
        same
        and (new := conjugated("acordar", told.tense, told.person))
        and not any(r.verb == "acordar" for r in analyse(s.at(i)))
    ):
        yield Finding(i, i + 1, new, "look-alike", 0.9)
