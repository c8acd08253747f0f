"""The second verb of a clause that asks for the subjunctive: «es importante que coman fruta y hagan deporte»."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.grammar.retold import clause_verb
from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import CLITICS, STOPS, conjugated, finite, is_finite
from tutor.language.es.verbs import analyse


def and_verb(s: Sentence, start: int, asking: str) -> Iterator[Finding]:
    """The verb behind «y» in the clause that begins at `start`, where it has the person of the first and is in the present."""
    first = clause_verb(s, start)
    last = min(first + 6, len(s)) if first else 0
    joint = next((n for n in range(first + 1, last) if s.at(n) in ("y", "ni", "o")), None) if first else None
    if first is None or joint is None or any(s.at(n) in STOPS or is_finite(s, n) for n in range(first + 1, joint)):
        return
    at = joint + 1
    while s.at(at) in CLITICS or s.at(at) == "no":
        at += 1
    told = [r for r in finite(s, at) if r.tense == "present"]
    same = {r.person for r in told}
    if asking != "ojalá":  # behind «ojalá» no other verb can rule the second
        same &= {r.person for r in analyse(s.at(first)) if r.person}
    if not told or not same or {r.verb for r in told} & {"ser", "estar", "haber"} or s.at(at + 1) == "que":
        return
    reading = next(r for r in told if r.person in same)
    new = conjugated(reading.verb, "subjunctive-present", reading.person)
    if new and new != s.at(at):
        yield Finding(at, at + 1, new, "subjunctive", 0.85, asking)
