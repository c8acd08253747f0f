"""Scenes that teachers write as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from tutor.api.schemas import Sent, Strict
from tutor.conversation.scenes.writing.draft import PartId, SceneDraft
from tutor.conversation.scenes.writing.file import MOST_FILE_CHARS
from tutor.conversation.scenes.writing.problems import Code
from tutor.core.levels import Level
from tutor.store.class_tables import ClassScene

TrialLine = Annotated[str, StringConstraints(max_length=2000)]


class NewTaughtScene(Strict):
    """A new scene: a copy of one of ours, or of one of the teacher's own; else a small blank one."""

    copy_of: Annotated[str, StringConstraints(max_length=80)] | None = None


class TaughtSceneIn(Strict):
    draft: SceneDraft


class SceneFileIn(Strict):
    """The content of a file that was exported, or written by hand."""

    text: Annotated[str, StringConstraints(max_length=MOST_FILE_CHARS)]


class ProblemOut(Sent):
    """Something wrong at a place of the draft, by its keys and numbers from the top; `hint` lets it be played all the same."""

    where: str
    code: Code
    hint: bool
    values: dict[str, str]


class GivenSceneOut(Sent):
    """A class that has the scene. `current`: it has it as it is written now."""

    class_id: str
    version: int
    published_at: datetime
    current: bool

    @classmethod
    def of(cls, given: ClassScene, text: str) -> GivenSceneOut:
        return cls(
            class_id=given.classroom_id,
            version=given.version,
            published_at=given.published_at,
            current=given.text == text,
        )


class TaughtSceneSum(Sent):
    """A scene of the teacher's in a list. `scenario_id` is what it is assigned and played by; `class_ids` have it."""

    id: str
    scenario_id: str
    title: str
    level: Level
    updated_at: datetime
    class_ids: list[str]


class TaughtSceneOut(Sent):
    """A scene as it is written, what is wrong with it, and who has it. `playable`: nothing that is more than a hint."""

    id: str
    scenario_id: str
    draft: SceneDraft
    problems: list[ProblemOut]
    playable: bool
    updated_at: datetime
    published: list[GivenSceneOut]


class CopyableOut(Sent):
    """One of our scenes that may be copied."""

    id: str
    title: str
    title_es: str
    icon: str
    level_min: Level


class TrialIn(Strict):
    """A talk with the scene as it is written. Without `opening` it begins; `lines` are what was said since, as
    (learner, partner); `model` lets the model that runs answer. `twist` is the complication that comes; `draw` has one
    drawn where it begins."""

    level: Level
    opening: TrialLine = ""
    lines: Annotated[list[tuple[TrialLine, TrialLine]], Field(max_length=40, default_factory=list)]
    said: TrialLine = ""
    model: bool = False
    twist: PartId | None = None
    draw: bool = False


class TrialOut(Sent):
    """`reply` by a model where it names one, else by a line of the scene. `heard` is what the line was recognised as;
    `twist` the complication of this talk, which the next line takes along."""

    reply: str
    model: str | None
    heard: list[str]
    goals: list[str]
    topics: list[str]
    twist: str | None
    twist_done: bool
    suggestions: list[str]
    ended: bool
