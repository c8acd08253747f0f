"""The tables. Every object belongs to a learner, directly or through its conversation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, DateTime, MetaData, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlmodel import Field, SQLModel

# Named constraints from the first table on: SQLite can only alter a table in a batch that knows their names.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class UTCDateTime(TypeDecorator[datetime]):
    """Times in UTC. SQLite forgets the zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


def new_id() -> str:
    return uuid4().hex


def now() -> datetime:
    return datetime.now(UTC)


class Learner(SQLModel, table=True):
    """A person who learns, and how they like to be taught."""

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = ""
    first_language: str = "en"
    level: str = "A2"
    voice: str = "auto"
    speech_speed: float | None = None
    strictness: str = "normal"
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Conversation(SQLModel, table=True):
    """A line of talk at one level in one scenario."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str
    level: str
    scenario_id: str
    summary: str = Field(default="", sa_type=Text)
    # Position of the last message that the summary covers; later ones go to the model word for word.
    summarised_to: int = 0
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)


class Turn(SQLModel, table=True):
    """One learner message and the replies to it."""

    id: str = Field(default_factory=new_id, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    state: str = "running"  # running, done, stopped, failed
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Message(SQLModel, table=True):
    """What one side said. A superseded message is kept but no longer shown or sent to the model."""

    id: str = Field(default_factory=new_id, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    turn_id: str | None = Field(default=None, foreign_key="turn.id", index=True, ondelete="CASCADE")
    position: int = Field(index=True)
    role: str  # learner, tutor
    text: str = Field(default="", sa_type=Text)
    state: str = "complete"  # pending, complete, stopped, failed
    superseded: bool = False
    recording: str | None = None  # file name in the recordings folder
    transcript: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    corrections: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    corrected_text: str | None = Field(default=None, sa_type=Text)
    translation: str | None = Field(default=None, sa_type=Text)
    usage: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    model: str | None = None
    engine: str | None = None
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class TurnEvent(SQLModel, table=True):
    """One event of a turn as it was sent, so that it can be replayed."""

    turn_id: str = Field(foreign_key="turn.id", primary_key=True, ondelete="CASCADE")
    seq: int = Field(primary_key=True)
    name: str
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Dismissal(SQLModel, table=True):
    """A change the learner has called unneeded: it is not offered again. `count` is how often they said so."""

    __table_args__ = (UniqueConstraint("learner_id", "original", "replacement", "rule_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    original: str
    replacement: str
    category: str
    rule_id: str
    count: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
