"""Classes: made by teachers, opened by a code, joined, agreed to and left by learners."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlmodel import Session, func, select

from tutor.api.classes.access import (
    HiddenTeacherId,
    PupilId,
    TeacherId,
    clear_old,
    delete_in_parts,
    discard,
    may_teach,
    recognise_all,
)
from tutor.api.classes.calling import page_language
from tutor.api.classes.schemas import (
    AssignmentOut,
    AttendedOut,
    ClassesOut,
    ClassIn,
    ClassOut,
    ClassPatch,
    ConsentIn,
    DoorOut,
    MemberOut,
    MemberStandingOut,
    RoomOut,
    TaughtAssignmentOut,
)
from tutor.api.deps import PASSWORD_GIVEN, MaybePerson, PersonDep, ServicesDep, password_given
from tutor.api.schemas import Id
from tutor.learners.classes import rooms
from tutor.learners.classes.assignments import assignments_of, standings
from tutor.store.class_tables import Classroom, Membership
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["classes"])

Code = Annotated[str, Path(max_length=40)]


@router.get("/classes")
async def list_classes(services: ServicesDep, person: PersonDep) -> ClassesOut:
    """The classes that one teaches, and those that one is in."""
    me = person.account.learner_id
    teaches = may_teach(person)

    def read(session: Session) -> ClassesOut:
        return ClassesOut(
            may_teach=teaches,
            teaching=[_out(session, room) for room in rooms.teaching(session, me)] if teaches else [],
            attending=[_attended(*found) for found in rooms.attending(session, me)],
        )

    return await services.store.read(read)


@router.post("/classes", status_code=201)
async def create_class(body: ClassIn, services: ServicesDep, teacher_id: TeacherId) -> ClassOut:
    """A new class, whose code opens it for a month."""
    return await services.store.run(lambda session: _out(session, rooms.create(session, teacher_id, body.name)))


@router.get("/classes/{class_id}")
async def read_class(class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> RoomOut:
    """A class of one's own: who is in it, what it was given, and who has done it."""
    await recognise_all(services, teacher_id, class_id)
    return await services.store.read(lambda session: _room(session, rooms.taught(session, teacher_id, class_id)))


@router.patch("/classes/{class_id}")
async def change_class(class_id: Id, body: ClassPatch, services: ServicesDep, teacher_id: HiddenTeacherId) -> ClassOut:
    """Rename a class, or say how long it keeps what was handed in; what is older goes now."""

    def write(session: Session) -> ClassOut:
        room = rooms.taught(session, teacher_id, class_id)
        room.name = body.name or room.name
        if "retention_days" in body.model_fields_set:
            room.retention_days = body.retention_days
        session.flush()
        return _out(session, room)

    out = await services.store.run(write)
    await clear_old(services)
    return out


@router.delete("/classes/{class_id}", status_code=204, dependencies=[PASSWORD_GIVEN])
async def delete_class(class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Delete a class with its assignments and all that was handed in."""
    await services.store.run(lambda session: rooms.close_door(rooms.taught(session, teacher_id, class_id)))
    await delete_in_parts(
        services, lambda session: rooms.dissolve(session, rooms.taught(session, teacher_id, class_id))
    )
    await services.scrub()
    return Response(status_code=204)


@router.post("/classes/{class_id}/code")
async def open_class(class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> ClassOut:
    """A new code for a month; one of before no longer serves."""

    def write(session: Session) -> ClassOut:
        room = rooms.taught(session, teacher_id, class_id)
        rooms.open_door(room)
        return _out(session, room)

    return await services.store.run(write)


@router.delete("/classes/{class_id}/code")
async def close_class(class_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> ClassOut:
    """Nobody comes in any more."""

    def write(session: Session) -> ClassOut:
        room = rooms.taught(session, teacher_id, class_id)
        rooms.close_door(room)
        return _out(session, room)

    return await services.store.run(write)


@router.delete("/classes/{class_id}/members/{learner_id}", status_code=204)
async def remove_member(class_id: Id, learner_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Take a learner out of a class, with what they handed in."""

    def write(session: Session) -> list[str]:
        rooms.member_of(session, teacher_id, class_id, learner_id)
        return rooms.leave(session, class_id, learner_id)

    await discard(services, await services.store.run(write))
    await services.scrub()
    return Response(status_code=204)


@router.get("/joining/{code}")
async def look_in(code: Code, services: ServicesDep, pupil_id: PupilId) -> DoorOut:
    """Whose class a code opens."""

    knock = services.guesses.knock(pupil_id)
    told = await services.store.read(lambda session: door_of(session, rooms.look_in(session, code)[0], pupil_id))
    services.guesses.take_back(knock)
    return told


@router.post("/joining/{code}", status_code=201)
async def join_class(
    code: Code, body: ConsentIn, services: ServicesDep, pupil_id: PupilId, person: MaybePerson
) -> AttendedOut:
    """Come into a class, with or without letting its teacher see what one says and does from now on."""
    if body.consent:
        await password_given(person, services)

    def write(session: Session) -> AttendedOut:
        room = rooms.join(session, pupil_id, code, consent=body.consent)
        session.flush()
        return attended_class(session, pupil_id, room.id)

    knock = services.guesses.knock(pupil_id)
    told = await services.store.run(write)
    services.guesses.take_back(knock)
    return told


@router.put("/classes/{class_id}/consent")
async def change_consent(
    class_id: Id, body: ConsentIn, services: ServicesDep, pupil_id: PupilId, person: MaybePerson
) -> AttendedOut:
    """Let the teacher of a class see what one says and does from now on, or no longer, which asks for no password."""
    if body.consent:
        await password_given(person, services)

    def write(session: Session) -> tuple[AttendedOut, list[str]]:
        _, member = rooms.attended(session, pupil_id, class_id)
        files = rooms.set_consent(session, member, body.consent)
        return attended_class(session, pupil_id, class_id), files

    out, files = await services.store.run(write)
    await discard(services, files)
    return out


@router.delete("/classes/{class_id}/membership", status_code=204)
async def leave_class(class_id: Id, services: ServicesDep, pupil_id: PupilId) -> Response:
    """Leave a class: its teacher sees nothing any more, and what was handed in goes."""

    def write(session: Session) -> list[str]:
        rooms.attended(session, pupil_id, class_id)
        return rooms.leave(session, class_id, pupil_id)

    await discard(services, await services.store.run(write))
    await services.scrub()
    return Response(status_code=204)


def _out(session: Session, room: Classroom) -> ClassOut:
    session.flush()
    learners = session.exec(select(func.count()).where(Membership.classroom_id == room.id)).one()
    return ClassOut.of(room, learners)


def _attended(room: Classroom, member: Membership, teacher: str) -> AttendedOut:
    return AttendedOut(
        id=room.id,
        name=room.name,
        teacher=teacher,
        joined_at=member.joined_at,
        consented_at=member.consent_at,
        retention_days=room.retention_days,
    )


def door_of(session: Session, room: Classroom, pupil_id: str) -> DoorOut:
    """A class for who stands before it."""
    inside = session.get(Membership, (room.id, pupil_id)) is not None or room.learner_id == pupil_id
    teacher = session.get_one(Learner, room.learner_id).name
    return DoorOut(name=room.name, teacher=teacher, retention_days=room.retention_days, inside=inside)


def attended_class(session: Session, pupil_id: str, class_id: str) -> AttendedOut:
    room, member = rooms.attended(session, pupil_id, class_id)
    return _attended(room, member, session.get_one(Learner, room.learner_id).name)


def _room(session: Session, room: Classroom) -> RoomOut:
    present = rooms.members(session, room.id)
    language = page_language(session, room.learner_id)
    stands: dict[str, list[MemberStandingOut]] = {}
    for member, _ in present:
        for one in standings(session, member.learner_id, classroom_id=room.id):
            told = MemberStandingOut.of(member.learner_id, one.handed_in, member.consent_at)
            stands.setdefault(one.assignment.id, []).append(told)
    return RoomOut(
        **_out(session, room).model_dump(),
        members=[
            MemberOut(
                learner_id=who.id, name=who.name, joined_at=member.joined_at, consented=member.consent_at is not None
            )
            for member, who in present
        ],
        assignments=[
            TaughtAssignmentOut(**AssignmentOut.of(given, language).model_dump(), learners=stands.get(given.id, []))
            for given in assignments_of(session, room.id)
        ],
    )
