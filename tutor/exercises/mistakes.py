"""Your own mistakes: an item about the same point as a correction, with a new sentence."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache

from tutor.corrections.explain import rules
from tutor.exercises import agreement
from tutor.exercises.item import Item
from tutor.exercises.items import draw, ids, item_of
from tutor.exercises.kinds import conjugation
from tutor.exercises.sentences import examples, reserved
from tutor.exercises.syllabus import ItemKind, Point, syllabus
from tutor.language.es.tokens import words
from tutor.language.es.verbs import analyse

# For corrections whose rule no point names: where their category is taught first.
_BY_CATEGORY = {
    "agreement": "adjective-agreement", "verb form": "present-regular-ar", "mood": "subjunctive-forms",
    "preposition": "prepositions-a-en-de", "article": "definite-articles", "ser/estar": "ser-estar-basic",
    "diacritic": "written-accents", "spelling": "written-accents", "capitals": "capitals-and-marks",
    "punctuation": "capitals-and-marks", "pronoun": "direct-object-pronouns", "word order": "pronoun-position",
    "word choice": "basic-connectors", "missing word": "relative-que", "extra word": "subject-pronouns",
}  # fmt: skip
# Reasons about whatever form it is: its own point is the one of its tense.
_OF_ANY_FORM = frozenset(("subject-verb", "finite", "made-up-form", "tense", "present-story", "verb-form", "past-time"))
# Mistakes in which the form of the verb is the point.
_VERB_CATEGORIES = frozenset(["verb form", "mood"])
_AGREEMENT_CATEGORIES = frozenset(["agreement", "article"])
# The exercises in which a sentence needs its words produced, rightly spelt or rightly put.
_PRODUCING: tuple[ItemKind, ...] = ("translate", "dictation")


def point_about(rule: str, category: str, form: str = "") -> Point | None:
    """The point that a correction made for this reason is about, by the corrected form where the reason is one of any verb's.

    None for what is about words, no point of grammar. What was stored before there were reasons goes by its category.
    """
    if rule in _OF_ANY_FORM and (found := _of_form(form)):
        return found
    if points := syllabus().about_rule(rule):
        return points[0]
    return None if rule in rules() else _of_category(category)


def _of_form(form: str) -> Point | None:
    """The point that drills the verb of a form in its tense."""
    for word in words(form):
        for reading in analyse(word, 0.3):
            if found := conjugation.point_of(reading.verb, reading.tense):
                return found
    return None


def _of_category(category: str) -> Point:
    return syllabus().by_id[_BY_CATEGORY.get(category, "basic-connectors")]


def item_about(rule: str, category: str, form: str, seed: int) -> Item:
    """An item that needs the very form of a correction; another one for another seed where there are several.

    Sentences whose gap is the form, the form of the verb in its tense and person, the noun of an agreement, sentences
    with the form in them; about the same point at least.
    """
    rng = random.Random(f"{rule} {form} {seed}")
    point = point_about(rule, category, form) or _of_category(category)
    found: list[str] = []
    if category in _VERB_CATEGORIES:
        found = _same_verb(form, category)
    elif category in _AGREEMENT_CATEGORIES:
        found = _same_noun(form)
    found += _with_gap(form, point) or _with_words(form, point)
    return item_of(rng.choice(found)) if found else draw(point, rng)


def _same_verb(form: str, category: str) -> list[str]:
    """The verb in the tense and person of the form."""
    found = [
        (point, reading)
        for word in words(form)
        for reading in analyse(word)
        if reading.person and (point := conjugation.point_of(reading.verb, reading.tense))
        if category != "mood" or reading.tense.startswith("subjunctive")
    ]
    # Of several verbs (vengas: venir, vengar) the one that is taught.
    found.sort(key=lambda pair: not (pair[0].conjugation and pair[1].verb in pair[0].conjugation.verbs))
    return [conjugation.item_id(point, r.verb, r.tense, r.person) for point, r in found[:1]]  # type: ignore[arg-type]


def _same_noun(form: str) -> list[str]:
    """Agreement items whose sentence has the form."""
    noun = next((found for word in words(form) if (found := agreement.singular(word))), "")
    if not noun:
        return []
    items = (
        item_id
        for point in syllabus().points
        if point.agreement
        for item_id in ids(point)
        if item_id.startswith(f"agreement.{point.id}.{noun}.")
    )
    wanted = f" {' '.join(words(form))} "
    return [item_id for item_id in items if wanted in f" {' '.join(words(item_of(item_id).sentence))} "]


def _with_gap(form: str, point: Point) -> list[str]:
    """Sentences in which the form fills the gap, or stands with the gap in it; of the point if it has some."""
    return _of_point(point, [(p, f"cloze.{p}.{key}") for p, key, gap in _places(form) if gap and "cloze" in _items(p)])


def _with_words(form: str, point: Point) -> list[str]:
    """Sentences of this level at most that have the form in them."""
    found = [
        (p, f"{kind}.{p}.{key}")
        for p, key, _ in _places(form)
        for kind in _PRODUCING
        if kind in _items(p) and syllabus().by_id[p].level <= point.level
    ]
    return _of_point(point, found)


def _of_point(point: Point, found: list[tuple[str, str]]) -> list[str]:
    return [item_id for p, item_id in found if p == point.id] or [item_id for _, item_id in found]


def _items(point_id: str) -> tuple[ItemKind, ...]:
    return syllabus().by_id[point_id].items


def _places(form: str) -> list[tuple[str, str, bool]]:
    """(point, key, whether the gap is part of it) of the sentences that have these words in a row."""
    wanted = words(form)
    if not wanted:
        return []
    rarest = min((_index().get(word, ()) for word in wanted), key=len)
    found = []
    for point_id, key in rarest:
        example = examples(syllabus().by_id[point_id])[key]
        before, answer, after = words(example.before), words(example.answers[0]), words(example.after)
        text = before + answer + after
        for at in range(len(text) - len(wanted) + 1):
            if text[at : at + len(wanted)] == wanted:
                found.append((point_id, key, at < len(before) + len(answer) and at + len(wanted) > len(before)))
                break
    return found


@cache
def _index() -> dict[str, tuple[tuple[str, str], ...]]:
    """The sentences that have a word. Reads them all, at first use: a quarter of a second and 12 MB."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for point in syllabus().points:
        kept = reserved(point)
        for key, example in examples(point).items():
            if key not in kept:
                for word in set(words(example.sentence())):
                    found[word].append((point.id, key))
    return {word: tuple(places) for word, places in found.items()}
