"""Texts of ours for each level, with questions about them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tutor.core.levels import Level


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """`right` counts the options from 0; `quote` is where the text gives the answer."""

    ask: str
    options: tuple[str, ...]
    right: int
    quote: str


@dataclass(frozen=True, slots=True)
class SampleText:
    """A short text; paragraphs are parted by an empty line, lines of a talk by a line's end."""

    id: str
    title: str
    level: Level
    text: str
    questions: tuple[TextQuestion, ...]


@cache
def texts() -> dict[str, SampleText]:
    """All of them by their ids, the easiest level first."""
    found: dict[str, SampleText] = {}
    for level in Level:
        data = (files(__name__) / f"{level.lower()}.toml").read_text(encoding="utf-8")
        for entry in tomllib.loads(data)["text"]:
            questions = tuple(
                TextQuestion(one["ask"], tuple(one["options"]), one["right"], one["quote"]) for one in entry["question"]
            )
            found[entry["id"]] = SampleText(entry["id"], entry["title"], level, entry["text"].strip(), questions)
    return found
