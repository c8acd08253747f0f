"""What a platform is to be told of a learner's work, kept until it was told. Units of work for `Store.run`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from tutor.store.class_tables import Assignment, HandIn, Membership
from tutor.store.columns import now
from tutor.store.sign_in_tables import LtiGrade, LtiPlatform

# How long after each try that failed comes the next, in seconds; the last is repeated until GIVE_UP.
AGAIN_S = (2, 10, 60, 300, 1800, 3600)
GIVE_UP = timedelta(days=14)
# How long somebody who tells a grade has it for themselves.
LEASE = timedelta(seconds=90)
AT_ONCE = 20
_MARK = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/\s*(\d+(?:[.,]\d+)?)|(%))")


@dataclass(frozen=True, slots=True)
class DueScore:
    """What a score says: AGS 2.0, 3.4. `part` of `whole` is None where there is no score."""

    id: str
    platform: LtiPlatform
    lineitem: str
    subject: str
    done: bool
    part: float | None
    whole: float | None
    changed_at: datetime


def marked(mark: str) -> tuple[float, float] | None:
    """A teacher's mark as so much of so much: «8/10», «7,5 / 10», «80 %»; None for words."""
    found = _MARK.fullmatch(mark.strip())
    if found is None:
        return None
    part, whole = (float((text or "100").replace(",", ".")) for text in found.group(1, 2))
    return (part, whole) if whole > 0 else None


def goes_to(
    session: Session, platform: LtiPlatform, assignment_id: str, learner_id: str, lineitem: str, subject: str
) -> None:
    """Remember where a learner's grade goes."""
    mine = select(LtiGrade).where(
        LtiGrade.assignment_id == assignment_id, LtiGrade.learner_id == learner_id, LtiGrade.lineitem == lineitem
    )
    if session.exec(mine).first() is None:
        session.add(
            LtiGrade(
                platform_id=platform.id,
                assignment_id=assignment_id,
                learner_id=learner_id,
                lineitem=lineitem,
                subject=subject,
            )
        )


def is_due(session: Session) -> bool:
    """Whether there is anything to note or to tell."""
    noted = _changed().limit(1)
    return (
        session.exec(noted).first() is not None or session.exec(select(LtiGrade.id).where(_due())).first() is not None
    )


def note(session: Session) -> None:
    """Let everything be told that was done or marked since it was told last."""
    # Of several processes, the later one waits and finds it looked at.
    for grade, handed_in, member in session.exec(_changed().with_for_update(of=LtiGrade)).all():
        part, whole = _score(handed_in, member)
        if (grade.state, grade.part, grade.whole) != (handed_in.state, part, whole) and _worth(handed_in, part):
            grade.part, grade.whole, grade.tries, grade.failure = part, whole, 0, ""
            grade.changed_at = grade.due_at = now()
        grade.state, grade.looked_at = handed_in.state, now()


def take(session: Session) -> list[DueScore]:
    """Some of what is due, for who asks alone, for a while."""
    mine = (
        select(LtiGrade, LtiPlatform)
        .join(LtiPlatform, col(LtiPlatform.id) == col(LtiGrade.platform_id))
        .where(_due())
        .order_by(col(LtiGrade.due_at))
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True, of=LtiGrade)
    )
    taken = []
    for grade, platform in session.exec(mine).all():
        grade.due_at = now() + LEASE
        grade.tries += 1
        changed_at = grade.changed_at or now()
        done = grade.state == "done"
        taken.append(
            DueScore(grade.id, platform, grade.lineitem, grade.subject, done, grade.part, grade.whole, changed_at)
        )
    return taken


def was_told(session: Session, told: DueScore) -> None:
    """It is known there; what has changed meanwhile is still to be told."""
    grade = session.get(LtiGrade, told.id)
    if grade is not None:
        grade.sent_at, grade.failure = now(), ""
        if grade.changed_at == told.changed_at:
            grade.due_at = None


def was_not_told(session: Session, told: DueScore, why: str) -> None:
    """Try once more later, for two weeks."""
    grade = session.get(LtiGrade, told.id)
    if grade is None or grade.changed_at != told.changed_at:
        return
    grade.failure = why[:200]
    wait = AGAIN_S[min(grade.tries, len(AGAIN_S)) - 1]
    grade.due_at = None if now() - told.changed_at > GIVE_UP else now() + timedelta(seconds=wait)


def _score(handed_in: HandIn, member: Membership) -> tuple[float | None, float | None]:
    """The teacher's mark, else the product's measure where the learner lets it be seen; 1 of 1 where nothing is measured."""
    if (mark := marked(handed_in.mark)) is not None:
        return mark
    if handed_in.state != "done":
        return None, None
    if not handed_in.total or handed_in.right is None:
        return 1.0, 1.0
    seen = member.consent_at is not None and handed_in.seen_by(member.consent_at)
    return (float(handed_in.right), float(handed_in.total)) if seen else (None, None)


def _worth(handed_in: HandIn, part: float | None) -> bool:
    """What is begun anew keeps its grade there until it is done again."""
    return handed_in.state == "done" or part is not None


def _changed() -> Any:
    """What was done, opened anew or marked since it was looked at last: a select of (LtiGrade, HandIn, Membership)."""
    since = col(LtiGrade.looked_at)
    return (
        select(LtiGrade, HandIn, Membership)
        .join(
            HandIn,
            (col(HandIn.assignment_id) == col(LtiGrade.assignment_id))
            & (col(HandIn.learner_id) == col(LtiGrade.learner_id)),
        )
        .join(Assignment, col(Assignment.id) == col(LtiGrade.assignment_id))
        .join(
            Membership,
            (col(Membership.classroom_id) == col(Assignment.classroom_id))
            & (col(Membership.learner_id) == col(LtiGrade.learner_id)),
        )
        .where(
            or_(
                col(HandIn.state) != col(LtiGrade.state),
                col(HandIn.commented_at).is_not(None) & (since.is_(None) | (col(HandIn.commented_at) > since)),
                col(HandIn.done_at).is_not(None) & since.is_not(None) & (col(HandIn.done_at) > since),
            )
        )
    )


def _due() -> ColumnElement[bool]:
    return col(LtiGrade.due_at) <= now()
