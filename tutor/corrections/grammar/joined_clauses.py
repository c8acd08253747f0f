"""What stands between and behind clauses: «ellos van y compran», «por el frío», «a pesar de la lluvia», «además de que», «el motivo por el que»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import PERSONS
from tutor.corrections.grammar.states import PROFESSIONS
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.subjects import subjects
from tutor.corrections.syntax import (
    CLITICS,
    OPENING,
    PRONOUNS,
    STOPS,
    WHEN,
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

_DOES = words(
    "trabajar estudiar vivir comer beber hablar jugar leer escuchar comprar cocinar bailar cantar escribir viajar desayunar cenar dormir salir volver llegar visitar ver pasear nadar "
    "correr ayudar limpiar descansar tomar ir hacer tener llevar"
)
_THE = {("m", "s"): "el", ("f", "s"): "la"}
_HOURS = words("dos tres cuatro cinco seis siete ocho nueve diez once doce")
_AT_HOURS = words("desayunar comer cenar levantar acostar salir llegar empezar terminar abrir cerrar volver")
_LIMBS = words("pierna brazo dedo nariz pie mano tobillo rodilla")
_LEFT = words("dormido solo sordo ciego viudo callado quieto tranquilo sorprendido embarazado atrapado encerrado")
_FELT = words("triste nervioso contento furioso enfermo celoso rojo pálido serio feliz")


def joined_clauses(s: Sentence) -> Iterator[Finding]:
    """Ellos van al cine y compra palomitas → compran; porque el frío → por; aunque la lluvia → a pesar de; además que → además de que."""
    for subject in subjects(s):
        yield from _second_verb(s, subject.person, subject.verb)
    for i, word in enumerate(s.words):
        after = s.at(i + 1)
        if (
            word == "porque"
            and (found := phrase(s, i + 1))
            and s.at(found.end) in STOPS | {""}
            and after in ("el", "la", "los", "las", "mi", "su")
        ):
            yield Finding(i, i + 1, "por", "because-of", 0.9)
        elif (
            word == "aunque"
            and after in ("el", "la", "los", "las", "mi", "su")
            and (found := phrase(s, i + 1))
            and s.at(found.end) == ","
        ):
            yield Finding(i, i + 1 + (after == "el"), "a pesar del" if after == "el" else "a pesar de", "despite", 0.9)
        elif word == "debido" and after in ("el", "la", "los", "las", "de"):
            yield Finding(i + 1, i + 1 + (after in ("el", "de")), "al" if after == "el" else "a", "due-to", 0.9)
        elif (
            word in ("además", "causa")
            and after == "que"
            and (word == "además" or s.at(i - 1) == "a")
            and is_finite(s, i + 2)
        ):
            yield Finding(
                i + 1, i + 1, "de", "regime-phrase", 0.9, "además de que" if word == "además" else "a causa de que"
            )
        elif word == "vez" and s.at(i - 1) == "en" and after == "que" and infinitive(s, i + 2):
            yield Finding(i + 1, i + 2, "de", "regime-phrase", 0.9, "en vez de")
        elif word == "punto" and s.at(i - 1) == "a" and after == "para" and infinitive(s, i + 2):
            yield Finding(i + 1, i + 2, "de", "regime-phrase", 0.9, "a punto de")
        elif (
            word in ("cual", "cuales")
            and s.at(i - 1) in ("el", "la", "los", "las")
            and noun(s, i - 2)
            and any(r.person[0] in "12" for r in finite(s, i + 1))
        ):
            yield Finding(i - 1, i + 1, "que", "relative-que", 0.87, s.at(i - 2))
        elif (
            word in ("motivo", "razón", "causa")
            and after == "que"
            and s.at(i - 1) in ("el", "la")
            and (tag := noun(s, i)) in _THE
            and tag
        ):
            at = i + 2 + (s.at(i + 2) in CLITICS)
            if any(r.person[0] in "12" for r in finite(s, at)):
                yield Finding(i + 1, i + 2, f"por {_THE[tag]} que", "regime", 0.86, word)
        elif (
            word == "donde"
            and noun(s, i - 1)
            and {r.verb for r in finite(s, i + 1)} == {"venir"}
            and finite(s, i + 1)[0].person[0] in "12"
        ):
            yield Finding(i, i, "de", "regime", 0.88, "venir")
        elif (
            word == "las"
            and after in _HOURS
            and {r.verb for r in finite(s, i - 1)} & _AT_HOURS
            and s.at(i + 2) in STOPS | {"", "y", "de", "en", "menos"}
        ):
            yield Finding(i, i, "a", "a-hour", 0.88)
        elif word in ("el", "un") and after == "cabeza" and s.at(i + 2) != "de":
            yield Finding(i, i + 1, "la" if word == "el" else "una", "determiner-noun", 0.88, after)
        yield from _own(s, i)
    yield from _infinitive(s)
    yield from _role(s)


def _second_verb(s: Sentence, person: str, verb: int) -> Iterator[Finding]:
    """The verb behind «y», where nobody else is named: «mi hermano y yo vamos al cine y come»."""
    joint = next(
        (
            n
            for n in range(verb + 1, min(verb + 8, len(s)))
            if s.at(n) == "y" and (is_finite(s, n + 1) or (s.at(n + 1) in CLITICS and is_finite(s, n + 2)))
        ),
        None,
    )
    if (
        joint is None
        or person not in ("1s", "1p", "3p", "2s")
        or any(s.at(n) in STOPS or s.at(n) in ("que", "porque", "pero") for n in range(verb, joint))
    ):
        return
    at = joint + 1 + (s.at(joint + 1) in CLITICS)
    told, first = finite(s, at), finite(s, verb)
    if (
        not told
        or not first
        or any(r.person != "3s" for r in told)
        or not {r.verb for r in told} <= _DOES
        or told[0].tense != first[0].tense
    ):
        return
    if not any(r.person == person for r in first) or noun(s, at):
        return
    behind = phrase(s, at + 1)
    if (
        behind and s.at(at + 1) in ("el", "la", "mi", "su", "tu") and singular(s.at(behind.head)) in PERSONS
    ) or is_person_name(s, at + 1):
        return
    if told[0].verb == "hacer" and s.at(at + 1) in ("frío", "calor", "sol", "viento", "buen", "mal", "mucho"):
        return
    if new := conjugated(told[0].verb, told[0].tense, person):
        yield Finding(
            at,
            at + 1,
            new,
            "subject-verb",
            0.84,
            s.text(max(0, verb - 1), verb) if person[0] != "1" else ("yo" if person == "1s" else "nosotros"),
        )


def _own(s: Sentence, i: int) -> Iterator[Finding]:
    """«Nunca acuerdo de», «rompí una pierna», «quedaron dormidos», «Ana puso triste», «no preocupas»."""
    word, before = s.at(i), s.at(i - 1)
    if (
        word in ("acuerdo", "acuerdas", "acordamos")
        and before in ("no", "nunca", "siempre", "yo", "tú", "casi")
        and s.at(i + 1) == "de"
    ):
        yield Finding(
            i, i, {"acuerdo": "me", "acuerdas": "te", "acordamos": "nos"}[word], "reflexive", 0.88, "acordarse"
        )
    if (
        word in ("preocupas", "preocupes")
        and before == "no"
        and (i == 1 or s.at(i - 2) in STOPS | OPENING)
        and s.at(i + 1) in (",", ".", "!", "por")
    ):
        yield Finding(i, i + 1, "te preocupes", "reflexive", 0.9, "preocuparse")
    told = finite(s, i)
    if not told or before in CLITICS:
        return
    verbs, person = {r.verb for r in told}, told[0].person
    her = {"1s": "me", "2s": "te", "3s": "se", "1p": "nos", "3p": "se"}.get(person, "")
    base = s.at(i + 1 + (s.at(i + 1) in ("muy", "tan"))).removesuffix("s")
    base = base[:-1] + "o" if base.endswith("a") else base
    who = person[0] in "12" or any(
        (p := phrase(s, n))
        and p.end == i
        and (singular(s.at(p.head)) in PERSONS or s.at(p.head) in PRONOUNS or is_person_name(s, n))
        for n in range(max(0, i - 4), i)
    )
    broke = (
        verbs <= {"romper", "torcer", "quemar"}
        and s.at(i + 1) in ("una", "un", "la", "el")
        and s.at(i + 2) in _LIMBS
        and person[0] == "1"
    )
    left = verbs <= {"quedar"} and base in _LEFT and who
    felt = "poner" in verbs and base in _FELT and who
    if her and (broke or left or felt):
        yield Finding(i, i, her, "reflexive", 0.87, f"{sorted(verbs)[0]}se")


def _infinitive(s: Sentence) -> Iterator[Finding]:
    """«El tren salir a las nueve» → sale: the only verb of the sentence."""
    found = phrase(s, 0)
    if not found or s.at(found.head) in WHEN or any(is_finite(s, n) for n in range(len(s))):
        return
    at = found.end + (s.at(found.end) == "no")
    what = infinitive(s, at)
    if (
        what
        and what == s.at(at)
        and not noun(s, at)
        and s.at(found.start) in ("el", "la", "los", "las", "mi", "mis", "tu", "su")
        and found.number in ("s", "p")
    ):
        if new := conjugated(what, "present", "3" + found.number):
            yield Finding(at, at + 1, new, "subject-verb", 0.88, s.text(0, found.end))


def _role(s: Sentence) -> Iterator[Finding]:
    """«Profesor no está en clase» → el profesor."""
    first = s.at(0)
    if (
        first not in PROFESSIONS | {"director", "directora", "jefe", "jefa", "vecino", "vecina"}
        or not s.tokens[0].text[0].isupper()
    ):
        return
    at = 1 + (s.at(1) == "no")
    told = finite(s, at)
    if (
        told
        and all(
            r.person == "3s" and r.verb in ("estar", "ser", "tener", "decir", "venir", "vivir", "querer") for r in told
        )
        and "?" not in s.words
        and "que" not in s.words[:4]
    ):
        yield Finding(
            0, 0, "la" if first.endswith("a") and first != "policía" else "el", "article-subject", 0.86, first
        )
