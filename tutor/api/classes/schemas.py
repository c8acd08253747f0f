"""Classes, assignments and lists as they go over the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tutor.api.classes.calling import title_in
from tutor.api.schemas import Id, Moment, Sent, Strict, Title
from tutor.core.levels import Level
from tutor.learners.classes.assignments import Stands
from tutor.store.class_tables import Assignment, Classroom, HandIn, TaughtList
from tutor.store.columns import now

Kind = Literal["scene", "points", "exercise", "text", "words", "sentences"]
State = Literal["open", "done", "returned"]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]
Mark = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Reference = Annotated[str, StringConstraints(min_length=1, max_length=120)]
RETENTION_DAYS = Field(ge=7, le=3650)


class ClassIn(Strict):
    name: Title


class ClassPatch(Strict):
    """What is left out stays. `retention_days` null keeps what was handed in until the class is deleted."""

    name: Title | None = None
    retention_days: Annotated[int, RETENTION_DAYS] | None = None


class ClassOut(Sent):
    """A class for its teacher. `code` opens it, null while its door is closed."""

    id: str
    name: str
    code: str | None
    code_expires_at: datetime | None
    retention_days: int | None
    created_at: datetime
    learners: int

    @classmethod
    def of(cls, classroom: Classroom, learners: int) -> ClassOut:
        is_open = classroom.code_expires_at is not None and classroom.code_expires_at > now()
        closed = {} if is_open else {"code": None, "code_expires_at": None}
        return cls.model_validate(classroom.model_dump() | closed | {"learners": learners})


class AttendedOut(Sent):
    """A class for a learner in it. `consented_at`: since when its teacher sees what they say and do; null for never."""

    id: str
    name: str
    teacher: str
    joined_at: datetime
    consented_at: datetime | None
    retention_days: int | None


class ClassesOut(Sent):
    """`may_teach`: who asks is a teacher here, or the owner."""

    may_teach: bool
    teaching: list[ClassOut]
    attending: list[AttendedOut]


class DoorOut(Sent):
    """The class behind a code, before one comes in."""

    name: str
    teacher: str
    retention_days: int | None
    inside: bool


class ConsentIn(Strict):
    consent: bool


class MemberOut(Sent):
    learner_id: str
    name: str
    joined_at: datetime
    consented: bool


class NewAssignment(Strict):
    """Exactly one thing to do, as `kind` says. `level` null is each learner's own; `amount` 0 is all there is."""

    kind: Kind
    scene_id: Reference | None = None
    points: Annotated[list[Reference], Field(min_length=1, max_length=20)] | None = None
    exercise: Annotated[str, StringConstraints(pattern=r"^(gaps|listening|tasks)\..{1,100}$")] | None = None
    document_id: Id | None = None
    sample_id: Reference | None = None
    list_id: Id | None = None
    set_id: Id | None = None
    level: Level | None = None
    amount: Annotated[int, Field(ge=0, le=100)] = 0
    due_at: Moment | None = None
    note: Note = ""


class AssignmentPatch(Strict):
    """What is left out stays."""

    due_at: Moment | None = None
    note: Note | None = None


class AgainIn(Strict):
    due_at: Moment | None = None


class AssignmentOut(Sent):
    """Something to do, without how anybody stands to it. One of these says what: `scene_id`, `points`, `exercise`, `words`
    (how many), `set_id` (sentences of the class); a text says nothing, it is opened by `start`."""

    id: str
    classroom_id: str
    kind: Kind
    title: str
    scene_id: str | None
    points: list[str]
    exercise: str | None
    words: int
    set_id: str | None
    level: Level | None
    amount: int
    due_at: datetime | None
    note: str
    created_at: datetime

    @classmethod
    def of(cls, given: Assignment, language: str) -> AssignmentOut:
        """For a page that speaks `language`."""
        return cls(
            id=given.id,
            classroom_id=given.classroom_id,
            kind=given.kind,
            title=title_in(given, language),
            scene_id=given.what.get("scene_id"),
            points=given.what.get("points", []),
            exercise=given.what.get("exercise"),
            words=len(given.what.get("keys", [])),
            set_id=given.what.get("set_id"),
            level=Level(given.level) if given.level else None,
            amount=given.amount,
            due_at=given.due_at,
            note=given.note,
            created_at=given.created_at,
        )


class GivenOut(AssignmentOut):
    """The same for one who is to do it: `part` of `whole` is done; the product's measure, and what the teacher says."""

    class_name: str
    state: State
    part: int
    whole: int
    done_at: datetime | None
    right: int | None
    total: int | None
    comment: str
    mark: str
    commented_at: datetime | None

    @classmethod
    def told(cls, stands: Stands, language: str) -> GivenOut:
        """For a page that speaks `language`."""
        h, m = stands.handed_in, stands.measured
        return cls(
            **AssignmentOut.of(stands.assignment, language).model_dump(),
            class_name=stands.classroom.name,
            state=stands.state,
            part=m.part if m and not m.done else 1,
            whole=m.whole if m and not m.done else 1,
            done_at=h.done_at if h else None,
            right=h.right if h else None,
            total=h.total if h else None,
            comment=h.comment if h else "",
            mark=h.mark if h else "",
            commented_at=h.commented_at if h else None,
        )


class StartOut(Sent):
    """Where an assignment is done: in a new document of the learner's, or where its kind says."""

    document_id: str | None = None


class MemberStandingOut(Sent):
    """How an assignment stands with one learner. `right` of `total` only of those who agreed."""

    learner_id: str
    state: State
    done_at: datetime | None
    times: int
    right: int | None
    total: int | None
    comment: str
    mark: str
    handed_in: bool

    @classmethod
    def of(cls, learner_id: str, handed_in: HandIn | None, agreed_at: datetime | None) -> MemberStandingOut:
        done_at = handed_in.done_at if handed_in else None
        seen = agreed_at is not None and handed_in is not None and handed_in.seen_by(agreed_at)
        return cls(
            learner_id=learner_id,
            state=handed_in.state if handed_in else "open",
            done_at=done_at,
            times=handed_in.times if handed_in else 0,
            right=handed_in.right if handed_in and seen else None,
            total=handed_in.total if handed_in and seen else None,
            comment=handed_in.comment if handed_in else "",
            mark=handed_in.mark if handed_in else "",
            handed_in=bool(seen and handed_in and (handed_in.work_id or handed_in.conversation_id)),
        )


class TaughtAssignmentOut(AssignmentOut):
    """The same for its teacher, with everybody in the class."""

    learners: list[MemberStandingOut]


class RoomOut(ClassOut):
    """A class with who is in it and what it was given."""

    members: list[MemberOut]
    assignments: list[TaughtAssignmentOut]


class CommentIn(Strict):
    """`returned`: it is to be done once more."""

    comment: Note = ""
    mark: Mark = ""
    returned: bool = False


class HandedInOut(Sent):
    """What was handed in: the words of a task and what the product thought of them, or where it was said."""

    learner_id: str
    name: str
    title: str
    done_at: datetime | None
    right: int | None
    total: int | None
    text: str
    marks: list[dict[str, object]]
    conversation_id: str | None
    recording_url: str | None
    comment: str
    mark: str


class ListIn(Strict):
    """`text` has one word or sentence a line, its meaning and an example behind it: CSV, semicolons or tabs."""

    title: Title
    text: Annotated[str, StringConstraints(max_length=200_000)]


class ListOut(Sent):
    id: str
    title: str
    rows: list[list[str]]
    created_at: datetime

    @classmethod
    def of(cls, kept: TaughtList) -> ListOut:
        return cls.model_validate(kept.model_dump())


class HintIn(Strict):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class HintSent(Sent):
    """How many pages of the learner show the hint now; 0 when none is open."""

    pages: int
