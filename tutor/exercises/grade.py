"""Grading: right, almost or wrong, and why. What the rules can't foresee is left undecided, never guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal

from tutor.core.errors import TextTooLong
from tutor.exercises.explain import Explainer, about_form
from tutor.exercises.item import Item
from tutor.exercises.syllabus import syllabus
from tutor.exercises.variants import Likeness, like
from tutor.language.es.conjugation import verbs
from tutor.language.es.tokens import plain, words
from tutor.language.es.vocabulary import frequency

# right and almost count as known; unusable is not counted at all; unforeseen may be judged by a model.
Verdict = Literal["right", "almost", "wrong", "unforeseen", "unusable"]

RIGHT_VERDICTS = ("right", "almost")
LONGEST_ANSWER = 500
_WHOLE_SENTENCES = frozenset(["translate", "say", "build", "order", "repair"])
# One sentence can be said in many ways here, so that a different one is not wrong for certain.
_OPEN = frozenset(["translate", "say", "order", "build"])


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict with one or two sentences for the learner. `expected`, the answer to show, is not said again."""

    verdict: Verdict
    feedback: str
    expected: str
    judged_by: Literal["rules", "model"] = "rules"


def grade(item: Item, answer: str | None, language: str = "en") -> Grade:
    """Judge an answer; None is "I don't know". Raises TextTooLong."""
    say = Explainer(language)
    expected = item.answers[0]

    def result(verdict: Verdict, feedback: str) -> Grade:
        return Grade(verdict, feedback, expected)

    if answer is None:
        return result("wrong", _about_point(item, language))
    if len(answer) > LONGEST_ANSWER:
        raise TextTooLong(f"An answer can have {LONGEST_ANSWER} characters.", action="Write only what is asked for.")
    given = _clean(answer)
    if any(_same_mistake(given, wrong, item) for wrong in item.wrong):
        return result("wrong", _why(item, given, say, language))
    if complaint := _unusable(item, given, say):
        return result("unusable", complaint)
    if item.kind == "listen":
        right = words(given) == words(expected)
        return result("right", say.right()) if right else result("wrong", say.heard(item.spoken))
    best = _best(item, given)
    if best == "same":
        return result("right", say.right())
    if best == "regional":
        return result("right", say.regional(expected))
    if best == "accent":
        if item.kind == "say":  # accents are written by the recogniser, not by the learner
            return result("right", say.right())
        return Grade("almost", say.accent() + _without_accent(item, given, say), _accented(item, given))
    foreseen = any(like(w, given, regions=True, persons=True) for w in item.wrong)
    if item.kind in _OPEN and not foreseen and _plausible(given):
        return result("unforeseen", say.unforeseen())
    return result("wrong", _why(item, given, say, language))


def _clean(answer: str) -> str:
    text = unicodedata.normalize("NFC", answer)
    text = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] not in "CM")
    return " ".join(text.split())


def _same_mistake(given: str, wrong: str, item: Item) -> bool:
    """Whether this is a foreseen mistake; where capitals are the point, they have to be the same."""
    if words(wrong) == words(item.answers[0]):
        return given.strip(".") == wrong.strip(".")
    return words(given) == words(wrong)


def _unusable(item: Item, given: str, say: Explainer) -> str:
    """Why an answer says nothing about what the learner knows; "" when it does."""
    letters = [c for c in given if c.isalpha()]
    if not letters:
        return say.no_words()
    if any(not unicodedata.name(c, "").startswith("LATIN") for c in letters):
        return say.keyboard()
    if item.kind != "listen" and _english(given) and not _best(item, given):
        return say.spanish_please()
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


def _best(item: Item, given: str) -> Likeness | None:
    persons = item.kind in ("translate", "say")
    regions = item.kind not in ("conjugation", "dictation", "order")
    if item.kind == "cloze" and re.search(r"\b(vos|tú)\b", item.prompt, re.IGNORECASE):
        regions = False
    candidates = list(item.answers)
    if item.kind in ("cloze", "choice", "conjugation"):
        candidates += [item.sentence]  # the whole sentence typed out is fine too
    found = {like(c, given, regions=regions, persons=persons) for c in candidates}
    return next((likeness for likeness in ("same", "regional", "accent") if likeness in found), None)


def _accented(item: Item, given: str) -> str:
    """The right answer that the given one is but for its accents."""
    return next((a for a in item.answers if plain(a).lower() == plain(given).lower()), item.answers[0])


def _without_accent(item: Item, given: str, say: Explainer) -> str:
    """What a form means without its accent: hablo, for habló, is another person of another tense."""
    if item.cell is None or not verbs().analyse(given):
        return ""
    return " " + about_form(given, item.cell, say)


def _plausible(given: str) -> bool:
    """Whether this is some Spanish sentence: several words, all of them in use."""
    tokens = words(given)
    return len(tokens) >= 2 and all(frequency().get(t, 0.0) > 0 for t in tokens)


def _about_point(item: Item, language: str) -> str:
    point = syllabus().by_id[item.point]
    return point.explanation(language)


def _why(item: Item, given: str, say: Explainer, language: str) -> str:
    """What was wrong: the form that was given, else the first word that differs; then the rule."""
    expected = item.answers[0]
    if item.kind == "dictation":
        return say.heard_words(_first_difference(expected, given))
    if item.kind == "conjugation" and item.cell:
        return about_form(given, item.cell, say)
    difference = say.instead(*_first_difference(expected, given)) + " " if item.kind in _WHOLE_SENTENCES else ""
    return difference + _about_point(item, language)


def _first_difference(expected: str, given: str) -> tuple[str, str]:
    """(given, expected) at the first word where they part; "" for a word too few."""
    wanted, got = words(expected), words(given)
    pairs = list(zip(wanted, got, strict=False))
    letters = (n for n, (a, b) in enumerate(pairs) if plain(a) != plain(b))
    accents = (n for n, (a, b) in enumerate(pairs) if a != b) if len(wanted) == len(got) else iter(())
    at = next(chain(letters, accents), min(len(wanted), len(got)))
    return (got[at] if at < len(got) else "", wanted[at] if at < len(wanted) else "")
