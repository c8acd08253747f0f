"""Passages to listen to, with three questions each. Written by us, in `<level>.toml`; read in by one voice or two."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator

from tutor.core.levels import Level
from tutor.exercises.shelf import shelf, taken
from tutor.exercises.syllabus import Frozen, Variety

FOLDER = Path(__file__).parent
Kind = Literal["announcement", "dialogue", "interview", "message", "story"]
QUESTIONS = 3


class SpokenLine(Frozen):
    """What one voice says; `voice` is 0 or 1."""

    voice: int
    text: str


class ListeningQuestion(Frozen):
    """A question with its right answer and wrong ones, each of which names something that is heard."""

    text: str
    right: str
    wrong: tuple[str, ...] = Field(min_length=2)

    def options(self, seed: str) -> list[str]:
        """All answers, in an order that is always the same for a seed."""
        return random.Random(f"{seed} {self.text}").sample([self.right, *self.wrong], 1 + len(self.wrong))


class ListeningPassage(Frozen):
    """Something to listen to."""

    id: str
    level: Level
    title: str
    kind: Kind
    topic: str
    variety: Variety = ""
    lines: tuple[SpokenLine, ...] = Field(alias="text", min_length=1)
    questions: tuple[ListeningQuestion, ...] = Field(min_length=QUESTIONS, max_length=QUESTIONS)

    @field_validator("lines", mode="before")
    @classmethod
    def _parse_lines(cls, text: str) -> list[SpokenLine]:
        rows = [row.strip() for row in text.strip().splitlines()]
        spoken = [(row[0], row[2:].strip()) for row in rows if row[:2] in ("A:", "B:")]
        if not spoken:
            return [SpokenLine(voice=0, text=" ".join(rows))]
        if len(spoken) != len(rows):
            raise ValueError("a line of a dialogue does not say whose it is")
        return [SpokenLine(voice="AB".index(who), text=said) for who, said in spoken]

    @field_validator("questions", mode="before")
    @classmethod
    def _parse_questions(cls, rows: list[list[str]]) -> list[ListeningQuestion]:
        return [ListeningQuestion(text=row[0], right=row[1], wrong=tuple(row[2:])) for row in rows]


@cache
def passages() -> Mapping[str, ListeningPassage]:
    """All passages by id, the easiest first. Raises ValueError for one that is not well written."""
    return shelf(FOLDER, "passage", lambda level, row: ListeningPassage.model_validate(row | {"level": level}))


def passage(passage_id: str) -> ListeningPassage:
    """The passage of that id. Raises NotFound."""
    return taken(passages(), passage_id, "passage")
