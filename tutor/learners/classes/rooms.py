"""Classes and who is in them. Each function is one unit of work for `Store.run`.

Whoever asks for a class, or for a learner in it, goes through `taught`, `attended` or `agreed`: they know who may.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput, NotAgreed, NotFound
from tutor.store.account_tables import Account
from tutor.store.class_tables import Assignment, Classroom, HandIn, Membership
from tutor.store.columns import now
from tutor.store.tables import Learner, Work

MOST_CLASSES, MOST_MEMBERS = 50, 200
# Letters and digits that nobody takes for each other: 32 of them, so that a code has 50 random bits.
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 10
# What was handed in is deleted in parts of so many: a part takes some ten milliseconds.
AT_ONCE = 100
CODE_AGE = timedelta(days=30)
TEACHERS = ("teacher", "owner")


def taught(session: Session, teacher_id: str, classroom_id: str) -> Classroom:
    """A class of this teacher. Raises NotFound, also for somebody else's."""
    found = session.get(Classroom, classroom_id)
    if found is None or found.learner_id != teacher_id:
        raise _no_class()
    return found


def attended(session: Session, learner_id: str, classroom_id: str) -> tuple[Classroom, Membership]:
    """A class that this learner is in. Raises NotFound."""
    member = session.get(Membership, (classroom_id, learner_id))
    if member is None:
        raise _no_class()
    return session.get_one(Classroom, classroom_id), member


def member_of(session: Session, teacher_id: str, classroom_id: str, learner_id: str) -> Membership:
    """A learner in a class of this teacher. Raises NotFound."""
    taught(session, teacher_id, classroom_id)
    member = session.get(Membership, (classroom_id, learner_id))
    if member is None:
        raise NotFound("That learner is not in this class, or no longer is.", action="Choose another one.")
    return member


def agreed(session: Session, teacher_id: str, classroom_id: str, learner_id: str) -> tuple[Membership, datetime]:
    """A learner of whom this teacher may see what they said and did, and since when. Raises NotFound, NotAgreed."""
    member = member_of(session, teacher_id, classroom_id, learner_id)
    if member.consent_at is None:
        raise NotAgreed()
    return member, member.consent_at


def teaching(session: Session, teacher_id: str) -> list[Classroom]:
    """A teacher's classes, the oldest first."""
    mine = select(Classroom).where(Classroom.learner_id == teacher_id)
    return list(session.exec(mine.order_by(col(Classroom.created_at), col(Classroom.id))))


def attending(session: Session, learner_id: str) -> list[tuple[Classroom, Membership, str]]:
    """The classes that a learner is in, with the names of their teachers."""
    mine = (
        select(Classroom, Membership, Learner.name)
        .join(Membership, col(Membership.classroom_id) == col(Classroom.id))
        .join(Learner, col(Learner.id) == col(Classroom.learner_id))
        .where(Membership.learner_id == learner_id)
    )
    return [(room, member, teacher) for room, member, teacher in session.exec(mine.order_by(col(Membership.joined_at)))]


def members(session: Session, classroom_id: str) -> list[tuple[Membership, Learner]]:
    """Who is in a class, by name."""
    mine = (
        select(Membership, Learner)
        .join(Learner, col(Learner.id) == col(Membership.learner_id))
        .where(Membership.classroom_id == classroom_id)
    )
    return sorted(((m, who) for m, who in session.exec(mine)), key=lambda pair: (pair[1].name.casefold(), pair[1].id))


def create(session: Session, teacher_id: str, name: str) -> Classroom:
    """A new class, its door open. Raises InvalidInput."""
    if len(teaching(session, teacher_id)) >= MOST_CLASSES:
        raise InvalidInput(f"You have {MOST_CLASSES} classes already.", action="Delete one that is over.")
    made = Classroom(learner_id=teacher_id, name=name)
    open_door(made)
    session.add(made)
    return made


def open_door(classroom: Classroom) -> None:
    """A new code, for a while; one of before no longer serves."""
    classroom.code = "".join(secrets.choice(_LETTERS) for _ in range(CODE_LENGTH))
    classroom.code_expires_at = now() + CODE_AGE
    classroom.accounts_made = 0


def close_door(classroom: Classroom) -> None:
    """Nobody comes in any more."""
    classroom.code = classroom.code_expires_at = None


def close_doors(session: Session) -> int:
    """The same of all classes there are; how many were open."""
    opened = session.exec(select(Classroom).where(col(Classroom.code).is_not(None))).all()
    for classroom in opened:
        close_door(classroom)
    return len(opened)


def plain(code: str) -> str:
    """A code however it is typed; "" for what is none."""
    typed = "".join(c for c in code.upper() if c.isalnum())
    return typed if len(typed) == CODE_LENGTH else ""


def behind(session: Session, code: str) -> tuple[Classroom, str] | None:
    """The class that a code opens, however it is typed, and its teacher's name; while the teacher is one."""
    if not (typed := plain(code)):
        return None
    found = session.exec(
        select(Classroom, Learner.name)
        .join(Learner, col(Learner.id) == col(Classroom.learner_id))
        .join(Account, col(Account.learner_id) == col(Learner.id))
        .where(Classroom.code == typed, col(Account.role).in_(TEACHERS))
    ).first()
    if found is None:
        return None
    classroom, teacher = found
    open_until = classroom.code_expires_at
    return (classroom, teacher) if open_until is not None and open_until > now() else None


def look_in(session: Session, code: str) -> tuple[Classroom, str]:
    """The same. Raises NotFound."""
    if (found := behind(session, code)) is None:
        raise NotFound("No class is open with that code.", action="Look at it again, or ask the teacher for a new one.")
    return found


def join(session: Session, learner_id: str, code: str, *, consent: bool) -> Classroom:
    """Come into a class. Who is in it already stays as they are. Raises NotFound, InvalidInput."""
    classroom, _ = look_in(session, code)
    let_in(session, classroom, learner_id, consent=consent)
    return classroom


def let_in(session: Session, classroom: Classroom, learner_id: str, *, consent: bool) -> None:
    """Come in through a door that is open. Who is in it already stays as they are. Raises InvalidInput."""
    if classroom.learner_id == learner_id:
        raise InvalidInput(
            "You are the teacher of that class.", action="Give the code to those who are to learn in it."
        )
    if session.get(Membership, (classroom.id, learner_id)) is not None:
        return
    if session.exec(select(func.count()).where(Membership.classroom_id == classroom.id)).one() >= MOST_MEMBERS:
        raise InvalidInput(f"The class has {MOST_MEMBERS} learners already.", action="Ask the teacher for another one.")
    member = Membership(classroom_id=classroom.id, learner_id=learner_id)
    member.consent_at = member.joined_at if consent else None
    session.add(member)


def set_consent(session: Session, member: Membership, consent: bool) -> list[str]:
    """Say yes, from now on, or take it back at once. Returns the recordings whose files are to go."""
    if consent:
        member.consent_at = member.consent_at or now()
        return []
    member.consent_at = None
    spoken = _handed_in(
        session, member.classroom_id, HandIn.learner_id == member.learner_id, col(HandIn.recording).is_not(None)
    )
    files = [h.recording for h in spoken if h.recording]
    for handed_in in spoken:
        handed_in.recording = None
    return _unused(session, files)


def leave(session: Session, classroom_id: str, learner_id: str) -> list[str]:
    """Take a learner out of a class with what they handed in. Returns the recordings whose files are to go."""
    session.delete(session.get_one(Membership, (classroom_id, learner_id)))
    theirs = _handed_in(session, classroom_id, HandIn.learner_id == learner_id)
    for handed_in in theirs:
        session.delete(handed_in)
    return _unused(session, [h.recording for h in theirs if h.recording])


def dissolve(session: Session, classroom: Classroom) -> tuple[int, list[str]]:
    """Delete a part of what was handed in to a class; where nothing is left of it, the class.

    Returns how much that was, so that others write before it goes on, and the recordings whose files are to go.
    """
    some = _handed_in(session, classroom.id, most=AT_ONCE)
    if not some:
        session.delete(classroom)
    return len(some), _forget(session, some)


def clear_old(session: Session) -> tuple[int, list[str]]:
    """Delete a part of what was handed in longer ago than its class keeps it.

    Returns how much that was, 0 at the end, and the recordings whose files are to go.
    """
    for classroom in session.exec(select(Classroom).where(col(Classroom.retention_days).is_not(None))).all():
        before = now() - timedelta(days=classroom.retention_days or 0)
        if old := _handed_in(session, classroom.id, col(HandIn.done_at) < before, most=AT_ONCE):
            return len(old), _forget(session, old)
    return 0, []


def _handed_in(session: Session, classroom_id: str, *conditions: object, most: int | None = None) -> list[HandIn]:
    wanted = select(HandIn).join(Assignment).where(Assignment.classroom_id == classroom_id)
    return list(session.exec(wanted.where(*conditions).limit(most)))  # type: ignore[arg-type]


def _forget(session: Session, handed_in: list[HandIn]) -> list[str]:
    """Delete what was handed in, with what was written for it."""
    written = [h.work_id for h in handed_in if h.work_id]
    for one in handed_in:
        session.delete(one)
    session.flush()
    for work in session.exec(select(Work).where(col(Work.id).in_(written), col(Work.exercise).startswith("tasks."))):
        session.delete(work)
    return _unused(session, [h.recording for h in handed_in if h.recording])


def _unused(session: Session, files: list[str]) -> list[str]:
    """Recordings that no other class has been handed."""
    session.flush()
    used = set(session.exec(select(HandIn.recording).where(col(HandIn.recording).in_(files))))
    return [name for name in files if name not in used]


def keep_recording(session: Session, handed_in: HandIn, name: str) -> list[str]:
    """The recording of a task that is handed in, in the place of an earlier one. Returns files that are to go."""
    old, handed_in.recording = handed_in.recording, name
    return _unused(session, [old]) if old else []


def _no_class() -> NotFound:
    return NotFound("That class does not exist, or you are not in it.", action="Choose one of yours.")


def drop(session: Session, assignment: Assignment) -> list[str]:
    """Delete an assignment with all that was handed in for it. Returns the recordings whose files are to go."""
    files = _forget(session, _handed_in(session, assignment.classroom_id, HandIn.assignment_id == assignment.id))
    session.delete(assignment)
    return files
