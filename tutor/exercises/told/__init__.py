"""What is told of the grammar points in the languages of the page: English and Spanish are the syllabus's own, the others
have one file each here."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.exercises.syllabus import Frozen, Point, TwoSentences, syllabus

FOLDER = Path(__file__).parent


class PointTold(Frozen):
    """A point's title and explanation, how it differs in Spain and the Americas, "" where it does not, and what its three
    examples mean."""

    title: str
    explanation: TwoSentences
    regions: str = ""
    examples: tuple[str, str, str]


def point_in(point: Point, language: str) -> PointTold:
    """What is told of a point in a language (ISO 639); in English where it is not written in that one."""
    return points_in(language).get(point.id) or points_in("en")[point.id]


@cache
def points_in(language: str) -> Mapping[str, PointTold]:
    """What is told of the points by their ids; nothing in a language that is not written."""
    points = syllabus().points
    if language in ("en", "es"):
        return {p.id: _of_syllabus(p, spanish=language == "es") for p in points}
    file = FOLDER / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return {}
    return {id: PointTold.model_validate(row) for id, row in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def _of_syllabus(point: Point, *, spanish: bool) -> PointTold:
    first, second, third = (example.english for example in point.examples)
    return PointTold(
        title=point.title_es if spanish else point.title,
        explanation=point.es if spanish else point.en,
        regions=point.regions[spanish],
        examples=(first, second, third),
    )
