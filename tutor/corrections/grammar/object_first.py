"""Objects that stand first or are persons come back as pronouns: «esta ciudad la fundaron los romanos», «lo vi», «a Juan se le olvidó»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.people import OF_PEOPLE, PERSONS, is_somebody
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import (
    CLITICS,
    IT,
    PRONOUNS,
    STOPS,
    WHEN,
    conjugated,
    finite,
    is_finite,
    is_person_name,
    phrase,
)
from tutor.language.es.inflect import singular
from tutor.language.es.verbs import analyse
from tutor.language.es.wordlist import words

_THEM = {"él": "lo", "ella": "la", "ellos": "los", "ellas": "las"}
_DONE_TO = words(
    "fundar construir escribir pintar comprar leer ver hacer preparar traer vender descubrir inventar cocinar ganar dirigir organizar encontrar conocer regalar pagar poner dejar"
)
_BEHIND = STOPS | {""} | words("en ayer hace con por para y cuando a hoy")
_HAPPENS = words("olvidar perder caer romper quemar acabar escapar")


def object_first(s: Sentence) -> Iterator[Finding]:
    """Esta ciudad fundaron los romanos → la fundaron; vi a él → lo vi; a Juan se olvidó la cartera → se le olvidó."""
    if found := _first(s):
        yield found
    for i, word in enumerate(s.words):
        if word == "a" and s.at(i + 1) in _THEM and s.at(i + 2) in _BEHIND:
            yield from _seen(s, i)
        elif (
            word == "se"
            and {r.verb for r in finite(s, i + 1)} & _HAPPENS
            and any(r.person[0] == "3" for r in finite(s, i + 1))
        ):
            yield from _happened_to(s, i)
        elif (
            word == "se"
            and s.at(i + 1) in ("me", "te", "le", "nos", "les")
            and {r.verb for r in finite(s, i + 2)} & _HAPPENS
        ):
            many = phrase(s, i + 3)
            one = next((r for r in finite(s, i + 2) if r.person == "3s" and r.verb in _HAPPENS), None)
            if one and many and many.number == "p" and s.at(many.end) in _BEHIND:
                yield Finding(
                    i + 2,
                    i + 3,
                    conjugated(one.verb, one.tense, "3p"),
                    "subject-verb",
                    0.88,
                    s.text(many.start, many.end),
                )


def _first(s: Sentence) -> Finding | None:
    thing = phrase(s, 0)
    if (
        not thing
        or s.at(0) in PRONOUNS
        or is_person_name(s, 0)
        or s.at(thing.head) in WHEN
        or singular(s.at(thing.head)) in PERSONS
    ):
        return None
    at, tag = thing.end, (thing.gender, thing.number)
    told = finite(s, at)
    if (
        tag not in IT
        or not told
        or not {r.verb for r in told} <= _DONE_TO
        or any(r.tense.startswith("subj") for r in told)
    ):
        return None
    who = phrase(s, at + 1)
    behind = (
        who
        and not is_finite(s, who.end)
        and s.at(who.end) in _BEHIND
        and any(r.person == "3" + who.number for r in told)
    )
    other = (
        behind
        and who
        and who.number != thing.number
        and s.at(at + 1) in ("los", "mis", "sus", "tus", "el", "la", "mi", "tu", "su", "unos", "las")
    )
    mine = all(r.person in ("1s", "1p") and r.tense == "preterite" for r in told) and s.at(at + 1) in _BEHIND
    if not (other or mine):
        return None
    return Finding(at, at + 1, f"{IT[tag]} {s.at(at)}", "object-first", 0.9, s.text(0, thing.end))


def _seen(s: Sentence, i: int) -> Iterator[Finding]:
    """«Conozco a él» → lo conozco."""
    told = finite(s, i - 1)
    if told and {r.verb for r in told} <= OF_PEOPLE and s.at(i - 2) not in CLITICS and s.at(i - 2) != "que":
        if (
            s.at(i - 2) in PRONOUNS
            or s.at(i - 2) in ("", "no", "ayer", "y", "pero", ",")
            or any(r.person[0] in "12" for r in told)
        ):
            yield Finding(i - 1, i + 2, f"{_THEM[s.at(i + 1)]} {s.at(i - 1)}", "pronoun-choice", 0.9, s.at(i - 1))


def _happened_to(s: Sentence, i: int) -> Iterator[Finding]:
    """«A Juan se olvidó la cartera» → se le olvidó."""
    who = next((p for n in range(max(0, i - 4), i) if (p := phrase(s, n)) and p.end == i and s.at(n - 1) == "a"), None)
    if not who or not (who.start == 1 or s.at(who.start - 2) in STOPS):
        return
    person = is_somebody(s, who) or s.at(who.head) in PRONOUNS
    thing = phrase(s, i + 2)
    if person and thing and not any(r.person == "1s" for r in analyse(s.at(i))):
        yield Finding(
            i,
            i + 1,
            "se les" if who.number == "p" else "se le",
            "happened-to",
            0.92,
            " ".join(token.text for token in s.tokens[who.start : who.end]),
        )
