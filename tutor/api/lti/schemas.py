"""Platforms, and what the page needs of a course, as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from tutor.api.classes.schemas import AttendedOut
from tutor.api.schemas import Sent, Strict, Title

Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Ref = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255)]
# What is sealed here is letters of an address as they stand: it grows by no escapes beyond what the head of a request may have.
SEALED = r"^[A-Za-z0-9._~+/=-]*$"
Sealed = Annotated[str, Field(min_length=1, max_length=20_000)]


class PlatformIn(Strict):
    """A platform as it tells of itself. `origins`: where its pages are, if not where `issuer` and `auth_url` are; `audience`:
    whom it wants in what we sign for a token, if not `token_url`."""

    name: Title
    issuer: Url
    client_id: Ref
    deployments: Annotated[list[Ref], Field(min_length=1, max_length=20)]
    auth_url: Url
    token_url: Url
    keys_url: Url
    origins: Annotated[list[Url], Field(max_length=10, default_factory=list)]
    audience: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


class PlatformOut(Sent):
    """The same, with how many grades wait to be told and what it said to the last one that it did not take."""

    id: str
    name: str
    issuer: str
    client_id: str
    deployments: list[str]
    auth_url: str
    token_url: str
    keys_url: str
    origins: list[str]
    audience: str
    created_at: datetime
    grades_waiting: int
    failure: str


class ToolOut(Sent):
    """What a platform wants to know of this tutor."""

    login_url: str
    launch_url: str
    keys_url: str


class PlatformsOut(Sent):
    tool: ToolOut
    platforms: list[PlatformOut]


class PassIn(Strict):
    """The pass that a course gave, and whether its teacher may see what one says and does from now on."""

    token: Sealed
    consent: bool


class CameInOut(AttendedOut):
    """The class, and what the link that led to it is about, if it is about anything."""

    assignment_id: str | None


class PickingOut(Sent):
    """Whose link is to be chosen: the class, and where it will stand."""

    class_id: str
    platform: str
