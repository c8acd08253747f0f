"""Grading: right, almost or wrong, and why. What the rules can't foresee is left undecided, never guessed."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

from tutor.core.errors import TextTooLong
from tutor.exercises.explain import Explainer
from tutor.exercises.grading.regions import at_home
from tutor.exercises.grading.telling import about_point
from tutor.exercises.item import Item
from tutor.exercises.kinds import kind_of
from tutor.exercises.verdict import RIGHT_VERDICTS, Grade, Verdict
from tutor.language.es.tokens import words
from tutor.language.es.variety import Learnt
from tutor.language.es.vocabulary import frequency

__all__ = ["LONGEST_ANSWER", "RIGHT_VERDICTS", "Grade", "Verdict", "grade"]

LONGEST_ANSWER = 500


def grade(item: Item, answer: str | None, language: str = "en", variety: Learnt = "spain") -> Grade:
    """Judge an answer as its kind of exercise does, by the Spanish that is learnt; None is "I don't know". Raises TextTooLong."""
    say, kind, expected = Explainer(language, variety), kind_of(item.kind), item.answers[0]
    if answer is None:
        return Grade("wrong", about_point(item, language), expected)
    if len(answer) > LONGEST_ANSWER:
        raise TextTooLong(f"An answer can have {LONGEST_ANSWER} characters.", action="Write only what is asked for.")
    given = _clean(answer)
    mistake = next((wrong for wrong in item.wrong if _same_mistake(given, wrong, item)), None)
    if mistake is not None and at_home(item, mistake, variety):
        return Grade("right", say.right(), expected)
    if mistake is not None:
        return Grade("wrong", kind.why(item, given, say), expected)
    if complaint := _unusable(given, say):
        return Grade("unusable", complaint, expected)
    graded = kind.grade(item, given, say)
    if graded.verdict == "wrong" and kind.in_spanish and _english(given):
        return Grade("unusable", say.spanish_please(), expected)
    return graded


def _clean(answer: str) -> str:
    text = unicodedata.normalize("NFC", answer)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] not in "CM")
    return " ".join(text.split())


def _same_mistake(given: str, wrong: str, item: Item) -> bool:
    """Whether this is a foreseen mistake; where capitals are the point, they have to be the same."""
    if words(wrong) == words(item.answers[0]):
        return given.strip(".") == wrong.strip(".")
    return words(given) == words(wrong)


def _unusable(given: str, say: Explainer) -> str:
    """Why an answer says nothing about what the learner knows; "" when it does."""
    letters = [c for c in given if c.isalpha()]
    if not letters:
        return say.no_words()
    if any(not unicodedata.name(c, "").startswith("LATIN") for c in letters):
        return say.keyboard()
    return ""


@cache
def _foreign() -> frozenset[str]:
    table = files("tutor.language.es") / "data" / "foreign.txt"
    return frozenset(table.read_text(encoding="utf-8").split())


def _english(given: str) -> bool:
    """Whether most words are none of Spanish but of other languages."""
    tokens = words(given)
    foreign = sum(t in _foreign() or (t == "i" or t.endswith("'s")) for t in tokens)
    return foreign * 2 > len(tokens) and not any(frequency().get(t, 0.0) > 6.5 for t in tokens if len(t) > 2)
