"""Assignments: given by teachers, done by learners, seen and commented by teachers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, PupilId, discard, recognise
from tutor.api.classes.calling import page_language, title_in
from tutor.api.classes.giving import made_of
from tutor.api.classes.schemas import (
    AgainIn,
    AssignmentOut,
    AssignmentPatch,
    CommentIn,
    GivenOut,
    HandedInOut,
    MemberStandingOut,
    NewAssignment,
    StartOut,
)
from tutor.api.deps import BackgroundDep, ServicesDep
from tutor.api.kept_sound import kept_sound
from tutor.api.reading.samples import add_sample
from tutor.api.schemas import Id
from tutor.cards.words import save_key
from tutor.core.errors import InvalidInput, NotFound
from tutor.learners.classes import assignments as given
from tutor.learners.classes import rooms
from tutor.reading import library
from tutor.store.class_tables import Assignment, HandIn, Membership
from tutor.store.tables import Learner, Work

router = APIRouter(prefix="/api", tags=["classes"])

_SOUND: dict[int | str, dict[str, Any]] = {200: {"content": {"audio/*": {}}, "description": "As it was recorded."}}


@router.get("/assignments")
async def list_assignments(services: ServicesDep, pupil_id: PupilId) -> list[GivenOut]:
    """What one is to do for one's classes, the latest first; what was done meanwhile is recognised."""
    attends, language = await services.store.read(
        lambda session: (bool(rooms.attending(session, pupil_id)), page_language(session, pupil_id))
    )
    if not attends:
        return []
    return [GivenOut.told(one, language) for one in await recognise(services, pupil_id)]


@router.post("/assignments/{assignment_id}/start")
async def start_assignment(
    assignment_id: Id, services: ServicesDep, background: BackgroundDep, pupil_id: PupilId
) -> StartOut:
    """Make ready what an assignment needs: a text is put among one's documents, words among one's cards."""
    wanted, _ = await services.store.read(lambda session: given.given_to(session, pupil_id, assignment_id))
    if wanted.kind == "words":
        await services.store.run(lambda session: _save_words(session, pupil_id, wanted))
    if wanted.kind != "text":
        return StartOut()
    copy_of = str(wanted.what["copy_of"])
    if found := await services.store.read(lambda session: library.copied(session, pupil_id, copy_of)):
        return StartOut(document_id=found.id)
    if not copy_of.startswith("class."):
        return StartOut(document_id=(await add_sample(services, background, pupil_id, copy_of)).id)
    source = await services.store.read(lambda session: library.as_it_is(session, copy_of.removeprefix("class.")))
    document = await library.add(services.store, pupil_id, wanted.title, source, sample_id=copy_of)
    background.new_passages()
    return StartOut(document_id=document.id)


@router.post("/assignments/{assignment_id}/again", status_code=204)
async def do_again(assignment_id: Id, services: ServicesDep, pupil_id: PupilId) -> Response:
    """Do an assignment once more: what was done for it so far no longer counts."""

    def write(session: Session) -> None:
        wanted, member = given.given_to(session, pupil_id, assignment_id)
        handed_in = given.hand_in(session, wanted, member)
        if handed_in.state == "done":
            given.reopen(handed_in, returned=False)

    await services.store.run(write)
    return Response(status_code=204)


@router.post("/classes/{class_id}/assignments", status_code=201)
async def give(class_id: Id, body: NewAssignment, services: ServicesDep, teacher_id: HiddenTeacherId) -> AssignmentOut:
    """Give a class something to do."""

    def write(session: Session) -> AssignmentOut:
        room = rooms.taught(session, teacher_id, class_id)
        title, what = made_of(session, room, body)
        return AssignmentOut.of(
            given.create(
                session,
                room,
                Assignment(
                    classroom_id=room.id,
                    kind=body.kind,
                    title=title,
                    what=what,
                    level=body.level or "",
                    amount=body.amount,
                    note=body.note,
                    due_at=body.due_at,
                ),
            ),
            page_language(session, teacher_id),
        )

    return await services.store.run(write)


@router.patch("/assignments/{assignment_id}")
async def change_assignment(
    assignment_id: Id, body: AssignmentPatch, services: ServicesDep, teacher_id: HiddenTeacherId
) -> AssignmentOut:
    """Another day for an assignment, or another note."""

    def write(session: Session) -> AssignmentOut:
        wanted = given.given_by(session, teacher_id, assignment_id)
        if "due_at" in body.model_fields_set:
            wanted.due_at = body.due_at
        wanted.note = wanted.note if body.note is None else body.note
        return AssignmentOut.of(wanted, page_language(session, teacher_id))

    return await services.store.run(write)


@router.delete("/assignments/{assignment_id}", status_code=204)
async def take_back(assignment_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId) -> Response:
    """Delete an assignment, with what was handed in for it."""

    def write(session: Session) -> list[str]:
        return rooms.drop(session, given.given_by(session, teacher_id, assignment_id))

    files = await services.store.run(write)
    await discard(services, files)
    await services.scrub()
    return Response(status_code=204)


@router.post("/assignments/{assignment_id}/repeat", status_code=201)
async def repeat(assignment_id: Id, body: AgainIn, services: ServicesDep, teacher_id: HiddenTeacherId) -> AssignmentOut:
    """Give the same once more."""

    def write(session: Session) -> AssignmentOut:
        old = given.given_by(session, teacher_id, assignment_id)
        return AssignmentOut.of(given.again(session, old, body.due_at), page_language(session, teacher_id))

    return await services.store.run(write)


@router.put("/assignments/{assignment_id}/members/{learner_id}")
async def comment(
    assignment_id: Id, learner_id: Id, body: CommentIn, services: ServicesDep, teacher_id: HiddenTeacherId
) -> MemberStandingOut:
    """The teacher's comment and mark, on top of the product's; or it is given back, to be done once more."""

    def member_in(session: Session) -> tuple[Assignment, Membership]:
        wanted = given.given_by(session, teacher_id, assignment_id)
        return wanted, rooms.member_of(session, teacher_id, wanted.classroom_id, learner_id)

    def write(session: Session) -> MemberStandingOut:
        wanted, member = member_in(session)
        handed_in = given.hand_in(session, wanted, member)
        if body.returned and handed_in.state != "done":
            raise InvalidInput("It is not done yet.", action="Give it back once it is.")
        given.comment(handed_in, body.comment, body.mark)
        if body.returned:
            given.reopen(handed_in, returned=True)
        return MemberStandingOut.of(learner_id, handed_in, member.consent_at)

    wanted, _ = await services.store.read(member_in)
    await recognise(services, learner_id, wanted.classroom_id)
    return await services.store.run(write)


@router.get("/assignments/{assignment_id}/members/{learner_id}")
async def read_handed_in(
    assignment_id: Id, learner_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId
) -> HandedInOut:
    """What a learner who agreed has handed in."""

    def read(session: Session) -> HandedInOut:
        wanted, handed_in = _seen(session, teacher_id, assignment_id, learner_id)
        work = session.get(Work, handed_in.work_id) if handed_in.work_id else None
        is_task = work is not None and work.exercise.startswith("tasks.")
        spoken = f"/api/assignments/{assignment_id}/members/{learner_id}/recording"
        return HandedInOut(
            learner_id=learner_id,
            name=session.get_one(Learner, learner_id).name,
            title=title_in(wanted, page_language(session, teacher_id)),
            done_at=handed_in.done_at,
            right=handed_in.right,
            total=handed_in.total,
            text="\n".join(work.answer) if work else "",
            marks=list(work.told) if work and is_task else [],
            conversation_id=handed_in.conversation_id,
            recording_url=spoken if handed_in.recording else None,
            comment=handed_in.comment,
            mark=handed_in.mark,
        )

    return await services.store.read(read)


@router.get("/assignments/{assignment_id}/members/{learner_id}/recording", responses=_SOUND, response_class=Response)
async def read_recording(
    assignment_id: Id,
    learner_id: Id,
    services: ServicesDep,
    teacher_id: HiddenTeacherId,
    range: Annotated[str | None, Header()] = None,
) -> Response:
    """A task as it was spoken, of a learner who agreed; or the part of it that `Range` asks for."""
    _, handed_in = await services.store.read(lambda session: _seen(session, teacher_id, assignment_id, learner_id))
    missing = NotFound("There is no recording of that.", action="Read what was heard of it.")
    return await kept_sound(services.files, handed_in.recording, range, {"Cache-Control": "no-store"}, missing)


def _seen(session: Session, teacher_id: str, assignment_id: str, learner_id: str) -> tuple[Assignment, HandIn]:
    """What was handed in since a learner agreed. Raises NotFound, NotAgreed."""
    wanted = given.given_by(session, teacher_id, assignment_id)
    member, agreed_at = rooms.agreed(session, teacher_id, wanted.classroom_id, learner_id)
    handed_in = given.handed_in(session, wanted, member)
    if handed_in is None or not handed_in.seen_by(agreed_at):
        raise NotFound("Nothing was handed in since they agreed.", action="Wait until it is.")
    return wanted, handed_in


def _save_words(session: Session, learner_id: str, wanted: Assignment) -> None:
    for key, (front, meaning, example) in zip(wanted.what["keys"], wanted.what["rows"], strict=True):
        card, new = save_key(session, learner_id, key, meaning=meaning, sentence=example)
        if new:
            card.front = front
