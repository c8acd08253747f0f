"""What all that goes over the wire is made of, for requests and OpenAPI."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints, model_validator

from tutor.core.text import taken_in


def _in_utc(at: datetime) -> datetime:
    if not 1900 <= at.year <= 2200:
        raise ValueError("it is too far from today")
    return at.astimezone(UTC)


Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
# In UTC, and near enough to today to be reckoned with.
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Received(BaseModel):
    """A request body: its text is in one form, and holds characters only."""

    composed: ClassVar[bool] = True

    @model_validator(mode="before")
    @classmethod
    def _taken_in(cls, value: Any) -> Any:
        return taken_in(value, composed=cls.composed)


class Strict(Received):
    """One of our page's: unknown fields are refused rather than ignored."""

    model_config = ConfigDict(extra="forbid")


class Sent(BaseModel):
    """Something the server sends whole: its schema says so of fields with defaults too."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class ErrorBody(BaseModel):
    code: str
    message: str
    action: str
    retryable: bool


class ErrorAnswer(BaseModel):
    """How every error is answered."""

    error: ErrorBody
