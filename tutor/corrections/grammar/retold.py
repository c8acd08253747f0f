"""A verb of the learner's put into another tense, its person kept: what the rules of tense and mood propose in the end."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence
from tutor.corrections.syntax import PRONOUNS, STOPS, conjugated, finite, is_finite, phrase
from tutor.language.es.verbs import VerbReading, analyse


def told_in(s: Sentence, i: int, *tenses: str) -> VerbReading | None:
    """The reading of a finite verb at i that stands in one of these tenses and no other, of the pronoun's person where one
    is before it; «fui al dentista» is of ir."""
    told = finite(s, i)
    if not told or any(r.tense not in tenses for r in told):
        return None
    if s.at(i + 1) in ("a", "al"):
        told = [r for r in told if r.verb != "ser"] or told
    said = PRONOUNS.get(s.at(i - 1), "")
    return next((r for r in told if r.person == said), told[0])


def clause_verb(s: Sentence, start: int, most: int = 5) -> int | None:
    """The place of the first finite verb of the clause that begins here, at most so many words behind its first phrase;
    None where another clause begins before it."""
    at = found.end if (found := phrase(s, start)) else start
    for n in range(at, min(at + most, len(s))):
        if s.at(n) in STOPS or s.at(n) in ("que", "y", "si", "o", "cuando"):
            return None
        if is_finite(s, n) and finite(s, n):
            return n
    return None


def in_tense(
    s: Sentence, at: int, reading: VerbReading, tense: str, rule: str, sure: float, trigger: str
) -> Iterator[Finding]:
    """The verb at `at` in this tense; nothing where it lacks the form, or stands in it already."""
    new = conjugated(reading.verb, tense, reading.person)
    if new and new != s.at(at):
        yield Finding(at, at + 1, new, rule, sure, trigger)


def has_done(s: Sentence, at: int) -> VerbReading | None:
    """The present of haber that stands here with a participle: «ha perdido»."""
    told = next((r for r in analyse(s.at(at)) if r.verb == "haber" and r.tense == "present" and r.person), None)
    return told if told and any(r.tense == "participle" for r in analyse(s.at(at + 1))) else None
