"""The tense by what else the sentence tells: an age, a childhood, the hour, «de repente», «mañana», a span that is over."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, is_finite, phrase
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse, verb
from tutor.language.es.wordlist import words

_YOUNG = words("niño niña niños niñas pequeño pequeña pequeños pequeñas joven jóvenes adolescente chico chica bebé")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte "
    "veintiún treinta cuarenta cincuenta muchos muchas varios varias"
)
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_UNITS = words("años meses semanas días horas minutos año mes semana día hora")
_NOW = words("hoy ahora todavía aún actualmente siempre")
# What goes on while something else happens.
_GOING_ON = words(
    "dormir cocinar comer caminar estudiar trabajar hablar leer esperar escribir cenar desayunar conducir nadar correr jugar estar preparar "
    "limpiar viajar bailar cantar pasear mirar"
)
# What happens at once.
_AT_ONCE = words(
    "empezar comenzar llegar salir entrar caer caerse abrir cerrar ver oír aparecer sonar romper parar decir gritar desaparecer apagar encender "
    "estallar explotar despertar tropezar chocar morir desmayar frenar decidir encontrar detener perder"
)
_DONE = words(
    "despegar partir vender agotar apagar salir empezar terminar acabar irse ir cerrar comenzar marcharse marchar llegar cenar comer desayunar acostar preparar limpiar"
)
_HABIT = words(
    "jugar ir comer visitar contar leer viajar pasar nadar cantar ayudar hacer cocinar comprar llevar salir bailar ver"
)
_SUBJECTLESS = CLITICS | PRONOUNS.keys() | words("no también siempre casi ya mi mis")


def tenses(s: Sentence) -> Iterator[Finding]:
    """Cuando tuve diez años → tenía; cuando era niña me gusta → gustaba; de repente empezaba → empezó; mañana fui → iré."""
    for i, word in enumerate(s.words):
        if word in ("tuve", "tuvo", "tuvimos", "tuvieron", "tuviste"):
            yield from _age(s, i)
        elif word in ("fue", "fueron", "estuvo", "estuvieron"):
            yield from _hour(s, i)
        elif word == "cuando":
            yield from _childhood(s, i)
            yield from _before_that(s, i)
        elif word == "mientras" and s.at(i + 1) != "que":
            yield from _while(s, i)
        elif word in ("repente", "pronto") and s.at(i - 1) == "de":
            yield from _suddenly(s, i)
        elif word in ("durante", "por"):
            yield from _lasted(s, i)
        elif word in ("ayer", "anoche", "anteayer"):
            yield from _behind(s, i)
            yield from _unaccented(s, i)
        elif word in ("meses", "semanas", "días", "años", "veces"):
            yield from _that_long(s, i)
        elif word in ("siempre", "días", "veranos", "domingos", "sábados"):
            yield from _habit(s, i)
    yield from _to_come(s)
    yield from _this_morning(s)
    yield from _once(s)


def _next_verb(s: Sentence, start: int, most: int = 6) -> int | None:
    """The first finite verb of the clause that begins here."""
    at = found.end if (found := phrase(s, start)) else start
    for n in range(at, min(at + most, len(s))):
        if is_finite(s, n) and finite(s, n):
            return n
        if s.at(n) not in _SUBJECTLESS and not s.at(n).endswith("mente"):
            return None
    return None


def _age(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuando tuvo cinco meses», «tuve diecisiete años y jugaba»; «tuvo dos años de suerte» stays."""
    if (
        (s.at(i + 1) in _NUMBERS or s.at(i + 1).isdigit())
        and s.at(i + 2) in ("años", "meses")
        and s.at(i + 3) not in ("de", "para", "muy")
    ):
        when = "cuando" in s.words[max(0, i - 4) : i]
        if when or s.at(i + 2) == "años":
            reading = told_in(s, i, "preterite")
            if reading:
                yield from in_tense(s, i, reading, "imperfect", "imperfect", 0.87, s.text(i + 1, i + 3))


def _hour(s: Sentence, i: int) -> Iterator[Finding]:
    if (
        s.at(i + 1) in ("la", "las")
        and (s.at(i + 2) in _HOURS or s.at(i + 2) == "una")
        and s.at(i - 1) in ("", "ya", ",", "y", "pero", "que")
    ):
        if s.at(i + 3) in ("cuando", "y", "menos", "de", ".", "") and (s.at(i + 2) != "una" or s.at(i + 1) == "la"):
            yield Finding(i, i + 1, "era" if s.at(i + 1) == "la" else "eran", "past-tense", 0.88, s.text(i + 1, i + 3))


def _childhood(s: Sentence, i: int) -> Iterator[Finding]:
    """What was so «cuando era niña»: me gusta → me gustaba."""
    at = i + 2 if s.at(i + 1) in PRONOUNS else i + 1
    if s.at(at) not in ("era", "éramos", "eran", "eras", "fui", "fue"):
        return
    at += 1
    while s.at(at) in ("un", "una", "muy", "más"):
        at += 1
    if s.at(at) not in _YOUNG or _NOW & set(s.words) - {"siempre"}:
        return
    start = at + 2 if s.at(at + 1) == "," else at + 1
    found = _next_verb(s, start)
    reading = told_in(s, found, *(("preterite", "present") if _always(s, start) else ("present",))) if found else None
    lived = finite(s, found) if found else []
    named = phrase(s, start)
    if named and s.at(named.head) not in PRONOUNS and reading and reading.person[0] != "3":
        return  # «mi padre me compro» has lost its accent
    if (
        found
        and lived
        and {r.verb for r in lived} <= {"vivir", "tener", "gustar", "querer"}
        and all(r.tense in ("present", "preterite") for r in lived)
    ):
        yield from in_tense(s, found, lived[0], "imperfect", "imperfect", 0.86, s.text(i, i + 1) + " … " + s.at(at))
        return
    if found and reading and reading.verb not in words("recordar creer pensar saber") and s.at(found - 1) != "que":
        yield from in_tense(s, found, reading, "imperfect", "imperfect", 0.86, s.text(i, i + 1) + " … " + s.at(at))


def _always(s: Sentence, start: int) -> bool:
    """Whether what follows is told as done again and again: «todos los días», «cada verano», «siempre»."""
    rest = s.text(start, len(s))
    return any(words_ in rest for words_ in _AGAIN)


_AGAIN = (
    "todos los",
    "todas las",
    "cada día",
    "cada semana",
    "cada verano",
    "cada año",
    "cada noche",
    "siempre",
    "a menudo",
    "los domingos",
    "los sábados",
    "veces por semana",
    "veces al",
    "los fines de semana",
)


def _before_that(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuando llegué, el tren ya salió»: what was done before then is told in the pluperfect."""
    first = _next_verb(s, i + 1)
    if not first or not any(r.tense == "preterite" for r in finite(s, first)):
        return
    comma = next((n for n in range(first, min(first + 8, len(s))) if s.at(n) == ","), None)
    if comma is None:
        return
    second = next((n for n in range(comma + 1, min(comma + 7, len(s))) if is_finite(s, n)), None)
    reading = told_in(s, second, "preterite") if second else None
    if second and not reading:
        yield from _perfect_then(s, second)
    if not second or not reading:
        return
    ago = s.at(second + 1) in ("hacía", "hace") and s.at(second + 3) in _UNITS
    if (s.at(second - 1) == "ya" and reading.verb in _DONE) or ago:
        yield from _perfect(s, second, reading, s.text(i, first + 1))


def _perfect_then(s: Sentence, at: int) -> Iterator[Finding]:
    """«Cuando llamé, ya se ha acostado» → había."""
    told = [r for r in analyse(s.at(at)) if r.verb == "haber" and r.tense == "present" and r.person]
    done = any(r.tense == "participle" for r in analyse(s.at(at + 1)))
    if told and done:
        yield Finding(at, at + 1, conjugated("haber", "imperfect", told[0].person), "past-tense", 0.87, s.text(0, 2))


def _perfect(s: Sentence, at: int, reading: VerbReading, then: str) -> Iterator[Finding]:
    parts = verb(reading.verb).participles
    had = conjugated("haber", "imperfect", reading.person)
    if parts and had:
        yield Finding(at, at + 1, f"{had} {parts[0]}", "had-done", 0.86, then)


def _while(s: Sentence, i: int) -> Iterator[Finding]:
    at = _next_verb(s, i + 1)
    reading = told_in(s, at, "preterite") if at else None
    if not at or not reading or reading.verb not in _GOING_ON:
        return
    others = ("imperfect",) if reading.person[0] == "3" else ("imperfect", "preterite")
    if any(r.tense in others for n in range(at + 1, len(s)) for r in finite(s, n)):
        yield from in_tense(s, at, reading, "imperfect", "past-tense", 0.84, "mientras")


def _suddenly(s: Sentence, i: int) -> Iterator[Finding]:
    at = _next_verb(s, i + 2 if s.at(i + 1) == "," else i + 1)
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.verb in _AT_ONCE:
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.87, s.text(i - 1, i + 1))


def _lasted(s: Sentence, i: int) -> Iterator[Finding]:
    """«Durante doce años ella estaba sola» → estuvo: the span is told to its end."""
    if not (
        (s.at(i + 1) in _NUMBERS or s.at(i + 1).isdigit())
        and s.at(i + 2) in _UNITS
        and (i == 0 or s.at(i - 1) in STOPS)
    ):
        return
    if s.at(i + 3) in ("de", "al", "por", "cada", "a"):
        return
    at = _next_verb(s, i + 4 if s.at(i + 3) == "," else i + 3)
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.verb in words("estar vivir trabajar estudiar ser tener"):
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.84, s.text(i, i + 3))


def _that_long(s: Sentence, i: int) -> Iterator[Finding]:
    """«El verano pasado … y vivíamos tres meses en Roma», «íbamos tres veces» → fuimos: it was counted to its end."""
    reading = told_in(s, i - 2, "imperfect") if s.at(i - 1) in _NUMBERS else None
    over = {"pasado", "pasada"} & set(s.words[: i - 2])
    if reading and over and s.at(i + 1) not in ("al", "a", "por", "cada", "de", "y"):
        yield from in_tense(s, i - 2, reading, "preterite", "past-tense", 0.86, s.text(i - 1, i + 1))


def _behind(s: Sentence, i: int) -> Iterator[Finding]:
    """«Voy al cine ayer» → fui: the only verb, and when it was behind it."""
    if (
        i == 0
        or s.at(i + 1) not in STOPS | {""}
        or s.at(i - 1) in ("de", "desde", "hasta", "que", "el", ",", "a", "para", "sobre")
    ):
        return
    verbs_ = [n for n in range(i) if is_finite(s, n)]
    if len(verbs_) != 1 or {"que", "¿", "hoy", "como"} & set(s.words[:i]):
        return
    reading = told_in(s, verbs_[0], "present")
    if reading and reading.verb != "haber":
        yield from in_tense(s, verbs_[0], reading, "preterite", "past-tense", 0.86, s.at(i))


def _unaccented(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ayer hable con ella» → hablé: the form without its accent is a subjunctive that nothing asks for."""
    at = _next_verb(s, i + 2 if s.at(i + 1) == "," else i + 1)
    if not at or not s.at(at).endswith("e") or "que" in s.words[:at] or phrase(s, i + 1):
        return
    told = [r for r in analyse(s.at(at)) if r.person and r.tense != "imperative"]
    new = s.at(at)[:-1] + "é"
    if (
        told
        and all(r.tense == "subjunctive-present" for r in told)
        and conjugated(told[0].verb, "preterite", "1s") == new
    ):
        yield Finding(at, at + 1, new, "verb-accent", 0.95, s.at(i))


def _habit(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tenía un perro y siempre jugó con él» → jugaba."""
    every = s.at(i) == "siempre" or (s.at(i - 1) in ("los", "las") and s.at(i - 2) in ("todos", "todas"))
    at = _next_verb(s, i + 2 if s.at(i + 1) == "," else i + 1, 3)
    reading = told_in(s, at, "preterite") if at and every else None
    if (
        not at
        or not reading
        or reading.verb not in _HABIT
        or s.at(i - (1 if s.at(i) == "siempre" else 3)) not in ("y", "pero", "", ",")
    ):
        return
    told = {r.tense for n in range(len(s)) if n != at for r in finite(s, n)}
    if s.at(i) != "siempre" and {"infancia", "niño", "niña", "pequeño", "pequeña"} & set(s.words):
        told.add("imperfect")
    if "imperfect" in told and "preterite" not in told:
        yield from in_tense(
            s, at, reading, "imperfect", "past-tense", 0.84, s.text(i - 2, i + 1) if s.at(i) != "siempre" else "siempre"
        )


def _to_come(s: Sentence) -> Iterator[Finding]:
    """«Mañana visité a mi tía», «la semana que viene compré»: what is to come is no past."""
    end = _coming(s)
    if not end:
        return
    at = _next_verb(s, end + 1 if s.at(end) == "," else end)
    reading = told_in(s, at, "preterite") if at else None
    if at and reading:
        yield from in_tense(s, at, reading, "future", "verb-form", 0.87, s.text(0, end))


def _this_morning(s: Sentence) -> Iterator[Finding]:
    """«Esta mañana me levanto a las seis y desayuné» → me levanté: what follows is told as over."""
    if s.text(0, 2) != "esta mañana":
        return
    at = _next_verb(s, 3 if s.at(2) == "," else 2)
    reading = told_in(s, at, "present") if at else None
    joint = next((n for n in range(at + 1, min(at + 8, len(s))) if s.at(n) == "y"), None) if at else None
    if not at or not reading or joint is None or reading.verb == "haber":
        return
    second = joint + 2 if s.at(joint + 1) in CLITICS or s.at(joint + 1) == "luego" else joint + 1
    if any(r.tense == "preterite" and r.person == reading.person for r in finite(s, second)):
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.87, "esta mañana")


# How things were, told in the imperfect also beside a time that is over.
_STATES = words("ser estar tener haber hacer querer poder saber deber vivir")


def _once(s: Sentence) -> Iterator[Finding]:
    """«El lunes pasado iba al médico» → fui; «antes fumé mucho, pero ahora no» → fumaba."""
    if s.at(0) == "antes" and ("ahora" in s.words or "ya no" in s.text(0, len(s))):
        at = _next_verb(s, 2 if s.at(1) == "," else 1)
        reading = told_in(s, at, "preterite") if at else None
        if at and reading:
            yield from in_tense(s, at, reading, "imperfect", "imperfect", 0.86, "antes")
        return
    last = s.at(2) in ("pasado", "pasada") and s.at(0) in ("el", "la")
    start = (
        3
        if last
        else 1
        if s.at(0) in ("ayer", "anoche", "anteayer")
        else 2
        if s.at(0) == "en" and s.at(1).isdigit()
        else 0
    )
    at = _next_verb(s, start + (s.at(start) == ",")) if start else None
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.person == "3s" and (s.at(at - 1) == "me" or start in (at, at - 1)):
        reading = reading._replace(person="1s")  # who tells it, where nobody else is named
    others = [r for n in range(len(s)) if n != at for r in finite(s, n)]
    if at and reading and not others and reading.verb not in _STATES and "?" not in s.words:
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.84, s.text(0, start))


def _coming(s: Sentence) -> int:
    """Where the words end that tell at the beginning that something is to come; 0 where there are none."""
    if s.at(0) == "mañana":
        return 4 if s.at(1) == "por" and s.at(3) in ("mañana", "tarde", "noche") else 1
    if s.text(2, 4) == "que viene" and s.at(0) in ("el", "la"):
        return 4
    if (
        s.at(0) in ("el", "la")
        and s.at(1) in ("próximo", "próxima")
        and any(a.part == "noun" for a in analyses(s.at(2)))
    ):
        return 3
    if s.text(0, 2) == "pasado mañana":
        return 2
    dated = s.at(0) == "dentro" and s.at(1) == "de" and s.at(3) in _UNITS
    return 4 if dated and not analyse(s.at(2)) else 0
