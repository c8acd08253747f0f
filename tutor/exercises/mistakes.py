"""Your own mistakes: an item about the same point as a correction, with a new sentence."""

from __future__ import annotations

import random

from tutor.core.levels import Level
from tutor.exercises import agreement
from tutor.exercises.item import Item
from tutor.exercises.items import draw, ids, item_of
from tutor.exercises.kinds import conjugation
from tutor.exercises.syllabus import Point, syllabus
from tutor.language.es.conjugation import PERSONS, verbs
from tutor.language.es.forms import Tense
from tutor.language.es.tokens import words

# For corrections whose rule no point names: where their category is taught first.
_BY_CATEGORY = {
    "agreement": "adjective-agreement", "verb form": "present-regular-ar", "mood": "subjunctive-forms",
    "preposition": "prepositions-a-en-de", "article": "definite-articles", "ser/estar": "ser-estar-basic",
    "diacritic": "written-accents", "spelling": "written-accents", "capitals": "capitals-and-marks",
    "punctuation": "capitals-and-marks", "pronoun": "direct-object-pronouns", "word order": "pronoun-position",
    "word choice": "basic-connectors", "missing word": "relative-que", "extra word": "subject-pronouns",
}  # fmt: skip
# Mistakes in which the form of the verb is the point.
_VERB_CATEGORIES = frozenset(["verb form", "mood"])
_AGREEMENT_CATEGORIES = frozenset(["agreement", "article"])
_WORD_CATEGORIES = frozenset(["diacritic", "spelling", "capitals", "word choice"])


def point_about(rule: str, category: str) -> Point:
    """The point a correction is about."""
    points = syllabus().about_rule(rule)
    return points[0] if points else syllabus().by_id[_BY_CATEGORY.get(category, "basic-connectors")]


def item_about(rule: str, category: str, form: str, seed: int) -> Item:
    """A new item about a correction to `form`; another one for another seed.

    The same verb in the same tense, the same noun, or a sentence with the same word, where there is one.
    """
    rng = random.Random(f"{rule} {form} {seed}")
    point = point_about(rule, category)
    made: Item | None = None
    if category in _VERB_CATEGORIES:
        made = _same_verb(form, category, rng)
    elif category in _AGREEMENT_CATEGORIES:
        made = _same_noun(form, rng)
    elif category in _WORD_CATEGORIES:
        made = _same_word(form, point.level, rng)
    return made or draw(point, rng)


def _same_verb(form: str, category: str, rng: random.Random) -> Item | None:
    found = [
        (point, reading)
        for word in words(form)
        for reading in verbs().analyse(word)
        if reading.person and (point := conjugation.point_of(reading.verb, reading.tense))
        if category != "mood" or reading.tense.startswith("subjunctive")
    ]
    # Of several verbs (vengas: venir, vengar) the one that is taught.
    found.sort(key=lambda pair: not (pair[0].conjugation and pair[1].verb in pair[0].conjugation.verbs))
    if not found:
        return None
    point, reading = found[0]
    tense: Tense = reading.tense  # type: ignore[assignment]
    persons = [p for p in PERSONS if verbs().form(reading.verb, tense, p)]
    return item_of(conjugation.item_id(point, reading.verb, tense, rng.choice(persons)))


def _same_noun(form: str, rng: random.Random) -> Item | None:
    for word in words(form):
        if noun := agreement.singular(word):
            points = [p for p in syllabus().points if p.agreement]
            rng.shuffle(points)
            for point in points:
                about = [i for i in ids(point) if i.startswith(f"agreement.{point.id}.{noun}.")]
                if about:
                    return item_of(rng.choice(about))
    return None


def _same_word(form: str, level: Level, rng: random.Random) -> Item | None:
    wanted = set(words(form))
    found = [
        f"dictation.{point.id}.{n}"
        for point in syllabus().points
        if "dictation" in point.items and point.level <= level
        for n, example in enumerate(point.examples)
        if wanted & set(words(example.sentence())) == wanted
    ]
    return item_of(rng.choice(found)) if wanted and found else None
