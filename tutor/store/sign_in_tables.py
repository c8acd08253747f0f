"""The tables of signing in with accounts from elsewhere, and of the platforms that courses come from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.store.columns import UTCDateTime, new_id, now


class Identity(SQLModel, table=True):
    """Whom an authority means by a subject. It is an OpenID Connect issuer, or `lti` and a platform of ours."""

    __table_args__ = (UniqueConstraint("authority", "subject"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    account_id: str = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    authority: str
    subject: str
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class UsedNonce(SQLModel, table=True):
    """A nonce that has served, as long as anybody could come with it once more."""

    nonce_hash: str = Field(primary_key=True)
    until: datetime = Field(sa_type=UTCDateTime)


class LtiPlatform(SQLModel, table=True):
    """A learning platform whose courses may lead here, as the owner has entered it."""

    __table_args__ = (UniqueConstraint("issuer", "client_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str
    issuer: str
    client_id: str
    deployments: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    auth_url: str
    token_url: str
    keys_url: str
    # Whose pages may show ours in a frame, beside the issuer's: where the courses are, if that is elsewhere.
    origins: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    audience: str = ""  # of what we sign for a token, where the platform wants another than `token_url`
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class LtiCourse(SQLModel, table=True):
    """Which class here a course of a platform is."""

    platform_id: str = Field(foreign_key="ltiplatform.id", primary_key=True, ondelete="CASCADE")
    deployment_id: str = Field(primary_key=True)
    context_id: str = Field(primary_key=True)
    classroom_id: str = Field(foreign_key="classroom.id", index=True, ondelete="CASCADE")
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class LtiGrade(SQLModel, table=True):
    """Where a learner's grade of an assignment goes, and what is to be told there, until it was.

    `part` of `whole` is None where only that it is done is told. It is told as of `changed_at`, so that telling it twice is
    telling it once.
    """

    __table_args__ = (UniqueConstraint("assignment_id", "learner_id", "lineitem"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    platform_id: str = Field(foreign_key="ltiplatform.id", index=True, ondelete="CASCADE")
    assignment_id: str = Field(foreign_key="assignment.id", ondelete="CASCADE")
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    lineitem: str
    subject: str
    state: str = "open"  # as `HandIn.state`
    part: float | None = None
    whole: float | None = None
    changed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    looked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)  # when the work was seen last
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime, index=True)  # when it is tried; None: all told
    tries: int = 0
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    failure: str = Field(default="", sa_type=Text)
