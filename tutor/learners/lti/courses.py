"""Which class a course is, and what somebody is in it. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from tutor.core.errors import CourseNotOpen, CourseOfAnother, TaskGone
from tutor.learners.classes import rooms
from tutor.learners.lti.grades import goes_to
from tutor.learners.lti.messages import Launch
from tutor.store.account_tables import Account
from tutor.store.class_tables import Assignment, Classroom, Membership
from tutor.store.sign_in_tables import LtiCourse, LtiPlatform

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Entered:
    """Where somebody from a course has come: their class, whether they have yet to say yes or no at its door, and what
    they are to do there, if the link said so."""

    classroom_id: str | None
    teaches: bool = False
    at_the_door: bool = False
    assignment_id: str | None = None


def enter(session: Session, platform: LtiPlatform, launch: Launch, account: Account) -> Entered:
    """Come into the class of a course, which a teacher's first coming makes; nobody is put into it.

    Raises CourseNotOpen, CourseOfAnother, TaskGone, InvalidInput.
    """
    if launch.teaches and account.role == "learner":
        account.role = "teacher"
    if not launch.context_id or not (launch.teaches or launch.learns):
        return Entered(None, teaches=launch.teaches)
    room = _room(session, platform, launch, account)
    wanted = None
    if launch.assignment_id:
        wanted = session.get(Assignment, launch.assignment_id)
        if wanted is None or wanted.classroom_id != room.id:
            raise TaskGone()
    if launch.teaches:
        return Entered(room.id, teaches=True)
    if wanted is not None and launch.lineitem:
        goes_to(session, platform, wanted.id, account.learner_id, launch.lineitem, launch.who.subject)
    inside = session.get(Membership, (room.id, account.learner_id)) is not None
    return Entered(room.id, at_the_door=not inside, assignment_id=wanted.id if wanted else None)


def _room(session: Session, platform: LtiPlatform, launch: Launch, account: Account) -> Classroom:
    key = (platform.id, launch.deployment_id, launch.context_id)
    course = session.get(LtiCourse, key)
    if course is not None:
        room = session.get_one(Classroom, course.classroom_id)
        if launch.teaches and room.learner_id != account.learner_id:
            raise CourseOfAnother()
        return room
    if not launch.teaches:
        raise CourseNotOpen()
    room = rooms.create(session, account.learner_id, launch.course[:LONGEST_NAME].strip() or platform.name)
    rooms.close_door(room)  # who is in the course comes in from there
    session.flush()
    session.add(LtiCourse(platform_id=key[0], deployment_id=key[1], context_id=key[2], classroom_id=room.id))
    return room
