"""The verb of a relative clause agrees with what «que» stands for: «los turistas que vienen», «la gente que vive aquí»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    STOPS,
    conjugated,
    finite,
    infinitive,
    is_finite,
    is_person_name,
    noun,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.wordlist import words

# Verbs without an object: whoever does it is what «que» stands for.
_ALONE = words(
    "trabajar vivir venir llegar salir nacer morir existir crecer dormir funcionar viajar llorar ser estar sufrir participar asistir "
    "pertenecer emigrar residir sonreír caminar"
)
# Behind me, te or nos these have somebody as their object, so that somebody else does it.
_TO_PERSONS = words(
    "ayudar querer conocer visitar apoyar cuidar llamar acompañar escuchar amar saludar invitar inspirar"
)
# What is done to no person, so that persons do it.
_DONE_BY = words(
    "hablar entender jugar pensar estudiar bailar nadar cantar beber creer fumar leer escribir correr practicar gastar sufrir usar opinar"
)
_OPENING = words("abrir cerrar empezar terminar salir llegar costar valer durar")
_HAD = words(
    "un una dos tres cuatro cinco muchos muchas mucho mucha hambre sed miedo suerte razón dinero problemas hijos"
)
_PLEASE = words("gustar encantar interesar molestar preocupar fascinar doler")
_BETWEEN = CLITICS | words("no ya también siempre nunca todavía")
_SORTS = words("tipo clase especie grupo serie par mayoría parte mitad montón equipo pareja conjunto")


def relative_subject(s: Sentence) -> Iterator[Finding]:
    """Las personas que trabaja aquí → trabajan; las cosas que me gusta → gustan; la gente que viven → vive."""
    for i in range(2, len(s)):
        if s.at(i) in ("que", "quien", "quienes") and (found := _antecedent(s, i)):
            start, number = found
            yield from _verb(s, i, start, number)


def _antecedent(s: Sentence, que: int) -> tuple[int, str] | None:
    """Where the noun phrase begins that ends before «que», and its number."""
    for start in range(max(0, que - 5), que - 1):
        found = phrase(s, start)
        if found is None or found.end != que or is_person_name(s, start) or s.at(found.head) in _SORTS:
            continue
        # «El padre de los niños que vive aquí»: either may be meant.
        if s.at(start - 1) in ("de", "del", "y", "e", "o", "ni", "como", "entre") and start > 0:
            return None
        return (start, found.number) if found.number in ("s", "p") else None
    return None


def _verb(s: Sentence, que: int, start: int, number: str) -> Iterator[Finding]:
    at = que + 1
    while s.at(at) in _BETWEEN:
        at += 1
    told = finite(s, at)
    if s.at(que) == "que" and s.at(start) in ("un", "una") and told and all(r.person in ("1s", "2s") for r in told):
        yield from _one_who(s, que, start, at)
        return
    wrong = "3p" if number == "s" else "3s"
    if not told or any(r.person != wrong for r in told):
        return
    verbs = {r.verb for r in told}
    before = s.at(at - 1)
    head = singular(s.at(que - 1)) if noun(s, que - 1) else ""
    persons = head in PERSONS or head in ("persona", "gente", "alumno", "estudiante", "turista")
    if verbs & _PLEASE:
        sure = before in ("me", "te", "le", "nos", "les") and not infinitive(s, at + 1) and s.at(at + 1) != "que"
    elif before in ("me", "te", "nos"):
        sure = persons and verbs <= _TO_PERSONS
    elif verbs <= _DONE_BY:
        sure = persons
    elif verbs <= _OPENING:
        sure = number == "p" and (
            s.text(at + 1, at + 3) in ("a las", "a la", "los lunes", "los domingos") or s.at(at + 1) in STOPS
        )
    elif verbs == {"tener"}:
        # «Los vecinos que tiene mi casa» has its subject behind.
        sure = persons and s.at(at + 1) in _HAD
    elif verbs <= _ALONE:
        # A place has no preposition here rather than another number: «la casa que viven».
        sure = (persons or number == "p") and not (verbs & {"vivir", "nacer", "residir", "estar"} and not persons)
    else:
        sure = False
    if sure and not _other_subject(s, at + 1, wrong[1]):
        if new := conjugated(told[0].verb, told[0].tense, "3" + number):
            yield Finding(at, at + 1, new, "subject-verb", 0.86, s.text(start, que))


_SOMEBODY = words("persona chico chica hombre mujer estudiante")


def _one_who(s: Sentence, que: int, start: int, at: int) -> Iterator[Finding]:
    """«Soy una persona que tengo suerte» → tiene; «soy una persona que conozco bien» would have no other subject."""
    be, told = finite(s, start - 1), finite(s, at)
    if {r.verb for r in be} != {"ser"} or not any(r.person in {t.person for t in told} for r in be):
        return
    head = next((singular(s.at(n)) for n in range(start + 1, que) if noun(s, n)), "")
    alone = s.at(at - 1) == "que" or s.at(at - 1) in ("me", "te", "no")
    if head in _SOMEBODY and alone and s.at(at + 1) not in ("", ".", ","):
        if new := conjugated(told[0].verb, told[0].tense, "3s"):
            clitic = {"me": "se", "te": "se"}.get(s.at(at - 1))
            if clitic:
                yield Finding(at - 1, at + 1, f"{clitic} {new}", "subject-verb", 0.82, s.text(start, que))
            else:
                yield Finding(at, at + 1, new, "subject-verb", 0.85, s.text(start, que))


def _other_subject(s: Sentence, i: int, number: str) -> bool:
    """Whether a phrase of the verb's own number stands behind it: «las cosas que dice mi padre»."""
    for n in range(i, min(i + 3, len(s))):
        if s.at(n) in STOPS or (is_finite(s, n) and n > i):
            return False
        found = phrase(s, n)
        if found and s.at(n - 1) not in ("en", "a", "de", "con", "por", "para", "desde", "hasta", "sin"):
            return found.number == number
    return False
