"""A learner and what they set, as it goes over the wire."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from tutor.api.schemas import Language, Strict
from tutor.core.levels import Level
from tutor.language.es.variety import Learnt, learnt, vosotros_in
from tutor.store.tables import Learner

# Why somebody learns; "" where they have not said.
LearnerGoal = Literal["", "travel", "work", "family", "exam", "school"]


PageLanguage = Literal["en", "es", "pt", "de", "fr", "it"]


class LearnerOut(BaseModel):
    id: str
    name: str
    first_language: str
    page_language: Literal[""] | PageLanguage
    level: Level
    voice: str
    speech_speed: float | None
    accent: Literal["spain", "america"]
    variety: Learnt
    vosotros: bool
    strictness: Literal["gentle", "normal", "strict"]
    tips: bool
    patience: float
    template_id: str
    engine: str
    remote_hosts: list[str]
    goal: LearnerGoal
    minutes_a_day: int
    reminder_at: str
    remembers: bool

    @classmethod
    def of(cls, learner: Learner) -> LearnerOut:
        variety = learnt(learner.variety, learner.accent)
        told = {"variety": variety, "vosotros": vosotros_in(variety, learner.vosotros)}
        return cls.model_validate(learner.model_dump() | told)


class LearnerPatch(Strict):
    """`page_language` is told by the page itself: corrections are explained in it."""

    name: Annotated[str, StringConstraints(max_length=80)] | None = None
    first_language: Language | None = None
    page_language: Literal[""] | PageLanguage | None = None
    level: Level | None = None
    voice: Annotated[str, StringConstraints(max_length=80)] | None = None
    speech_speed: Annotated[float, Field(ge=0.5, le=1.5)] | None = None
    accent: Literal["spain", "america"] | None = None
    variety: Learnt | None = None
    vosotros: bool | None = None
    strictness: Literal["gentle", "normal", "strict"] | None = None
    tips: bool | None = None
    patience: Annotated[float, Field(ge=0.7, le=3.0)] | None = None
    template_id: Annotated[str, StringConstraints(max_length=40)] | None = None
    engine: Annotated[str, StringConstraints(max_length=200)] | None = None
    remote_hosts: Annotated[list[Annotated[str, StringConstraints(max_length=255)]], Field(max_length=20)] | None = None
    goal: LearnerGoal | None = None
    minutes_a_day: Annotated[int, Field(ge=1, le=240)] | None = None
    reminder_at: Annotated[str, StringConstraints(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")] | None = None
    remembers: bool | None = None
