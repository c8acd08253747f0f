"""Judging to the letter: what was heard, an agreement, the form of a verb."""

from __future__ import annotations

import re

from tutor.exercises.explain import Explainer, about_form
from tutor.exercises.grading.matching import slipped
from tutor.exercises.grading.telling import about_point
from tutor.exercises.grading.words import SUBJECTS
from tutor.exercises.item import Item
from tutor.exercises.verdict import Grade
from tutor.language.es.lexicon import knows
from tutor.language.es.numbers import number_at
from tutor.language.es.tokens import plain, words
from tutor.language.es.verbs import analyse

# What these points are about is no slip in them.
CAPITALS, ACCENTS = "capitals-and-marks", ("written-accents", "diacritic-accents")


def grade_form(item: Item, given: str, say: Explainer) -> Grade:
    """A form of a verb, with or without its subject, que or está before it."""
    assert item.cell
    expected = item.answers[0]
    bare = words(given)
    fitting = {s for s, persons in SUBJECTS.items() if item.cell[2] in persons}
    while len(bare) > 1 and bare[0] in {
        "que",
        "ojalá",
        *fitting,
        *(("está", "estoy") if item.cell[1] == "gerund" else ()),
    }:
        bare = bare[1:]
    form = " ".join(bare)
    if form in item.answers:
        return Grade("right", say.right(), expected)
    if plain(form) in {plain(answer) for answer in item.answers} and not analyse(form):
        return Grade("almost", say.accent(), accented(item, form))
    return Grade("wrong", about_form(given, item.cell, say), expected)


def to_the_letter(item: Item, given: str, say: Explainer) -> Grade:
    """What was heard, or an agreement: the very words; an accent forgotten is a slip where accents are not the point."""
    wanted = next((a for a in (*item.answers, item.sentence) if _as_numbers(a) == _as_numbers(given)), "")
    if wanted and not (item.point == CAPITALS and capitals(wanted) != capitals(given)):
        return Grade("right", say.right(), item.answers[0])
    wanted = next((a for a in (*item.answers, item.sentence) if accents_apart(a, given)), "")
    if wanted and item.point not in ACCENTS:
        return Grade("almost", say.accent(), accented(item, given))
    if slip := _misspelt(item, given):
        return Grade("almost", say.typo(*slip), item.answers[0])
    return Grade("wrong", about_point(item, say.language), item.answers[0])


def _misspelt(item: Item, given: str) -> tuple[str, str] | None:
    """(given, expected) of the one word with a letter that makes no other word, and is not what the point is about."""
    wanted, got = words(item.answers[0]), words(given)
    differ = [(b, a) for a, b in zip(wanted, got, strict=False) if a != b]
    if len(wanted) != len(got) or len(differ) != 1 or item.gap is None:
        return None
    (theirs, ours) = differ[0]
    before, after = item.gap
    in_gap = ours in words(item.answers[0][len(before) : len(item.answers[0]) - len(after)])
    return differ[0] if not in_gap and not knows(theirs) and slipped(ours, theirs) else None


def accents_apart(wanted: str, given: str) -> bool:
    """Whether the same was written but for accents that are missing; one too many may make another word."""
    return any(
        len(ours) == len(theirs)
        and all(
            a == b or (plain(a) == plain(b) and (b == plain(b) or not knows(b)))
            for a, b in zip(ours, theirs, strict=True)
        )
        for ours, theirs in ((words(wanted), words(given)), (_as_numbers(wanted), _as_numbers(given)))
    )


def _as_numbers(text: str) -> list[str]:
    found, at, tokens = list[str](), 0, words(text)
    while at < len(tokens):
        number, length = number_at(tokens, at)
        found.append(f"#{number}" if length else tokens[at])
        at += length or 1
    return found


def capitals(text: str) -> list[str]:
    """The words but the first that begin with a capital."""
    return [word for word in re.findall(r"[^\W\d_]+", text)[1:] if word[0].isupper()]


def accented(item: Item, given: str) -> str:
    """The right answer that the given one is but for its accents."""
    return next((a for a in item.answers if plain(a).lower() == plain(given).lower()), item.answers[0])
