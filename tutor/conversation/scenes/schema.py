"""The format of a scene: data that a teacher can read and write (docs: SCENES.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tutor.language.es.variety import Variety

Band = Literal["A", "B", "C"]
Lines = Mapping[str, tuple[str, ...]]
Address = Literal["tú", "usted"]
_FALLBACK: dict[str, str] = {"A": "ABC", "B": "BAC", "C": "CBA"}


def band_of(level: str) -> Band:
    """A1 and A2 are A, B1 and B2 are B, C1 and C2 are C."""
    first = level[:1].upper()
    if first == "A":
        return "A"
    return "B" if first == "B" else "C"


def lines_for(lines: Lines, band: str) -> tuple[str, ...]:
    """The lines of a band, or of the nearest lower one that has any; A takes B's where only that is there."""
    return next((lines[other] for other in _FALLBACK[band] if lines.get(other)), ())


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Partner(_Model):
    """Who the tutor plays, and all they know."""

    name: str
    role: str
    facts: str


class RoleCard(_Model):
    """What the learner reads before starting."""

    you: str
    you_es: str
    phrases: tuple[tuple[str, str], ...] = ()


class Part(_Model):
    """What has an id and patterns by which it is recognised."""

    id: str
    hears: tuple[str, ...] = ()


class MenuItem(_Model):
    """Something on the menu or the stall."""

    id: str
    hears: tuple[str, ...]
    one: str
    the: str
    price: float | None = None
    unit: str | None = None
    sold_out: bool = False


class Step(Part):
    """Something that has to happen: one of the learner's goals."""

    goal: str
    goal_es: str
    item: bool = False
    open: bool = False
    optional: bool = False
    closes: bool = False  # asking for the bill: what could still be ordered is not asked for any more
    after: tuple[str, ...] = ()
    ask: Lines
    done: Lines
    yes: Lines = Field(default_factory=dict)
    no: Lines = Field(default_factory=dict)
    help: Lines = Field(default_factory=dict)


class Answer(Part):
    """A question the learner may put, and what the partner says."""

    say: Lines
    key: tuple[str, ...] = ()


class Topic(Part):
    """Something to talk about: reactions, the partner's own story, follow-up questions."""

    title: str
    offered: bool = True  # false: only spoken of when the learner begins it
    react: Lines
    own: Lines
    ask: Lines
    help: Lines = Field(default_factory=dict)


class Twist(Part):
    """A complication that may come once a step is done."""

    after: str
    say: Lines
    open: bool = False
    done: Lines
    help: Lines = Field(default_factory=dict)


class Closing(_Model):
    """How the partner closes the scene."""

    say: Lines


class Lost(_Model):
    """What the partner says when nothing was recognised, and when a question has no answer here."""

    say: Lines
    unknown: Lines


class SampleExchange(_Model):
    """An exchange of this scene as it should be, for the model's prompt."""

    band: Band
    learner: str
    partner: str


class Variant(_Model):
    """What changes where the scene is set elsewhere."""

    name: str | None = None
    place: str | None = None
    words: Mapping[str, str] = Field(default_factory=dict)


class Scene(_Model):
    """A situation with facts, goals and lines."""

    id: str
    title: str
    title_es: str
    description: str
    description_es: str
    icon: str
    level_min: Literal["A1", "A2", "B1", "B2", "C1", "C2"]
    address: Address
    variety: Variety
    offered: bool = True  # to whoever begins a conversation; else it begins elsewhere
    goal: str = ""  # Spanish, for the model, where no steps tell it
    opening: Lines
    partner: Partner
    card: RoleCard
    item: tuple[MenuItem, ...] = ()
    step: tuple[Step, ...] = ()
    answer: tuple[Answer, ...] = ()
    topic: tuple[Topic, ...] = ()
    twist: tuple[Twist, ...] = ()
    end: Closing
    lost: Lost
    example: tuple[SampleExchange, ...] = ()
    glossary: Mapping[str, str] = Field(default_factory=dict)  # words of the place, with a definition in easy Spanish
    variant: Mapping[Variety, Variant] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _holds_together(self) -> Scene:
        parts: tuple[Part, ...] = (*self.step, *self.answer, *self.topic, *self.twist)
        ids = [part.id for part in parts]
        if twice := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"two parts have the same id: {', '.join(twice)}")
        steps = {step.id for step in self.step}
        for needed in [*(i for step in self.step for i in step.after), *(twist.after for twist in self.twist)]:
            if needed not in steps:
                raise ValueError(f"«after» names a step that is not there: {needed}")
        if self.offered and not self.step and not self.topic:
            raise ValueError("a scene needs at least one [[step]] or one [[topic]]")
        return self


def scene_from(data: Mapping[str, Any], name: str = "the scene") -> Scene:
    """A scene from what TOML holds. Raises ValueError with a sentence for whoever wrote it."""
    try:
        return Scene.model_validate(data)
    except ValidationError as error:
        raise ValueError(f"{name}: {'; '.join(_plainly(fault, data) for fault in error.errors()[:5])}.") from None


def load(path: Path) -> Scene:
    """The scene in a file. Raises ValueError with a sentence for whoever wrote it."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name}: this is not TOML: {error}.") from None
    return scene_from(data, path.name)


def _plainly(fault: Any, data: Mapping[str, Any]) -> str:
    where, at = [], data
    for key in fault["loc"]:
        try:
            at = at[key]
        except (KeyError, IndexError, TypeError):
            at = {}
        if isinstance(key, int):
            where.append(f"«{at['id']}»" if isinstance(at, Mapping) and "id" in at else f"number {key + 1}")
        else:
            where.append(str(key))
    place = " ".join(where)
    if fault["type"] == "missing":
        return f"{place} is missing"
    if fault["type"] == "extra_forbidden":
        return f"{place} is not a key that a scene has"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message
