"""The past by what else is told: «¿qué hiciste ayer?», «el lunes pasado visité», «era tarde y la calle estaba vacía», «me preguntó dónde vivía»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, has_done, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    PRONOUNS,
    STOPS,
    WHEN,
    conjugated,
    finite,
    finite_verbs,
    infinitive,
    is_finite,
    phrase,
)
from tutor.language.es.wordlist import words

# Told to its end where the time is over.
BOUNDED = words(
    "ir comprar visitar viajar comer cenar desayunar ver llegar conocer empezar hacer recibir escribir terminar perder encontrar salir volver llamar vender mudar "
    "leer preparar cocinar ganar pagar quedar tomar beber probar"
)
_LASTED = words("llover trabajar estudiar estar dormir esperar nevar hablar caminar bailar jugar")
OVER = words("ayer anoche anteayer")
_SPANS = words(
    "semana mes año verano invierno primavera otoño fin lunes martes miércoles jueves viernes sábado domingo noche vez"
)
_STATES = words("ser estar tener querer poder saber haber gustar deber soler ir")
_ASKS = words("dónde cómo qué cuándo si quién cuánto cuántos cuántas adónde")
HABITUAL = words("siempre normalmente cada todos todas cuando mientras que porque si antes donde")
_BROKE_IN = words(
    "morder empezar comenzar caer llegar sonar entrar aparecer explotar romper chocar robar parar llamar ir apagar"
)
_STAYED = words("vivir trabajar estudiar")
_LOOKS = words("ojos pelo piel nariz barba boca cara bigote")


def told_by_time(s: Sentence) -> Iterator[Finding]:
    """¿Qué haces el fin de semana pasado? → hiciste; el lunes pasado visitaba → visité; cada vez que iba, me dio → daba."""
    yield from _ends_in_the_past(s)
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS
        if opens and (end := over(s, i)):
            yield from _was_done(s, i, end)
        if opens and word in ("era", "eran") and s.at(i + 1) in ("la", "las", "tarde", "de", "temprano"):
            yield from _as_it_was(s, i)
        elif (opens and s.text(i, i + 2) in ("siempre que", "cada vez")) or (
            opens and s.text(i, i + 3) == "cada vez que"
        ):
            yield from _each_time(s, i)
        elif word == "cuando":
            yield from _broken_in(s, i)
            if opens:
                yield from _lived_then(s, i)
        elif word == "mientras" and opens:
            yield from _meanwhile(s, i)
        elif word in _ASKS and {r.verb for r in finite(s, i - 1)} == {"preguntar"}:
            yield from _asked(s, i)
        elif word == "que" and s.at(i + 1) == "ya":
            yield from _has_already(s, i)
        elif word in ("tuvo", "tuvieron") and s.at(i + 1) in ("los", "el", "la") and s.at(i + 2) in _LOOKS:
            yield from _past(s, i, "imperfect", "to-imperfect")


def _past(s: Sentence, at: int, tense: str, rule: str, trigger: str = "") -> Iterator[Finding]:
    reading = told_in(s, at, "preterite", "imperfect")
    if reading and reading.tense != tense:
        yield from in_tense(s, at, reading, tense, rule, 0.85, trigger)


def over(s: Sentence, i: int) -> int:
    """Where the words end that tell at the beginning that it is over; 0 where there are none."""
    if s.at(i) in OVER:
        return i + (4 if s.at(i + 1) == "por" and s.at(i + 2) == "la" else 1)
    if s.at(i) in ("el", "la", "los"):
        for n in (i + 2, i + 4):
            if s.at(n) in ("pasado", "pasada", "pasados") and s.at(i + 1) in _SPANS:
                return n + 1
    return 0


def third(s: Sentence, start: int, at: int) -> bool:
    """Whether somebody or something else than who speaks is named before the verb as its subject."""
    return any(
        (p := phrase(s, n)) and p.end <= at and s.at(p.head) not in WHEN and PRONOUNS.get(s.at(p.head), "3")[0] == "3"
        for n in range(start, at)
    )


def _was_done(s: Sentence, i: int, end: int) -> Iterator[Finding]:
    """«El domingo pasado mis primos visitaban el museo», «ayer llovía todo el día»."""
    end += s.at(end) == ","
    at = clause_verb(s, end)
    reading = told_in(s, at, "imperfect") if at else None
    if not at or not reading or (s.at(at + 1) == "a" and infinitive(s, at + 2)):
        return
    rest = s.text(at + 1, len(s))
    counted = "durante" in s.words[at:] and any(w in ("horas", "minutos", "días") for w in s.words[at:])
    whole = counted or (
        reading.verb in _LASTED
        and any(t in rest for t in ("todo el día", "toda la tarde", "toda la noche", "toda la mañana"))
    )
    verbs = [n for n in finite_verbs(s) if n != at]
    told_on = (
        bool(verbs)
        and s.at(verbs[0] - 1) in ("y", "después", "luego")
        and all(r.tense == "preterite" for r in finite(s, verbs[0]))
    )
    going = reading.verb == "ir"
    told_on = told_on and not going  # «ayer iba al cine y vi a tu hermana»
    if going and s.at(at + 1) not in ("a", "al"):
        return
    alone = not verbs and not HABITUAL & set(s.words)
    if whole or (reading.verb in BOUNDED and (alone or (told_on and not HABITUAL & set(s.words[:at])))):
        who = reading
        if reading.person in ("1s", "3s"):
            who = reading._replace(person="3s" if third(s, end, at) or reading.verb in ("llover", "nevar") else "1s")
        yield from in_tense(s, at, who, "preterite", "to-preterite", 0.85, s.text(i, end - (s.at(end - 1) == ",")))


def _ends_in_the_past(s: Sentence) -> Iterator[Finding]:
    """«¿Qué haces el fin de semana pasado?», «mi hermano llega anoche»."""
    verbs = finite_verbs(s)
    last = len(s) - 1
    while last > 0 and not s.at(last)[:1].isalpha():
        last -= 1
    ended = s.at(last) in OVER or (
        s.at(last) in ("pasado", "pasada") and any(s.at(n) in _SPANS for n in (last - 1, last - 3))
    )
    if len(verbs) != 1 or not ended or verbs[0] >= last:
        return
    reading = told_in(s, verbs[0], "present")
    at = verbs[0]
    if (
        reading
        and reading.verb not in _STATES - {"ir"}
        and not any(infinitive(s, n) for n in range(at + 1, last))
        and "desde" not in s.words
    ):
        start = next(n for n in range(last, -1, -1) if s.at(n) in OVER or s.at(n) in ("el", "la"))
        if s.at(start - 1) in ("que", "como", "de", "a") or {"hoy", "esta", "este", "ahora"} & set(s.words):
            return  # «hoy hace menos frío que ayer»
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.87, s.text(start, last + 1))


def _as_it_was(s: Sentence, i: int) -> Iterator[Finding]:
    """«Eran las ocho y la calle estuvo vacía» → estaba."""
    joint = next((n for n in range(i + 2, min(i + 7, len(s))) if s.at(n) == "y"), None)
    at = clause_verb(s, joint + 1) if joint else None
    reading = told_in(s, at, "preterite") if at else None
    if at and reading and reading.verb in ("estar", "haber", "hacer") and s.at(at + 1) not in ("a", "de"):
        yield from in_tense(s, at, reading, "imperfect", "to-imperfect", 0.85, "")


def _each_time(s: Sentence, i: int) -> Iterator[Finding]:
    """«Siempre que iba a su casa, me dio galletas» → daba."""
    first = clause_verb(s, i + (3 if s.at(i) == "cada" else 2))
    comma = next((n for n in range(first, min(first + 8, len(s))) if s.at(n) == ","), None) if first else None
    at = clause_verb(s, comma + 1) if comma else None
    reading = told_in(s, at, "preterite") if at else None
    if at and reading and first and all(r.tense == "imperfect" for r in finite(s, first)):
        yield from in_tense(s, at, reading, "imperfect", "to-imperfect", 0.87, "")


def _broken_in(s: Sentence, i: int) -> Iterator[Finding]:
    """«Iba por la calle cuando un perro me mordía» → mordió."""
    main = next((n for n in range(i - 1, max(-1, i - 8), -1) if is_finite(s, n) and finite(s, n)), None)
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "imperfect") if at else None
    if main is None or not at or not reading or reading.verb not in _BROKE_IN or "siempre" in s.words:
        return
    doing = all(r.tense == "imperfect" and r.verb in _GOING for r in finite(s, main))
    begins = reading.verb in ("empezar", "comenzar") and s.at(at + 1) == "a"
    if (
        doing
        and (third(s, i + 1, at) or begins or phrase(s, at + 1))
        and (reading.person[0] != "1" or reading.person == "1s")
    ):
        yield from in_tense(
            s, at, reading._replace(person="3" + reading.person[-1]), "preterite", "to-preterite", 0.86, ""
        )


_GOING = words(
    "ir estar caminar dormir comer trabajar conducir ver cocinar leer pasear esperar jugar nadar correr volver cenar"
)


def _lived_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuando viví en Londres, conocí a mi mujer» → vivía."""
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "preterite") if at else None
    comma = next((n for n in range(at, min(at + 7, len(s))) if s.at(n) == ","), None) if at else None
    main = clause_verb(s, comma + 1) if comma else None
    if at and reading and reading.verb in _STAYED and main and s.at(at + 1) == "en":
        if all(
            r.tense == "preterite" and r.verb in ("conocer", "aprender", "empezar", "comprar", "ver", "encontrar")
            for r in finite(s, main)
        ):
            yield from in_tense(s, at, reading, "imperfect", "happened-while", 0.86, s.at(main))


def _meanwhile(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mientras estábamos cenando, se iba la luz» → se fue."""
    first = clause_verb(s, i + 1)
    comma = next((n for n in range(first, min(first + 7, len(s))) if s.at(n) == ","), None) if first else None
    if not first or comma is None or any(r.tense != "imperfect" for r in finite(s, first)):
        return
    at = comma + 1
    while s.at(at) in CLITICS:
        at += 1
    reading = told_in(s, at, "imperfect")
    thing = phrase(s, at + 1)
    at_once = reading and (
        reading.verb in ("sonar", "llamar", "llegar", "caer", "apagar")
        or (reading.verb == "ir" and s.at(at + 2) == "luz")
    )
    if reading and thing and at_once and s.at(thing.head) not in WHEN:
        yield from in_tense(s, at, reading._replace(person="3" + thing.number), "preterite", "to-preterite", 0.86, "")


def _asked(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me preguntó dónde vivo», «preguntó si puedo ayudarle» → vivía, podía."""
    if any(r.tense != "preterite" for r in finite(s, i - 1)) or "¿" in s.words:
        return
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "present") if at else None
    clear = at and len(s) - at < 7 and len(finite_verbs(s)) == 2
    if at and reading and clear and s.at(at) != "hay" and not {"hoy", "ahora", "mañana"} & set(s.words):
        yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.84, s.text(i - 1, i + 1))


def _has_already(s: Sentence, que: int) -> Iterator[Finding]:
    """«Dijo que ya ha visto esa película» → había visto."""
    said, at = finite(s, que - 1), que + 2
    while s.at(at) in CLITICS:
        at += 1
    has = has_done(s, at)
    told = said and all(
        r.tense == "preterite" and r.verb in ("decir", "contar", "explicar", "contestar", "responder", "saber")
        for r in said
    )
    if told and has:
        yield Finding(at, at + 1, conjugated("haber", "imperfect", has.person), "had-done", 0.86, s.at(que - 1))
