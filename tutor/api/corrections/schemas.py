"""What is asked and told about corrections, for requests and OpenAPI."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, StringConstraints

from tutor.api.schemas import Strict
from tutor.core.levels import Level
from tutor.corrections.edits import Severity


class CorrectionOut(BaseModel):
    """`reason` says why, finer than `rule_id`; `likely` is asked about and not struck; `secondary` is above the level."""

    id: str
    start: int
    end: int
    original: str
    replacement: str
    category: str
    severity: Severity
    explanation: str
    rule: str
    rule_id: str
    example: str
    rank: int
    confidence: float
    source: str
    dismissed: bool
    evidence: Literal["sure", "weak"]
    heard_at: tuple[float, float] | None
    reason: str
    certainty: Literal["sure", "likely"]
    secondary: bool


class CorrectionRequest(Strict):
    """`conversation_id`: where the text is being written, so that the model can read it before it is sent."""

    composed: ClassVar[bool] = False  # the places of corrections are counted in the text as the page has it

    text: str
    conversation_id: str | None = None
    level: Level = Level.B1
    mode: Literal["fast", "full"] = "fast"


class CorrectionAnswer(BaseModel):
    corrections: list[CorrectionOut]
    corrected_text: str


CorrectedText = Annotated[str, StringConstraints(max_length=400)]
RuleKey = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class AcceptRequest(Strict):
    rule_id: RuleKey
    source: RuleKey = "grammar"


class DismissRequest(AcceptRequest):
    original: CorrectedText
    replacement: CorrectedText
    category: RuleKey


class PointLink(BaseModel):
    """A point of the map by its name in the language of the page."""

    id: str
    title: str
    title_es: str


class ErrorCounts(BaseModel):
    category: str
    counts: list[int]


class ErrorsByWeek(BaseModel):
    """Mistakes over time; `weeks` are Mondays, and every list is as long as it."""

    weeks: list[date]
    messages: list[int]
    words: list[int]
    categories: list[ErrorCounts]
