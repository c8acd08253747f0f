"""Give the form: a verb, a tense and a person ask for it. Answers come from the table of forms."""

from __future__ import annotations

from typing import get_args

from tutor.exercises.explain import Explainer, about_form
from tutor.exercises.grading.letters import grade_form
from tutor.exercises.item import Item
from tutor.exercises.kinds.base import Skill
from tutor.exercises.syllabus import ItemKind, Point, syllabus
from tutor.exercises.verdict import Grade
from tutor.language.es.verbs import Person, Tense, conjugate, is_verb, variants

SUBJECTS: dict[Person, tuple[str, ...]] = {
    "1s": ("yo",),
    "2s": ("tú",),
    "vos": ("vos",),
    "3s": ("él", "ella", "usted"),
    "1p": ("nosotros", "nosotras"),
    "2p": ("vosotros", "vosotras"),
    "3p": ("ellos", "ellas", "ustedes"),
}
# Of weather and of what happens: only the third person is used.
_THIRD = frozenset(["llover", "nevar", "tronar", "gustar", "doler", "suceder", "acontecer", "costar"])


def item_id(point: Point, verb: str, tense: Tense, person: Person | str) -> str:
    return f"conjugation.{point.id}.{verb}.{tense}.{person}"


class Conjugated:
    """A form of a verb. The rest of an id is verb, tense and person."""

    name: ItemKind = "conjugation"
    skill: Skill = "grammar"
    difficulty = 0.0
    in_spanish = True

    def rests(self, point: Point) -> list[str]:
        """The cells that a point drills."""
        if point.conjugation is None:
            return []
        return [
            f"{verb}.{tense}.{person}"
            for verb in point.conjugation.verbs
            for tense in point.conjugation.tenses
            for person in persons(point, verb, tense)
        ]

    def make(self, point: Point, rest: str) -> Item | None:
        """Any verb of the table may be asked in a point's tenses."""
        return make(point, rest)

    def grade(self, item: Item, given: str, say: Explainer) -> Grade:
        return grade_form(item, given, say)

    def why(self, item: Item, given: str, say: Explainer) -> str:
        assert item.cell
        return about_form(given, item.cell, say)


def persons(point: Point, verb: str, tense: Tense) -> tuple[str, ...]:
    """The persons of a verb that a point asks for; "" where the form has none."""
    if tense == "gerund":
        return ("",)
    asked = point.conjugation.persons if point.conjugation else ()
    if verb in _THIRD:
        asked = tuple(p for p in asked if p[0] == "3")
    return tuple(p for p in asked if conjugate(verb, tense, p))


def make(point: Point, rest: str) -> Item | None:
    """`verb.tense.person` as an item; any verb of the table may be asked in a point's tenses."""
    verb, _, cell = rest.partition(".")
    tense, _, person = cell.partition(".")
    if point.conjugation is None or not is_verb(verb) or tense not in point.conjugation.tenses:
        return None
    if person not in ({""} if tense == "gerund" else set(get_args(Person))):
        return None
    answers = variants(verb, tense, person)  # type: ignore[arg-type]
    if not answers:
        return None
    form = answers[0]
    subject = _subject(verb, person)
    return Item(
        id=f"conjugation.{point.id}.{rest}",
        kind="conjugation",
        point=point.id,
        level=point.level,
        prompt=subject,
        answers=answers,
        sentence=f"{subject} {form}".strip() if tense != "imperative" else form,
        hint=verb,
        cell=(verb, tense, person),
    )


def _subject(verb: str, person: Person | str) -> str:
    """One of the pronouns of a person, always the same for a verb."""
    if not person:
        return ""
    choices = SUBJECTS[person]  # type: ignore[index]
    return choices[len(verb) % len(choices)]


def point_of(verb: str, tense: str) -> Point | None:
    """The point that drills a verb in a tense: one that names the verb, else the first with that tense."""
    with_tense = [p for p in syllabus().points if p.conjugation and tense in p.conjugation.tenses]
    named = [p for p in with_tense if p.conjugation and verb in p.conjugation.verbs]
    return next(iter(named or with_tense), None)
