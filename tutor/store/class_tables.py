"""The tables of classes: who teaches whom, what is to be done, and what was handed in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from tutor.store.columns import UTCDateTime, new_id, now


class Classroom(SQLModel, table=True):
    """A class of one teacher, who is its `learner_id`: it goes with what else is theirs."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    name: str
    # What opens the door, as long as it is open. It is shown on a board, so it is kept as it is.
    code: str | None = Field(default=None, unique=True)
    code_expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    accounts_made: int = 0  # with this code
    retention_days: int | None = 365  # so long what was handed in is kept after it was; None until the class goes
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Membership(SQLModel, table=True):
    """A learner in a class. Without `consent_at` the teacher sees nothing of what was said; else what came after it."""

    classroom_id: str = Field(foreign_key="classroom.id", primary_key=True, ondelete="CASCADE")
    learner_id: str = Field(foreign_key="learner.id", primary_key=True, index=True, ondelete="CASCADE")
    joined_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    consent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Assignment(SQLModel, table=True):
    """Something that a class is to do.

    `kind` is scene, points, exercise, text, words or sentences, and `what` which: `{"scene_id"}`, `{"points"}`, `{"exercise"}` (as
    `Work` calls it), `{"copy_of"}` (as `Document.sample_id` calls it) `{"rows", "keys"}` or
    `{"set_id", "count"}`.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    classroom_id: str = Field(foreign_key="classroom.id", index=True, ondelete="CASCADE")
    kind: str
    title: str
    what: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    level: str = ""  # of a scene's talk; "" is each learner's own
    amount: int = 0  # answers about points, goals of a scene; 0 is all there are
    note: str = Field(default="", sa_type=Text)
    due_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class HandIn(SQLModel, table=True):
    """How an assignment stands with one learner, once there is something to tell."""

    __table_args__ = (UniqueConstraint("assignment_id", "learner_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    assignment_id: str = Field(foreign_key="assignment.id", ondelete="CASCADE")
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    state: str = "open"  # open, done, returned
    since: datetime = Field(sa_type=UTCDateTime)  # what was done before it does not count
    done_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    times: int = 0
    right: int | None = None  # by the product's own measure, of `total`
    total: int | None = None
    work_id: str | None = Field(default=None, foreign_key="work.id", ondelete="SET NULL")
    conversation_id: str | None = Field(default=None, foreign_key="conversation.id", ondelete="SET NULL")
    recording: str | None = None  # file name in the recordings folder, of a task that was spoken
    comment: str = Field(default="", sa_type=Text)  # the teacher's
    mark: str = ""
    commented_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    def seen_by(self, agreed_at: datetime) -> bool:
        """Whether it was done, and begun, after the learner had agreed to its being seen."""
        return self.done_at is not None and self.done_at >= agreed_at and self.since >= agreed_at


class TaughtList(SQLModel, table=True):
    """Words or sentences of a teacher's own; each row is (Spanish, meaning, example)."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str
    rows: list[list[str]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class TaughtScene(SQLModel, table=True):
    """A scene that a teacher writes: `draft` is the format of scenes as far as it is written."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str = ""
    draft: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class ClassScene(SQLModel, table=True):
    """A teacher's scene as it was when it was given to a class. It outlives what it was made of where it is an assignment:
    `listed` is false for one that is only played for that."""

    classroom_id: str = Field(foreign_key="classroom.id", primary_key=True, ondelete="CASCADE")
    scene_id: str = Field(primary_key=True)
    text: str = Field(sa_type=Text)  # JSON
    version: int = 1  # counts how often another one was given
    listed: bool = True
    published_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class PlayedScene(SQLModel, table=True):
    """A teacher's scene as a conversation began with it: it goes on with this one, whatever is changed or deleted."""

    conversation_id: str = Field(foreign_key="conversation.id", primary_key=True, ondelete="CASCADE")
    text: str = Field(sa_type=Text)  # JSON


class TaughtSentences(SQLModel, table=True):
    """A teacher's own sentences to practise; each of `rows` is what `learners/classes/sentences.py` calls one."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class ClassSentences(SQLModel, table=True):
    """Sentences as they were when they were given to a class, for its members to practise."""

    classroom_id: str = Field(foreign_key="classroom.id", primary_key=True, ondelete="CASCADE")
    set_id: str = Field(primary_key=True)
    title: str
    rows: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    listed: bool = True  # false: only for an assignment
    published_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
