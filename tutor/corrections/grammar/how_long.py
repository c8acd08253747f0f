"""How long and how long ago: «hacía un año que no veía», «se casaron hace veinte años», «estudio desde hace dos años», «llevo un mes viviendo»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import STOPS, finite, finite_verbs, infinitive, is_finite, phrase_before
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_UNITS = words("años meses semanas días horas minutos año mes semana hora día tiempo")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta muchos muchas varios varias unos unas mucho poco"
)
# Done at one moment: nothing of it goes on.
_ONCE = words(
    "mudar casar divorciar separar nacer morir conocer comprar empezar comenzar terminar acabar perder romper encontrar llegar graduar jubilar decidir vender "
    "volver salir dejar abrir cerrar entrar ocurrir pasar ver"
)
_GOES_ON = words("conocer estudiar aprender vivir trabajar")
_STILL = words("vivir trabajar estudiar conocer tener ser estar aprender")
_LED = words("vivir trabajar estudiar aprender esperar buscar dormir hablar leer jugar hacer")
_HAPPENINGS = words(
    "guerra viaje vuelo fiesta reunión concierto discusión tormenta dictadura huelga relación matrimonio conflicto crisis boda conversación"
)
_OFTEN = words("siempre normalmente cada todos todas antes cuando generalmente solía que si aunque")


def how_long(s: Sentence) -> Iterator[Finding]:
    """Hacía un año que no veo → veía; se mudó desde hace un mes → hace; estudio por dos años → desde hace; llevo un mes vivo → viviendo."""
    for i, word in enumerate(s.words):
        if word == "hacía" and (end := _span(s, i + 1)) and s.at(end) == "que":
            yield from _had_been(s, i, end)
        elif word == "hace" and (end := _span(s, i + 1)) and s.at(end) == "que":
            yield from _still(s, i, end)
        elif word == "desde" and s.at(i + 1) == "hace" and (end := _span(s, i + 2)):
            yield from _ago(s, i)
        elif word == "por" and (end := _span(s, i + 1)):
            yield from _since(s, i, end)
        elif word == "antes" and (end := _span(s, i + 1)) and (i == 0 or s.at(i - 1) in STOPS):
            yield from _back(s, i, end)
        elif {r.verb for r in finite(s, i)} == {"llevar"}:
            yield from _spent(s, i)
        elif word in ("duraba", "duraban"):
            yield from _lasted(s, i)


def _span(s: Sentence, i: int) -> int:
    """Where a length of time ends that begins here; 0 where none does."""
    counted = s.at(i) in _NUMBERS or s.at(i).isdigit()
    return i + 2 if counted and s.at(i + 1) in _UNITS else 0


def _had_been(s: Sentence, i: int, que: int) -> Iterator[Finding]:
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "present") if at else None
    if at and reading and reading.verb != "haber":
        yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.88, s.text(i, que + 1))


def _still(s: Sentence, i: int, que: int) -> Iterator[Finding]:
    """«Hace dos años que viví en Madrid y todavía me gusta» → vivo."""
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "preterite") if at else None
    if at and reading and reading.verb in _STILL and {"todavía", "aún", "sigo"} & set(s.words[at:]):
        reading = reading if reading.verb != "ir" else reading._replace(verb="ser")
        yield from in_tense(s, at, reading, "present", "since-present", 0.86, s.text(i, que + 1))


def _ago(s: Sentence, i: int) -> Iterator[Finding]:
    """«Nos mudamos desde hace un mes»: what happened once."""
    told = finite_verbs(s, max(0, i - 7), i)
    reading = told_in(s, told[-1], "preterite") if told else None
    if (
        reading
        and reading.verb in _ONCE
        and "no" not in s.words[:i]
        and not any(s.at(n) in STOPS for n in range(told[-1], i))
    ):
        yield Finding(i, i + 2, "hace", "ago", 0.88, s.at(told[-1]))


def _since(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«Conozco a Marta por diez años»; «estudio por dos horas» is a span of its own."""
    told = finite_verbs(s, max(0, i - 5), i)
    reading = told_in(s, told[-1], "present") if told else None
    long = s.at(end - 1) in ("años", "año") or (reading is not None and reading.verb == "conocer")
    if (
        reading
        and reading.verb in _GOES_ON
        and long
        and s.at(end) in STOPS | {"", "y"}
        and not (_OFTEN | {"quiero", "voy", "vamos"}) & set(s.words)
    ):
        yield Finding(i, i + 1, "desde hace", "since-ago", 0.86, s.text(i + 1, end))


def _back(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«Antes tres días vi a tu primo» → hace tres días."""
    at = clause_verb(s, end + (s.at(end) == ","))
    if at and all(r.tense == "preterite" for r in finite(s, at)):
        yield Finding(i, i + 1, "hace", "ago", 0.9, s.at(at))


def _spent(s: Sentence, i: int) -> Iterator[Finding]:
    """«Llevo dos años vivo aquí», «llevo dos años a estudiar», «llevo esperado una hora»: what one has been doing."""
    person = {r.person for r in finite(s, i)}
    if any(r.tense == "participle" and r.verb in _LED for r in analyse(s.at(i + 1))) and _span(s, i + 2):
        done = next(r for r in analyse(s.at(i + 1)) if r.tense == "participle")
        yield Finding(i + 1, i + 2, verb(done.verb).gerund, "gerund", 0.87, s.at(i))
        return
    if not (end := _span(s, i + 1)):
        return
    at = end + (s.at(end) in ("a", "de", "para"))
    what = infinitive(s, at)
    if not what and at == end:
        what = next((r.verb for r in analyse(s.at(at)) if r.tense == "present" and r.person in person), "")
    if what in _LED:
        yield Finding(end, at + 1, verb(what).gerund, "gerund", 0.88, s.text(i, end))


def _lasted(s: Sentence, i: int) -> Iterator[Finding]:
    """«La guerra duraba tres años» → duró: told to its end."""
    named = phrase_before(s, i)
    alone = [n for n in range(len(s)) if n != i and is_finite(s, n)]
    if named and s.at(named.head) in _HAPPENINGS and _span(s, i + 1) and not alone and not _OFTEN & set(s.words):
        new = "duró" if s.at(i) == "duraba" else "duraron"
        yield Finding(i, i + 1, new, "to-preterite", 0.85, s.text(i + 1, i + 3))
