"""Tenses that one part of a sentence asks of another: «creía que eras», «si tuviera …, iría», «estaba cocinando cuando llamaste»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb, in_tense, told_in
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, PRONOUNS, STOPS, conjugated, finite, finite_verbs, is_finite, phrase
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import analyse, verb
from tutor.language.es.wordlist import words

_BELIEVED = words("creer pensar saber imaginar suponer")
_LASTING = words("ser estar tener vivir querer poder saber trabajar estudiar haber gustar necesitar conocer")
_ANSWERED = words("decir contestar responder aceptar pensar")
_AT_ONCE = words("llamar llegar salir entrar caer volver terminar empezar sonar despertar")
_BORN = words("nacer morir fallecer fundar descubrir inventar llegar")
_OFTEN = ("todos los", "todas las", "cada día", "cada noche", "cada semana", "cada verano", "siempre")
_USUALLY = words("normalmente generalmente usualmente")
_YOUNG = words("niño niña niños niñas pequeño pequeña pequeños joven jóvenes")
_HABIT = words(
    "jugar ir comer visitar leer viajar nadar cantar ayudar cocinar salir bailar ver pasar montar dormir hablar beber llevar"
)
_CHILDHOOD = words("infancia niñez juventud adolescencia")


def told_tenses(s: Sentence) -> Iterator[Finding]:
    """Creía que eres → eras; si ganara, compro → compraría; estuve cocinando cuando → estaba; nacía en 1930 → nació."""
    for i, word in enumerate(s.words):
        if word == "que":
            yield from _believed(s, i)
            yield from _promised(s, i)
        elif word == "de" and s.at(i + 1).startswith("haber") and (i == 0 or s.at(i - 1) in STOPS):
            yield from _had_one(s, i)
        elif word in ("si", "dónde", "cómo", "cuándo"):
            yield from _asked(s, i)
            if word == "si":
                yield from _unreal(s, i)
        elif word in ("estuve", "estuvo", "estuvimos", "estuvieron", "estuviste"):
            yield from _going_on(s, i)
        elif word == "cuando" and s.at(i - 1) not in ("de", "¿"):
            yield from _interrupted(s, i)
            if s.at(i + 1 + (s.at(i + 1) in PRONOUNS)) in ("era", "éramos", "eran", "eras"):
                yield from _again_then(s, i)
        elif word in ("eran", "era") and s.at(i + 1) in ("las", "la"):
            yield from _at_that_hour(s, i)
        elif word == "en" and _year(s.at(i + 1)):
            yield from _dated(s, i)
        elif word == "de" and (s.at(i + 1) in _YOUNG or s.at(i + 2) in _CHILDHOOD):
            yield from _as_child(s, i)
        elif word == "durante":
            yield from _to_its_end(s, i)
        elif word == "desde" and s.at(i + 1) == "hace":
            yield from _since_then(s, i)
    yield from _usually(s)
    yield from _row(s)


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and "1000" < word < "2024"


def _believed(s: Sentence, que: int) -> Iterator[Finding]:
    """«Creía que eres francés», «no sabía que tienes hermanas»; «supe que es actor» and what is always so stay."""
    told = finite(s, que - 1)
    if not told or not {r.verb for r in told} <= _BELIEVED or any(r.tense not in _PAST for r in told):
        return
    if s.at(que - 2) == "no" and not {r.verb for r in told} & {"saber"}:
        return  # «no creía que fueras»
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "present") if at else None
    once = any(r.tense == "preterite" for r in told)  # «creí que eres» of who is spoken to; what one learnt is so still
    if once and (not reading or reading.person[0] != "2" or any(r.verb == "saber" for r in told)):
        return
    if not at or not reading or reading.verb not in _LASTING:
        return
    if s.at(at) in ("hay", "es") and s.at(que + 1) not in PRONOUNS:
        return  # «pensé que es importante» may be so always
    known = any(r.verb == "saber" for r in told)
    if known and reading.person[0] != "2":
        return  # «no sabía que Madrid tiene playa»: it is so still
    yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.86, s.text(que - 1, que + 1))


_PAST = frozenset(("imperfect", "preterite"))
_SPANS = words("años meses semanas días horas año mes")
_NUMBERS = words(
    "un una dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta cuarenta cincuenta muchos muchas varios varias"
)
_LASTED = words("vivir trabajar estudiar estar ser esperar viajar")
_HABITUAL = words("siempre normalmente cada cuando mientras todos todas antes")


def _again_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi abuela siempre contó cuentos cuando éramos pequeños» → contaba."""
    end = i + 2 + (s.at(i + 1) in PRONOUNS)
    often = next((t for t in _OFTEN if t in s.text(0, i)), "")
    young = s.at(end) in _YOUNG or s.at(end + 1) in _YOUNG
    at = next((n for n in range(i) if is_finite(s, n) and finite(s, n)), None)
    if not often or not young or at is None:
        return
    goes = s.at(at + 1) in ("a", "al")  # fuimos is of ir then, not of ser
    reading = next((r for r in finite(s, at) if r.tense == "preterite" and not (goes and r.verb == "ser")), None)
    if not reading or reading.verb in _LASTING:
        return  # «siempre tuve animales» sums up
    if all(r.tense in ("preterite", "present") for r in finite(s, at)):
        yield from in_tense(s, at, reading, "imperfect", "imperfect", 0.86, s.text(i, i + 1) + " … " + s.at(end))


def _to_its_end(s: Sentence, i: int) -> Iterator[Finding]:
    """«Vivía en México durante dos años» → viví: the span is told to its end."""
    if (
        not (s.at(i + 1) in _NUMBERS or s.at(i + 1).isdigit())
        or s.at(i + 2) not in _SPANS
        or s.at(i + 3) not in STOPS | {"", "y"}
    ):
        return
    told = finite_verbs(s, 0, i)
    reading = told_in(s, told[0], "imperfect") if len(told) == 1 and i - told[0] < 7 else None
    if not reading or reading.verb not in _LASTED or _HABITUAL & set(s.words):
        return
    named = any((p := phrase(s, n)) and p.end == told[0] and s.at(p.head) != "yo" for n in range(told[0]))
    who = reading._replace(person="3s" if named else "1s") if reading.person in ("1s", "3s") else reading
    yield from in_tense(s, told[0], who, "preterite", "past-tense", 0.84, s.text(i, i + 3))


def _since_then(s: Sentence, i: int) -> Iterator[Finding]:
    """«Trabajé aquí desde hace tres años» → trabajo: it goes on."""
    told = finite_verbs(s, max(0, i - 6), i)
    reading = told_in(s, told[-1], "preterite") if told else None
    if (
        reading
        and reading.verb in words("vivir trabajar estudiar ser estar tener conocer aprender jugar")
        and "no" not in s.words[:i]
    ):
        yield from in_tense(s, told[-1], reading, "present", "since-present", 0.86, s.text(i, i + 4))


def _promised(s: Sentence, que: int) -> Iterator[Finding]:
    """«Dijo que vendrá, pero no vino»: what follows shows that it is over."""
    told = finite(s, que - 1)
    if (
        not told
        or not {r.verb for r in told} <= words("decir prometer jurar asegurar")
        or any(r.tense != "preterite" for r in told)
    ):
        return
    at = clause_verb(s, que + 1)
    reading = told_in(s, at, "future", "present") if at else None
    but = next((n for n in range(at, min(at + 10, len(s))) if s.at(n) == "pero"), None) if at else None
    if not at or not reading or but is None:
        return
    after = but + 1
    while s.at(after) in CLITICS or s.at(after) in ("no", "al", "final", "nunca"):
        after += 1
    done = any(r.tense == "preterite" and r.person == told[0].person for r in finite(s, after))
    to_come = reading.tense == "future" or {r.verb for r in told} <= {"prometer", "jurar"}
    if done and to_come:
        yield from in_tense(s, at, reading, "conditional", "future-of-past", 0.87, s.text(que - 1, que + 1))


def _unreal(s: Sentence, i: int) -> Iterator[Finding]:
    """«Si ganara la lotería, compro una casa» → compraría; «si hubiera estudiado, aprobaré» → habría aprobado."""
    if i and s.at(i - 1) not in STOPS | {"pero", "y"}:
        return
    first = clause_verb(s, i + 1)
    if first is None or not any(r.tense == "subjunctive-imperfect" for r in analyse(s.at(first))):
        return
    comma = next((n for n in range(first + 1, min(first + 10, len(s))) if s.at(n) == ","), None)
    if comma is None or any(
        is_finite(s, n) for n in range(first + 1, comma) if s.at(first) not in ("hubiera", "hubiese")
    ):
        return
    if s.at(first).startswith(("hubier", "hubies")):
        yield from _would_have(s, comma + 1, s.text(i, first + 1))
        return
    at = comma + 1
    while s.at(at) in CLITICS or s.at(at) in PRONOUNS or s.at(at) in ("no", "también", "entonces", "nunca", "siempre"):
        at += 1
    reading = told_in(s, at, "present", "future")
    if not reading or reading.verb in ("querer", "poder", "deber"):
        return
    yield from in_tense(s, at, reading, "conditional", "if-result", 0.87, s.text(i, first + 1))


def _had_one(s: Sentence, i: int) -> Iterator[Finding]:
    """«De haber estudiado más, apruebo», «de haberlo sabido, no habré venido» → habría aprobado, habría venido."""
    comma = next((n for n in range(i + 2, min(i + 9, len(s))) if s.at(n) == ","), None)
    if comma is None or any(is_finite(s, n) for n in range(i + 2, comma)):
        return
    yield from _would_have(s, comma + 1, s.text(i, i + 2))


def _would_have(s: Sentence, at: int, trigger: str) -> Iterator[Finding]:
    """The verb that stands at or behind here, as what would have been."""
    while s.at(at) in CLITICS or s.at(at) in PRONOUNS or s.at(at) in ("no", "también", "entonces", "nunca", "siempre"):
        at += 1
    reading = told_in(s, at, "present", "future", "preterite") or told_in(s, at, "imperfect")
    if not reading or reading.verb in ("querer", "poder", "deber"):
        return
    if reading.tense == "imperfect" and reading.verb != "haber":
        return  # «si lo hubiera sabido, no venía» is said
    if reading.verb == "haber":
        if reading.tense in ("future", "imperfect"):
            yield from in_tense(s, at, reading, "conditional", "if-result", 0.87, trigger)
        return
    parts, would = verb(reading.verb).participles, conjugated("haber", "conditional", reading.person)
    if parts and would:
        yield Finding(at, at + 1, f"{would} {parts[0]}", "if-result", 0.86, trigger)


def _asked(s: Sentence, i: int) -> Iterator[Finding]:
    """«Me preguntó si quiero ir y dije que sí» → quería."""
    told = finite(s, i - 1)
    if not told or {r.verb for r in told} != {"preguntar"} or any(r.tense != "preterite" for r in told):
        return
    at = clause_verb(s, i + 1)
    reading = told_in(s, at, "present") if at else None
    joint = next((n for n in range(at, min(at + 10, len(s))) if s.at(n) in ("y", "pero")), None) if at else None
    if not at or not reading or joint is None:
        return
    after = joint + 1
    while s.at(after) in CLITICS or s.at(after) in PRONOUNS:
        after += 1
    if any(r.tense == "preterite" and r.verb in _ANSWERED for r in analyse(s.at(after))):
        yield from in_tense(s, at, reading, "imperfect", "was-believed", 0.86, s.text(i - 1, i + 1))


def _going_on(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estuve cocinando cuando llamaste» → estaba: it went on while something happened."""
    if not any(r.tense == "gerund" for r in analyse(s.at(i + 1))):
        return
    when = next((n for n in range(i + 2, min(i + 7, len(s))) if s.at(n) == "cuando"), None)
    spans = {"horas", "minutos", "años", "días", "todo", "toda", "hasta", "durante", "mucho"} & set(s.words)
    reading = told_in(s, i, "preterite")
    at = clause_verb(s, when + 1) if when else None
    if reading and at and not spans and any(r.tense == "preterite" and r.verb in _AT_ONCE for r in finite(s, at)):
        yield from in_tense(s, i, reading, "imperfect", "happened-while", 0.86, s.text(when or at, at + 1))


def _interrupted(s: Sentence, i: int) -> Iterator[Finding]:
    """«Estaba duchándome cuando sonaba el timbre» → sonó; «ya había comido cuando llegas» → llegaste."""
    main = next((n for n in range(i - 1, max(-1, i - 8), -1) if is_finite(s, n) and finite(s, n)), None)
    at = clause_verb(s, i + 1)
    if main is None or at is None or any(s.at(n) in STOPS for n in range(main, i)):
        return
    told = finite(s, main)
    doing = any(r.verb == "estar" and r.tense == "imperfect" for r in told) and any(
        a.features.mood == "gerund" for a in analyses(s.at(main + 1))
    )
    done = any(r.verb == "haber" and r.tense == "imperfect" for r in told)
    reading = told_in(s, at, "imperfect") if doing else told_in(s, at, "present") if done else None
    if not reading or reading.verb not in _AT_ONCE or "siempre" in s.words:
        return
    behind = phrase(s, at + 1)
    if reading.tense == "imperfect":
        other = behind or ((p := phrase(s, i + 1)) and s.at(p.head) != "yo")
        if not other and s.at(i + 1) != "yo" and reading.person not in ("1p", "2s"):
            return  # of whom it is told is not known
        reading = reading._replace(
            person="3" + reading.person[-1] if other and reading.person in ("1s", "3s") else reading.person
        )
    yield from in_tense(s, at, reading, "preterite", "to-preterite", 0.85, "")


def _at_that_hour(s: Sentence, i: int) -> Iterator[Finding]:
    """«Eran las diez cuando mi madre llamaba» → llamó."""
    when = next((n for n in range(i + 3, min(i + 8, len(s))) if s.at(n) == "cuando"), None)
    at = clause_verb(s, when + 1) if when else None
    reading = told_in(s, at, "imperfect") if at else None
    if at and reading and reading.verb in _AT_ONCE and s.at(i - 1) in STOPS | {"", "ya"}:
        if reading.person == "1s" and phrase(s, at - 1) is None and s.at(at - 1) not in ("yo", "me"):
            return  # llamaba may be of anybody
        yield from in_tense(s, at, reading, "preterite", "past-tense", 0.86, s.text(i, i + 3))


def _dated(s: Sentence, i: int) -> Iterator[Finding]:
    """«Mi abuelo nacía en 1930» → nació."""
    for n in range(max(0, i - 5), i):
        reading = told_in(s, n, "imperfect")
        if reading and reading.verb in _BORN and not {"cuando", "mientras", "que"} & set(s.words[:i]):
            third = reading._replace(person="3s") if reading.person == "1s" and n and phrase(s, 0) else reading
            yield from in_tense(s, n, third, "preterite", "past-tense", 0.85, s.text(i, i + 2))
            return


def _as_child(s: Sentence, i: int) -> Iterator[Finding]:
    """«De pequeño siempre jugué», «todos los veranos de mi infancia fuimos» → jugaba, íbamos."""
    start = i + 2 if s.at(i + 1) in _YOUNG else i + 3
    if s.at(i + 1) in _YOUNG and i and s.at(i - 1) not in STOPS | {"y", "pero"}:
        return
    often = next((t for t in _OFTEN if t in s.text(0, len(s))), "")
    start += s.at(start) == ","
    at = clause_verb(s, start)
    told = finite(s, at) if at else []
    if not at or not often or not told or not all(r.tense in ("preterite", "present") for r in told):
        return
    reading = next((r for r in told if r.tense == "preterite" and r.verb in _HABIT), None)
    if reading:
        yield from in_tense(
            s, at, reading, "imperfect", "imperfect", 0.86, s.text(i, i + 2 if start - i < 3 else i + 3)
        )


def _usually(s: Sentence) -> Iterator[Finding]:
    """«Normalmente me levanté a las siete, pero hoy …»: what is usual is told in the present."""
    nowadays = s.text(0, 3) == "hoy en día"
    past = {"ayer", "pasado", "pasada", "niño", "niña", "época", "año"} & set(s.words)
    usual = s.at(0) in _USUALLY and not past
    if not (nowadays or usual) or {"antes", "entonces", "cuando"} & set(s.words):
        return
    end = 3 if nowadays else 1
    at = clause_verb(s, end + (s.at(end) == ","))
    reading = told_in(s, at, "preterite") if at else None
    if at and reading:
        yield from in_tense(s, at, reading, "present", "usual-present", 0.84, s.text(0, end))


def _row(s: Sentence) -> Iterator[Finding]:
    """«El año pasado fuimos a Perú, visitamos Lima y comemos ceviche»: the last of a row, the others over."""
    over = next((n for n in range(min(4, len(s))) if s.at(n) in ("ayer", "anoche", "pasado", "pasada")), None)
    if over is None or {"que", "porque", "pero", "hoy", "ahora", "siempre", "cuando"} & set(s.words):
        return
    verbs_ = finite_verbs(s, over + 1)
    if len(verbs_) < 2 or s.at(verbs_[-1] - 1) not in ("y", "luego", "después") or "y" not in s.words[over:]:
        return
    last, person = verbs_[-1], finite(s, verbs_[0])[0].person
    before = [finite(s, n) for n in verbs_[:-1]]
    reading = told_in(s, last, "present")
    if (
        reading
        and reading.person == person
        and all(any(r.tense == "preterite" and r.person == person for r in b) for b in before)
    ):
        yield from in_tense(s, last, reading, "preterite", "past-tense", 0.86, s.text(max(0, over - 2), over + 1))
