"""A verb of the learner's put into another tense, its person kept: what the rules of tense and mood propose in the end."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import conjugated
from tutor.language.es.verbs import VerbReading


def in_tense(
    s: Sentence, at: int, reading: VerbReading, tense: str, rule: str, sure: float, trigger: str
) -> Iterator[Finding]:
    """The verb at `at` in this tense; nothing where it lacks the form, or stands in it already."""
    new = conjugated(reading.verb, tense, reading.person)
    if new and new != s.at(at):
        yield Finding(at, at + 1, new, rule, sure, trigger)
