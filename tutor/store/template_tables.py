"""The tables of system prompts that learners write themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.store.columns import UTCDateTime, new_id, now


class Template(SQLModel, table=True):
    """A system prompt of a learner's own, by name; its texts are versions."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    name: str
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class TemplateVersion(SQLModel, table=True):
    """The text of a template as it was saved once. It never changes."""

    __table_args__ = (UniqueConstraint("template_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    template_id: str = Field(foreign_key="template.id", ondelete="CASCADE")
    number: int  # counts from 1
    text: str = Field(sa_type=Text)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
