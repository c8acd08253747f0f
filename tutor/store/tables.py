"""The tables. Every object belongs to a learner, directly or through its conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from tutor.store import account_tables, class_tables, sign_in_tables, template_tables  # noqa: F401  (their tables belong to the metadata)
from tutor.store.columns import UTCDateTime, new_id, now

# Stands for the template that comes with the program, and is no row.
BUILT_IN_ID = "built-in"


class Learner(SQLModel, table=True):
    """A person who learns, and how they like to be taught."""

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = ""
    first_language: str = "en"
    page_language: str = ""  # what their page speaks: es, en, …; "" before it has told
    level: str = "A2"
    voice: str = "auto"
    speech_speed: float | None = None
    accent: str = "spain"  # whose sounds the tutor speaks with: spain, america
    variety: str = ""  # the Spanish they learn: spain, mexico, river-plate, neutral; "" as it sounds
    vosotros: bool | None = None  # whether vosotros is practised; None as it is where that Spanish is spoken
    strictness: str = "normal"
    tips: bool = False  # needless pronouns, capitals and opening marks are told as well
    patience: float = 1.0  # factor of the silence that ends a spoken turn
    template_id: str = BUILT_IN_ID  # for new conversations
    engine: str = "auto"  # who answers: `auto`, an engine, or `ollama/<model>`
    # Where their words may go when the model here fails: hosts of the operator's other engines.
    remote_hosts: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    goal: str = ""  # why they learn: travel, work, family, exam, school; "" where they have not said
    minutes_a_day: int = 10  # how much they want to do
    reminder_at: str = ""  # when they want to be reminded, "19:30" by their own clock; "" for never
    calendar_hash: str | None = None  # of the secret by which their calendar is read
    remembers: bool = True  # whether the tutor keeps what they tell of themselves
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)

    @property
    def explained_in(self) -> str:
        """The language in which corrections are explained: the page's, so that one page does not speak two."""
        return self.page_language or self.first_language


class Document(SQLModel, table=True):
    """A text the learner has added, to read it and to talk about it. Its file is not kept, only its passages, and of a sound
    what was heard."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str
    kind: str  # text, html, pdf, epub, subtitles, sound
    recording: str | None = None  # file name in the recordings folder, where it was heard
    level: str
    words: int
    length: int  # in passages
    place: int = 0  # the passage read last; 0 before the first
    sample_id: str | None = None  # of a text of ours, or `class.` and the id of the teacher's text that it is a copy of
    read_at: datetime | None = Field(default=None, sa_type=UTCDateTime)  # its end was seen
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Passage(SQLModel, table=True):
    """A piece of a document, short enough to be read and quoted whole."""

    __table_args__ = (UniqueConstraint("document_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: str = Field(foreign_key="document.id", ondelete="CASCADE")
    position: int  # from 1
    page: int | None = None
    at_s: float | None = None  # when it is said, in seconds, in what was heard or has subtitles
    # In what was heard: where each word stands in the text, in code points, and when it is said: [start, end, from_s, to_s].
    heard: list[Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    section: str = ""  # the heading above it
    text: str = Field(sa_type=Text)
    level: str
    # The text in easier words, and the level it was made for.
    easier: str | None = Field(default=None, sa_type=Text)
    easier_for: str | None = None


class PassageTerms(SQLModel, table=True):
    """What a passage is indexed under. On SQLite, triggers keep the full-text table `passage_index` like it."""

    passage_id: int = Field(
        sa_column=Column(ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    terms: str = Field(sa_type=Text)


class PassageVector(SQLModel, table=True):
    """What a passage means to an embedding model: a vector of length 1, as little-endian numbers of 16 bits."""

    passage_id: int = Field(
        sa_column=Column(ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    )
    model: str
    vector: bytes


class Conversation(SQLModel, table=True):
    """A line of talk at one level in one scenario, maybe about a document."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    title: str
    level: str
    scenario_id: str
    # What the tutor is told in it. None is the built-in template, and so is one that was deleted. Neither this nor the
    # document is a foreign key: SQLite adds one only by copying the table, and dropping the old one would delete all
    # messages.
    template_version_id: str | None = None
    document_id: str | None = Field(default=None, index=True)
    place: int | None = None  # the passage that is being read together
    # What it practises: {"point_id": …} or {"words": […]}.
    focus: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    summary: str = Field(default="", sa_type=Text)
    # Position of the last message that the summary covers; later ones go to the model word for word.
    summarised_to: int = 0
    remembered_to: int = 0  # position of the last message of which was noted what the learner tells of themselves
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    updated_at: datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)
    closed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)  # the learner has left it; a turn reopens it
    # The learner has put it away; it is back when something is said in it after that.
    archived_at: datetime | None = Field(default=None, sa_type=UTCDateTime)

    @property
    def archived(self) -> bool:
        """Whether it is put away, and nothing was said in it since."""
        return self.archived_at is not None and self.archived_at >= self.updated_at


class Fact(SQLModel, table=True):
    """Something the learner told of themselves, as the tutor remembers it. It is material, never an order."""

    __table_args__ = (UniqueConstraint("learner_id", "text"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    kind: str  # name, home, origin, work, studies, family, pet, likes, plans, other
    text: str  # in Spanish, in the third person: «vive en Berlín»
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Turn(SQLModel, table=True):
    """One learner message and the replies to it. One at most is under way in a conversation."""

    __table_args__ = (
        Index(
            "ux_turn_running",
            "conversation_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    state: str = "running"  # running, done, stopped, failed
    # How long it took, and its steps as `tutor.conversation.timeline` tells them; nothing of turns that a crash ended.
    took_ms: int | None = None
    steps: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Which process runs it, and until when that counts unless it is renewed; None where there is only one process.
    owner: str | None = None
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    stop_asked: bool = False  # by another process than its owner
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Message(SQLModel, table=True):
    """What one side said. A superseded message is kept but no longer shown or sent to the model."""

    __table_args__ = (Index("ux_message_sent_as", "conversation_id", "sent_as", unique=True),)

    id: str = Field(default_factory=new_id, primary_key=True)
    conversation_id: str = Field(foreign_key="conversation.id", index=True, ondelete="CASCADE")
    turn_id: str | None = Field(default=None, foreign_key="turn.id", index=True, ondelete="CASCADE")
    position: int = Field(index=True)
    role: str  # learner, tutor
    text: str = Field(default="", sa_type=Text)
    state: str = "complete"  # pending, complete, stopped, failed
    superseded: bool = False
    sent_as: str | None = None  # the name its sender gave it, so that it is stored once however often it is sent
    recording: str | None = None  # file name in the recordings folder
    transcript: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    corrections: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    corrected_text: str | None = Field(default=None, sa_type=Text)
    translation: str | None = Field(default=None, sa_type=Text)
    # The tutor's first words, when they were far above the learner's level and said once more in easier ones.
    original_text: str | None = Field(default=None, sa_type=Text)
    reply_level: str | None = None  # the level of the tutor's words, and those of them above the learner's
    glosses: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Passages of the conversation's document that the reply was made from.
    sources: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    usage: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    model: str | None = None
    engine: str | None = None
    why: str | None = None  # this model answered
    error: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class TurnEvent(SQLModel, table=True):
    """One event of a turn as it was sent, so that it can be replayed."""

    turn_id: str = Field(foreign_key="turn.id", primary_key=True, ondelete="CASCADE")
    seq: int = Field(primary_key=True)
    name: str
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Share(SQLModel, table=True):
    """The learner's consent to be listened to in one conversation: who holds the secret may follow it, for a while."""

    conversation_id: str = Field(foreign_key="conversation.id", primary_key=True, ondelete="CASCADE")
    secret_hash: str = Field(unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    expires_at: datetime = Field(sa_type=UTCDateTime)


class Card(SQLModel, table=True):
    """Something to remember: a word, an error of the learner's own, or a drill item, with its FSRS state."""

    __table_args__ = (
        UniqueConstraint("learner_id", "kind", "key"),
        # Serves the queue and its counts: with 20,000 cards they are read from the index alone.
        Index("ix_card_queue", "learner_id", "standing", "due"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", ondelete="CASCADE")
    kind: str  # word, error, item
    key: str  # what makes it one card: the lemma, the rule and form, the item's id
    front: str = Field(default="", sa_type=Text)
    back: str = Field(default="", sa_type=Text)
    sentence: str = Field(default="", sa_type=Text)  # where the word or the error was met
    # Of errors: the rule and category of the correction, and the words that the learner has yet to produce.
    rule: str = ""
    category: str = ""
    form: str = Field(default="", sa_type=Text)
    message_id: str | None = Field(default=None, foreign_key="message.id", ondelete="SET NULL", index=True)
    standing: str = "new"  # new, learning, review, suspended, retired
    leech: bool = False
    due: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = Field(default=None, sa_type=UTCDateTime)
    reviews: int = 0
    lapses: int = 0
    version: int = 1  # counts changes, so that two devices can't review the same card at once
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)
    retired_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class Suggestion(SQLModel, table=True):
    """A word of the tutor's that the learner may want to keep. It waits for a yes, and is offered once."""

    __table_args__ = (UniqueConstraint("learner_id", "word"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", ondelete="CASCADE")
    word: str  # the lemma
    level: str
    meaning: str = Field(default="", sa_type=Text)
    source: str = ""  # of the meaning: list, dictionary, model
    sentence: str = Field(default="", sa_type=Text)
    message_id: str | None = Field(default=None, foreign_key="message.id", ondelete="CASCADE", index=True)
    state: str = "offered"  # offered, kept, declined
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class ReviewLog(SQLModel, table=True):
    """One review, with the card as it was before, so that it can be taken back."""

    __table_args__ = (
        Index("ix_reviewlog_day", "learner_id", "reviewed_at"),
        Index("ix_reviewlog_sent", "learner_id", "sent_id", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", ondelete="CASCADE")
    card_id: str = Field(foreign_key="card.id", ondelete="CASCADE", index=True)
    rating: int  # 1 again, 2 hard, 3 good, 4 easy
    first: bool  # whether the card was new
    duration_ms: int | None = None
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    reviewed_at: datetime = Field(sa_type=UTCDateTime)
    sent_id: str | None = None  # given by the device, so that what is sent twice counts once


class ReviewSettings(SQLModel, table=True):
    """How much a learner wants to review, and when their day begins."""

    learner_id: str = Field(foreign_key="learner.id", primary_key=True, ondelete="CASCADE")
    daily_limit: int = 100
    new_per_day: int = 15
    session_minutes: int = 5
    timezone: str = "UTC"


class Attempt(SQLModel, table=True):
    """An answer to a drill item."""

    __table_args__ = (Index("ix_attempt_point", "learner_id", "point_id", "created_at"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", ondelete="CASCADE")
    item_id: str
    point_id: str
    kind: str
    answer: str | None = Field(default=None, sa_type=Text)
    verdict: str
    judged_by: str = "rules"
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Work(SQLModel, table=True):
    """A longer exercise that was done: a text with gaps, a passage listened to, a task spoken or written.

    `exercise` is its kind and id; `right` of `total` gaps, questions or points of a mark; `answer` is what was answered,
    `told` what was said of it.
    """

    __table_args__ = (Index("ix_work_learner", "learner_id", "exercise"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", ondelete="CASCADE")
    exercise: str
    right: int
    total: int
    answer: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    told: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class SoundsHeard(SQLModel, table=True):
    """What was told of a learner's sounds once: how many words were examined, and in how many each sound was missed."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    words: int
    missed: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class Placement(SQLModel, table=True):
    """A placement test: the items asked so far and how they were answered."""

    id: str = Field(default_factory=new_id, primary_key=True)
    learner_id: str = Field(foreign_key="learner.id", index=True, ondelete="CASCADE")
    asked: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    answers: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))  # right, wrong, unknown
    spoken: bool = False
    level: str | None = None  # set at the end
    created_at: datetime = Field(default_factory=now, sa_type=UTCDateTime)


class KindAnswers(SQLModel, table=True):
    """How often a learner has accepted and dismissed corrections of a kind: a rule, or a helper's. It holds nobody's words."""

    learner_id: str = Field(foreign_key="learner.id", primary_key=True, ondelete="CASCADE")
    kind: str = Field(primary_key=True)
    accepted: int = 0
    dismissed: int = 0
    updated_at: datetime = Field(default_factory=now, sa_type=UTCDateTime, index=True)


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
