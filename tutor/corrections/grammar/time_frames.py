"""Tenses by what frames them: «en el futuro compraré», «antes no había móviles», «al final volví», «ayer estuve tres horas», «se mudó»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, WHEN, conjugated, finite, is_finite, noun, phrase
from tutor.language.es.verbs import VerbReading, verb
from tutor.language.es.wordlist import words

_UNITS = words("años meses semanas días horas minutos año mes semana hora día")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta varios varias muchos muchas unos unas"
)
# Done once, at one moment.
_ONCE = words(
    "mudar nacer morir casar divorciar separar conocer comprar empezar terminar perder romper encontrar llegar graduar jubilar decidir vender"
)
_AT_ONCE = _ONCE | words(
    "abrir cerrar coger salir entrar volver decir caer sonar irse despertar levantar sentar subir bajar ver dar ir"
)
_NEXT = ("al final", "entonces", "después", "luego", "de repente", "finalmente", "por fin")
_HABITUAL = words("siempre normalmente cada todos todas veces menudo antes soler casi")
_LASTED = words("estar esperar dormir trabajar estudiar hablar jugar nadar caminar leer")
_USED = words(
    "ir jugar comer visitar cocinar viajar pasar salir bailar cantar nadar montar cenar desayunar leer ver escuchar ayudar llevar venir tomar beber dormir"
)
_FORMER = words("fumar beber vivir trabajar jugar tener gustar odiar llevar creer pensar")
_GOING_ON = words("dormir estar llover esperar ver leer trabajar")
_CAME = words("llegar entrar volver despertar salir")


def time_frames(s: Sentence) -> Iterator[Finding]:
    """En el futuro compré → compraré; antes no hubo → había; al final volvía → volví; hace dos años conocía → conocí."""
    for i, word in enumerate(s.words):
        opens = i == 0 or s.at(i - 1) in STOPS or s.at(i - 1) in ("y", "pero")
        if s.text(i, i + 3) == "en el futuro" and opens:
            yield from _to_come(s, i)
        elif word == "antes" and opens:
            yield from _formerly(s, i)
        elif word in ("todos", "todas", "cada") and opens:
            yield from _every(s, i)
        elif word == "hace" and opens and (s.at(i + 1) in _NUMBERS or s.at(i + 1).isdigit()) and s.at(i + 2) in _UNITS:
            yield from _once(s, i + 3, s.text(i, i + 3))
        elif word in ("tenía", "tenían") and s.at(i - 1) == "cuando" and s.at(i + 2) == "años" and s.at(i + 3) == ",":
            yield from _once(s, i + 4, s.text(i - 1, i + 3))
        elif word in ("ayer", "anoche", "anteayer"):
            yield from _so_long(s, i)
        elif word == "cuando" and opens:
            yield from _was_doing(s, i)
        elif s.text(i, i + 2) == "para cuando" and opens:
            yield from _done_by_then(s, i)
        if word in ("nacía", "nacían"):
            yield from _was_born(s, i)
        if word in ("tu", "vuestro") and s.text(i - 1, i + 2) in ("en tu lugar", "en vuestro lugar"):
            yield from _in_your_place(s, i + 2)
        if word == "yo" and s.text(i, i + 3) in ("yo que tú", "yo que usted", "yo que él"):
            yield from _in_your_place(s, i + 3)
        if word == "que" and s.at(i + 1) == "ya":
            yield from _had_already(s, i)
        if any(s.text(i, i + len(t.split())) == t for t in _NEXT):
            yield from _and_then(s, i)


def _subject_ends(s: Sentence, at: int) -> bool:
    """Whether a noun phrase that is no pronoun ends right before the verb."""
    before = at
    while s.at(before - 1) in CLITICS or s.at(before - 1) == "no":
        before -= 1
    return any(
        (p := phrase(s, n)) and p.end == before and s.at(p.head) not in PRONOUNS and s.at(p.head) not in WHEN
        for n in range(max(0, before - 4), before)
    )


def _in_person(s: Sentence, at: int, reading: VerbReading, first: bool) -> VerbReading:
    """Conocía may be of me or of another: by the subject before it, else of who speaks where `first`."""
    if reading.person not in ("1s", "3s"):
        return reading
    said = PRONOUNS.get(s.at(at - 1), "")
    third = said == "3s" or _subject_ends(s, at) or (said != "1s" and not first)
    return reading._replace(person="3s" if third else "1s")


def _to_come(s: Sentence, i: int) -> Iterator[Finding]:
    at = clause_verb(s, i + 3 + (s.at(i + 3) == ","))
    reading = told_in(s, at, "preterite", "imperfect") if at else None
    if (
        at
        and reading
        and reading.verb != "ser"
        and not any(r.tense in ("preterite", "imperfect") for n in range(i) for r in finite(s, n))
    ):
        yield from in_tense(s, at, reading, "future", "future-time", 0.86, s.text(i, i + 3))


def _formerly(s: Sentence, i: int) -> Iterator[Finding]:
    """«Antes no hubo móviles», «antes mi abuela cocinó todos los domingos»."""
    at = clause_verb(s, i + 1 + (s.at(i + 1) == ","))
    reading = told_in(s, at, "preterite") if at and s.at(i + 1) not in ("de", "que") else None
    if not at or not reading:
        return
    often = _HABITUAL & set(s.words[at:])
    lived = (
        reading.verb in _FORMER
        and ("pero" in s.words or "ahora" in s.words)
        and not (_UNITS | {"durante", "hasta"}) & set(s.words[at : at + 5])
    )
    exists = lived or (
        reading.verb == "haber"
        and (noun(s, at + 1) or s.at(at + 1) in ("mucho", "mucha", "muchos", "muchas", "más", "menos"))
    )
    if exists or (often and reading.verb in _USED):
        yield from in_tense(s, at, reading, "imperfect", "imperfect", 0.86, "antes")


_OVER = words("pasado pasada hasta durante ayer últimos desde salvo menos")


def _every(s: Sentence, i: int) -> Iterator[Finding]:
    """«Todos los veranos fuimos al pueblo» → íbamos."""
    what = s.at(i + 2) if s.at(i) != "cada" else s.at(i + 1)
    if what not in words(
        "días años veranos inviernos domingos sábados fines mañanas tardes noches verano día año noche mañana domingo"
    ):
        return
    end = i + (3 if s.at(i) != "cada" else 2)
    at = clause_verb(s, end + (s.at(end) == ","))
    reading = told_in(s, at, "preterite") if at else None
    if at and reading and reading.verb in _USED and not _OVER & set(s.words):
        yield from in_tense(s, at, reading, "imperfect", "to-imperfect", 0.85, s.text(i, end))


def _once(s: Sentence, start: int, trigger: str) -> Iterator[Finding]:
    """«Hace dos años conocía a mi mujer», «cuando tenía ocho años, mi familia se mudaba a Sevilla»."""
    at = clause_verb(s, start + (s.at(start) == ","))
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.verb in _ONCE and not _HABITUAL & set(s.words):
        yield from in_tense(s, at, _in_person(s, at, reading, first=True), "preterite", "to-preterite", 0.86, "")


def _so_long(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ayer estaba tres horas en el dentista» → estuve."""
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "imperfect") if at else None
    if not at or not reading or reading.verb not in _LASTED:
        return
    span = at + 1 + (s.at(at + 1) in ("esperando", "leyendo", "durmiendo", "trabajando", "estudiando"))
    if (s.at(span) in _NUMBERS or s.at(span).isdigit()) and s.at(span + 1) in _UNITS:
        yield from in_tense(
            s, at, _in_person(s, at, reading, first=True), "preterite", "to-preterite", 0.87, s.text(span, span + 2)
        )


def _was_doing(s: Sentence, i: int) -> Iterator[Finding]:
    """«Cuando llegué a casa, mi madre durmió en el sofá» → dormía."""
    first = clause_verb(s, i + 1)
    told = finite(s, first) if first else []
    if not first or not told or any(r.tense != "preterite" or r.verb not in _CAME for r in told):
        return
    comma = next((n for n in range(first, min(first + 7, len(s))) if s.at(n) == ","), None)
    at = clause_verb(s, comma + 1) if comma else None
    reading = told_in(s, at, "preterite") if at else None
    if at and reading and reading.verb in _GOING_ON - {"ver"} and _subject_ends(s, at) and reading.person[0] == "3":
        rest = set(s.words[at + 1 :])
        if not rest & (_UNITS | words("mal bien mucho poco toda todo")) and s.at(at + 1) in (
            "en",
            "con",
            "la",
            "una",
            "un",
        ):
            yield from in_tense(s, at, reading, "imperfect", "happened-while", 0.85, s.text(i, first + 1))


def _done_by_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«Para cuando llegues, ya terminaré» → habré terminado."""
    ya = next((n for n in range(i + 2, min(i + 9, len(s))) if s.at(n) == "ya"), None)
    at = ya + 1 if ya else None
    while at and s.at(at) in CLITICS:
        at += 1
    reading = told_in(s, at, "future") if at else None
    if at and reading and reading.verb not in ("estar", "ser", "haber") and (parts := verb(reading.verb).participles):
        have = conjugated("haber", "future", reading.person)
        yield Finding(at, at + 1, f"{have} {parts[0]}", "future-perfect", 0.86, s.text(i, i + 2))


def _was_born(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi abuela nacía en un pueblo» → nació."""
    reading = told_in(s, i, "imperfect")
    if (
        reading
        and s.at(i + 1) in ("en", "el")
        and not _HABITUAL & set(s.words)
        and not {"cuando", "mientras", "donde", "que", "si"} & set(s.words)
    ):
        if _subject_ends(s, i) and not {"niños", "bebés"} & set(s.words[:i]):
            yield from in_tense(
                s, i, reading._replace(person="3" + reading.person[-1]), "preterite", "to-preterite", 0.86, ""
            )


def _in_your_place(s: Sentence, i: int) -> Iterator[Finding]:
    """«Yo en tu lugar hablaba con ella» → hablaría."""
    at = i + 1 if s.at(i) == "," else i
    while s.at(at) in CLITICS or s.at(at) in ("yo", "no", ","):
        at += 1
    reading = told_in(s, at, "imperfect", "present", "future")
    if reading and reading.person in ("1s", "3s") and (reading.person == "1s" or reading.tense == "imperfect"):
        yield from in_tense(s, at, reading._replace(person="1s"), "conditional", "conditional", 0.87, "")


def _had_already(s: Sentence, que: int) -> Iterator[Finding]:
    """«Me dijo que ya compró las entradas» → había comprado."""
    said = finite(s, que - 1)
    at = que + 2
    while s.at(at) in CLITICS:
        at += 1
    reading = told_in(s, at, "preterite")
    told = said and all(
        r.tense in ("preterite", "imperfect")
        and r.verb in ("decir", "contar", "explicar", "saber", "contestar", "responder")
        for r in said
    )
    if told and reading and (parts := verb(reading.verb).participles):
        had = conjugated("haber", "imperfect", reading.person)
        yield Finding(at, at + 1, f"{had} {parts[0]}", "had-done", 0.86, s.at(que - 1))


def _and_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«No encontré nada y al final volvía a casa», «de repente abría la puerta» behind a past."""
    start = i + next(len(t.split()) for t in _NEXT if s.text(i, i + len(t.split())) == t)
    at = start
    while s.at(at) in CLITICS or s.at(at) == ",":
        at += 1
    reading = told_in(s, at, "imperfect")
    before = next((r for n in range(i - 1, -1, -1) if is_finite(s, n) for r in finite(s, n)), None)
    if reading and before and before.tense == "preterite" and reading.verb in _AT_ONCE and not _HABITUAL & set(s.words):
        if reading.person in ("1s", "3s") and before.person in ("1s", "3s"):
            yield from in_tense(s, at, reading._replace(person=before.person), "preterite", "to-preterite", 0.86, "")
        elif reading.person == before.person:
            yield from in_tense(s, at, reading, "preterite", "to-preterite", 0.86, "")
