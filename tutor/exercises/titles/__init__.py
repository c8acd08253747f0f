"""The titles of the grammar points in the languages that pages speak beside English and Spanish: one file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.exercises.syllabus import Point

FOLDER = Path(__file__).parent


@cache
def titles_in(language: str) -> Mapping[str, str]:
    """Titles by the id of their point; none for a language (ISO 639) without a file."""
    file = FOLDER / f"{language}.toml"
    if not language.isalpha() or not file.is_file():
        return {}
    return tomllib.loads(file.read_text(encoding="utf-8"))


def title_in(point: Point, language: str) -> str:
    """A point's title in a language; in English where it is not written in that one."""
    return point.title_es if language == "es" else titles_in(language).get(point.id, point.title)
