"""Tasks to speak and to write, as the examinations set them. Written by us, in `<level>.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from tutor.core.levels import Level
from tutor.exercises.shelf import shelf, taken
from tutor.exercises.syllabus import Frozen

FOLDER = Path(__file__).parent
Mode = Literal["speak", "write"]
Form = Literal["letter", "message", "monologue", "opinion", "picture", "role-card", "story", "summary"]


class ExamTask(Frozen):
    """A task. `prepare_s` is the time to think and `time_s` the time to speak or write, in seconds; `words` the length
    asked for, from and to; `say` what has to be covered; `outline` how the learner's notes may begin."""

    id: str
    level: Level
    title: str
    mode: Mode
    form: Form
    topic: str
    task: str
    say: tuple[str, ...] = Field(min_length=3, max_length=4)
    outline: tuple[str, ...] = Field(min_length=3, max_length=4)
    words: tuple[int, int]
    time_s: int
    prepare_s: int = 0
    picture: str = ""
    source: str = ""


@cache
def tasks() -> Mapping[str, ExamTask]:
    """All tasks by id, the easiest first. Raises ValueError for one that is not well written."""
    return shelf(FOLDER, "task", lambda level, row: ExamTask.model_validate(row | {"level": level}))


def task(task_id: str) -> ExamTask:
    """The task of that id. Raises NotFound."""
    return taken(tasks(), task_id, "task")
