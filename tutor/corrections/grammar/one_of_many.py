"""The number of the verb where the subject is put together: «ninguno de ellos sabe», «tanto Eva como Luis trabajan», «puede haber»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import clause_starts
from tutor.corrections.syntax import (
    CLITICS,
    DEGREES,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_adjective,
    is_finite,
    noun,
    phrase,
)
from tutor.language.es.inflect import inflected
from tutor.language.es.lexicon import analyses
from tutor.language.es.verbs import VerbReading, analyse
from tutor.language.es.wordlist import words

_ONE = words("ninguno ninguna alguno alguna cualquiera uno una")
_WHOLE = words("ellos ellas nosotros nosotras ustedes vosotros vosotras")
_BETWEEN = CLITICS | words("no ya siempre también nunca casi todavía aún realmente normalmente hoy ahora ayer")
_BODIES = words("grupo equipo club conjunto comité coro ejército jurado banda pareja orquesta número")
_SPANS = words("año años mes meses semana semanas día días hora horas minuto minutos siglo siglos tiempo rato")
_COUNTS = words(
    "un una unos unas dos tres cuatro cinco seis siete ocho nueve diez once doce quince veinte treinta muchos muchas varios varias pocos pocas algunos algunas"
)
_THERE = words("poder deber soler ir")
# Behind these nobody who makes something is told.
_FREE = words("que desde y pero porque")
_OPENS = STOPS | words("que y pero porque cuando si")


def one_of_many(s: Sentence) -> Iterator[Finding]:
    """Ninguno de mis amigos fuman → fuma; tanto Luis como Ana sale → salen; hacen dos años → hace; van a haber → va a haber."""
    for i in clause_starts(s):
        if s.at(i) in _ONE or s.text(i, i + 2) in ("cada uno", "cada una"):
            yield from _one_of(s, i)
        elif s.at(i) == "tanto":
            yield from _both(s, i)
        elif s.at(i) in ("quien", "quienes") or (s.at(i) in ("el", "la", "los", "las") and s.at(i + 1) == "que"):
            yield from _whoever(s, i)
        elif s.text(i, i + 4) == "ni tú ni yo" and (at := _verb(s, i + 4)) is not None:
            yield from _changed(s, at, "1p", "ni tú ni yo")
        elif s.at(i) in ("el", "este", "ese", "mi", "nuestro", "la", "nuestra", "esta"):
            yield from _body(s, i)
    for i, word in enumerate(s.words):
        if word in ("hacen", "hacían"):
            yield from _ago(s, i)
        elif word == "haber":
            yield from _can_be(s, i)


def _verb(s: Sentence, start: int) -> int | None:
    """The finite verb behind pronouns and adverbs only."""
    at = start
    while s.at(at) in _BETWEEN:
        at += 1
    return at if is_finite(s, at) and finite(s, at) else None


def _changed(s: Sentence, at: int, person: str, trigger: str, sure: float = 0.87) -> Iterator[Finding]:
    """The verb in this person, where it stands in the other number of the third and in no first or second one."""
    told = finite(s, at)
    wrong = "3p" if person == "3s" else "3s"
    if not told or any(r.person != wrong for r in told if r.tense not in ("imperfect", "conditional")):
        return
    reading: VerbReading | None = next((r for r in told if r.person == wrong), None)
    if reading and (new := conjugated(reading.verb, reading.tense, person)):
        yield Finding(at, at + 1, new, "subject-verb", sure, trigger)


def _one_of(s: Sentence, i: int) -> Iterator[Finding]:
    """«Ninguno de mis amigos fuman», «cada uno de los pisos tienen»; «una de las que viven» stays."""
    of = i + 2 if s.at(i) == "cada" else i + 1
    if s.at(of) != "de":
        return
    found = phrase(s, of + 1)
    if found is None or found.number != "p" or s.at(found.end) in ("que", "quienes", "y", "o", ",", "ni"):
        return
    end = found.end
    if s.at(end) in ("de", "del", "en") and (inner := phrase(s, end + 1)):
        end = inner.end
    at = _verb(s, end)
    if at is None or s.at(at - 1) in ("me", "te", "le", "nos", "les"):
        return
    if {r.verb for r in finite(s, at)} == {"ser"} and s.at(at + 1) in ("los", "las", "mis", "tus", "sus"):
        return  # «uno de los problemas son los precios»
    yield from _changed(s, at, "3s", s.text(i, of))
    if any(r.person == "3p" for r in finite(s, at)):
        gender = found.gender or ("f" if s.at(i).endswith("a") else "m")
        yield from _said(s, at, gender, "s", s.text(i, of))


_ALONE = words("vivir trabajar venir llegar salir nacer estudiar pensar creer viajar dormir fumar correr ganar perder")


def _whoever(s: Sentence, i: int) -> Iterator[Finding]:
    """«Los que vive en el norte», «quienes llega tarde»: of what nobody else can be the subject."""
    many = s.at(i) in ("quienes", "los", "las")
    at = _verb(s, i + 1 + (s.at(i + 1) == "que"))
    if at is None or not {r.verb for r in finite(s, at)} <= _ALONE or s.at(at - 1) in ("me", "te", "le", "nos", "les"):
        return
    behind = phrase(s, at + 1)
    if behind is None or s.at(at + 1) in STOPS:
        yield from _changed(s, at, "3p" if many else "3s", s.text(i, at), 0.85)


def _both(s: Sentence, i: int) -> Iterator[Finding]:
    """«Tanto mi padre como mi madre trabaja»."""
    first = phrase(s, i + 1)
    if first is None or s.at(first.end) != "como":
        return
    second = phrase(s, first.end + 1)
    at = _verb(s, second.end) if second else None
    if at is None or s.at(at - 1) in ("me", "te", "le", "nos", "les"):
        return
    yield from _changed(s, at, "3p", "tanto … como")
    if second and first.gender and second.gender:
        yield from _said(s, at, "f" if first.gender == second.gender == "f" else "m", "p", "tanto … como")


def _said(s: Sentence, at: int, gender: str, number: str, trigger: str) -> Iterator[Finding]:
    """What the verb says of such a subject: «tanto Eva como Luis son simpáticos»."""
    if not {r.verb for r in finite(s, at)} & {"ser", "estar"}:
        return
    at += 1
    while s.at(at) in DEGREES:
        at += 1
    if not is_adjective(s, at) or noun(s, at + 1) or s.at(at - 1) in ("un", "una"):
        return
    right = inflected(s.at(at), gender, number)  # type: ignore[arg-type]
    if right and right != s.at(at):
        yield Finding(at, at + 1, right, "predicate-adjective", 0.85, trigger)


def _body(s: Sentence, i: int) -> Iterator[Finding]:
    """«El grupo de estudiantes visitan»: behind «un grupo de» either is right, behind «el» the group is meant as one."""
    if s.at(i + 1) not in _BODIES or s.at(i + 2) != "de":
        return
    found = phrase(s, i + 3)
    end = found.end if found else i + 4
    if found is None and not noun(s, i + 3):
        return
    while is_adjective(s, end):
        end += 1
    at = _verb(s, end)
    if at is not None and s.at(end) not in ("que", ",", "y"):
        yield from _changed(s, at, "3s", s.text(i, i + 2), 0.82)


def _ago(s: Sentence, i: int) -> Iterator[Finding]:
    """«Hacen tres años que vivo aquí», «llegué hacen dos meses»; «los niños hacen dos horas de deporte» stays."""
    at = i + 1
    while s.at(at) in ("ya", "unos", "unas", "casi", "más", "de"):
        at += 1
    if s.at(at) not in _COUNTS and not s.at(at).isdigit() and s.at(at) not in _SPANS:
        return
    span = at if s.at(at) in _SPANS else at + 1
    if s.at(span) not in _SPANS:
        return
    before = s.at(i - 1)
    told = next((n for n in range(i - 1, -1, -1) if is_finite(s, n) or s.at(n) in _OPENS), -1)
    behind = told >= 0 and is_finite(s, told)  # «llegué a Cuba hacen dos años»
    leads = i == 0 or before in STOPS or before in _FREE or (before == "ya" and i == 1) or behind
    if leads and (s.at(span + 1) == "que" or s.at(span + 1) in STOPS | {""}) and (i == 0 or before != "que"):
        yield Finding(i, i + 1, "hace" if s.at(i) == "hacen" else "hacía", "hace-span", 0.9, s.text(i, span + 1))


def _can_be(s: Sentence, i: int) -> Iterator[Finding]:
    """«Van a haber problemas», «pueden haber errores»; «pueden haber llegado» stays."""
    after = s.at(i + 1)
    if any(a.features.mood == "participle" and a.features.number == "s" for a in analyses(after)):
        return
    at = i - 2 if s.at(i - 1) in ("a", "que") else i - 1
    told = [r for r in analyse(s.at(at)) if r.person == "3p" and (r.verb in _THERE or r.verb == "tener")]
    many = noun(s, i + 1) or noun(s, i + 2) or after in _COUNTS
    if not told or not many or infinitive(s, i) != "haber":
        return
    if new := conjugated(told[0].verb, told[0].tense, "3s"):
        yield Finding(at, at + 1, new, "haber-impersonal", 0.9, "haber")
