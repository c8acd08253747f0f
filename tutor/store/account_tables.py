"""The tables of accounts, of what opens them, and of the invitations to make one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from tutor.store.columns import UTCDateTime, new_id, now


class Account(SQLModel, table=True):
    """Who may sign in as a learner, on a tutor that asks people to."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", unique=True, ondelete="CASCADE")
    name: str = Field(unique=True)  # as it is compared: trimmed and case-folded
    password_hash: str  # "" of one who signs in elsewhere
    role: str = "learner"  # learner, teacher, owner
    active: bool = True  # False while the owner keeps it closed: nothing opens it
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Credential(SQLModel, table=True):
    """A secret that stands for an account: a browser's session, or a token for programs. Only its hash is kept. That of a
    device opens nothing: it tells that somebody has signed in there before. That of a reset sets a new password, once."""

    id: str = Field(default_factory=new_id, primary_key=True)
    account_id: str = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    kind: str  # session, token, device, reset
    name: str = ""
    secret_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    last_used_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Invitation(SQLModel, table=True):
    """Lets one person make an account, once."""

    id: str = Field(default_factory=new_id, primary_key=True)
    secret_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)
    used_by: str | None = None  # the name of the account made with it
