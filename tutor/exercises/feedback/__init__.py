"""What is said about answers and tasks, as data: one file for each language that pages speak."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.exercises.syllabus import Frozen

FOLDER = Path(__file__).parent


class FeedbackTexts(Frozen):
    """The sentences of one language by their keys, with {facts} to be filled in.

    `name` is what the language is called in English, `decimal` its decimal point; `answers` are about exercises,
    `marks` about tasks; `places` are where a word is said, `kinds` of mistakes.
    """

    name: str
    decimal: str
    answers: Mapping[str, str]
    marks: Mapping[str, str]
    places: Mapping[str, str]
    kinds: Mapping[str, str]


def feedback_in(language: str) -> FeedbackTexts:
    """The sentences in a language (ISO 639), in English where they are not written in that one."""
    written = language.isalpha() and (FOLDER / f"{language}.toml").is_file()
    return _read(language if written else "en")


@cache
def _read(language: str) -> FeedbackTexts:
    return FeedbackTexts.model_validate(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))
