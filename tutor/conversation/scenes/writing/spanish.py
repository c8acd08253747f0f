"""The Spanish of a draft: what our corrections would mend, and lines that are too hard for their learners."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from tutor.conversation.scenes.library import scenes
from tutor.conversation.scenes.schema import Band
from tutor.conversation.scenes.wording import filled
from tutor.conversation.scenes.writing.draft import SceneDraft
from tutor.conversation.scenes.writing.places import DraftPlace, places_of
from tutor.conversation.scenes.writing.problems import Problem
from tutor.core.levels import Level
from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply
from tutor.corrections.policy import CorrectionPreferences
from tutor.language.es.readability import level_of

# A mistake that is this sure is told; the rest is a native's business.
SURE = 0.7
# Of a native's sentences these are tips of style.
_STYLE = frozenset(["subject-pronoun", "punctuation", "word-choice", "para-opinion"])
# The level that a line of a band may have; lists of dishes and the like read harder than they are.
_HIGHEST: dict[Band, Level] = {"A": Level.B1, "B": Level.C1, "C": Level.C2}
LIST_COMMAS = 3
# What stands for what is filled in, so that the sentence around it can be read.
_FILLED = {"one": "un café", "the": "el café", "price": "dos euros", "total": "diez euros"}
_SPANISH = ("title_es", "description_es", "goal", "partner.role", "partner.facts", "card.you_es", "item.")


def spanish_problems(draft: SceneDraft, corrector: Corrector) -> list[Problem]:
    """Hints for lines that are not word for word ours."""
    told = CorrectionPreferences(
        level="C1", strictness="gentle", variety="spain" if draft.variety == "spain" else "neutral"
    )
    values = _FILLED | {"name": draft.partner.name or "Ana"}
    found: list[Problem] = []
    for place in places_of(draft):
        if place.text.strip() in _ours() or not _is_spanish(place):
            continue
        found += _of_line(place, filled(place.text, values) or place.text, corrector, told)
    return found


def _of_line(place: DraftPlace, text: str, corrector: Corrector, told: CorrectionPreferences) -> Iterator[Problem]:
    edits = [e for e in corrector.check(text, told).edits if e.rule_id not in _STYLE and e.confidence >= SURE]
    if edits:
        yield Problem(place.where, "correction", True, {"better": apply(text, edits)})
    if place.band and "{" not in place.text and text.count(",") < LIST_COMMAS:
        level = level_of(text).level
        if level > _HIGHEST[place.band]:
            yield Problem(place.where, "level", True, {"level": level.value})


def _is_spanish(place: DraftPlace) -> bool:
    return place.by != "reader" or place.where.startswith(_SPANISH) or place.where.endswith(".goal_es")


@cache
def _ours() -> frozenset[str]:
    """Every text of the scenes that are shipped."""
    return frozenset(text for scene in scenes() for text in _texts(scene.model_dump(mode="json")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
