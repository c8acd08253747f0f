"""What a learner who agreed has done for a class, with the teacher's comments; and which sounds they miss."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from sqlmodel import Session

from tutor.api.classes.access import HiddenTeacherId, recognise
from tutor.api.classes.schemas import Kind, State
from tutor.api.deps import ServicesDep
from tutor.api.schemas import Id, Sent
from tutor.learners.classes import rooms
from tutor.learners.classes.assignments import Stands, standings
from tutor.learners.sounds import sounds_since

router = APIRouter(prefix="/api/classes/{class_id}", tags=["classes"])


class DoneTaskOut(Sent):
    """Something that was to be done. `right` of `total`, and where its recording is, only of what may be seen."""

    assignment_id: str
    title: str
    kind: Kind
    state: State
    done_at: datetime | None
    right: int | None
    total: int | None
    comment: str
    mark: str
    handed_in: bool
    recording_url: str | None

    @classmethod
    def of(cls, stands: Stands, learner_id: str, agreed_at: datetime) -> DoneTaskOut:
        kept, task = stands.handed_in, stands.assignment
        seen = kept is not None and kept.seen_by(agreed_at)
        spoken = f"/api/assignments/{task.id}/members/{learner_id}/recording"
        return cls(
            assignment_id=task.id,
            title=task.title,
            kind=task.kind,
            state=stands.state,
            done_at=kept.done_at if kept else None,
            right=kept.right if kept and seen else None,
            total=kept.total if kept and seen else None,
            comment=kept.comment if kept else "",
            mark=kept.mark if kept else "",
            handed_in=bool(seen and kept and (kept.work_id or kept.conversation_id)),
            recording_url=spoken if kept and seen and kept.recording else None,
        )


class MissedSoundOut(Sent):
    """A sound, by the id that `/api/pronunciation` has for it, and in how many words it was missed."""

    sound: str
    missed: int


class LearnerWorkOut(Sent):
    """`words` were examined for their sounds since the learner agreed."""

    tasks: list[DoneTaskOut]
    words: int
    sounds: list[MissedSoundOut]


@router.get("/members/{learner_id}/work")
async def read_member_work(
    class_id: Id, learner_id: Id, services: ServicesDep, teacher_id: HiddenTeacherId
) -> LearnerWorkOut:
    """What a learner who agreed was given and did, with recordings and comments; and their sounds."""
    await services.store.read(lambda session: rooms.agreed(session, teacher_id, class_id, learner_id))
    await recognise(services, learner_id, class_id)

    def read(session: Session) -> LearnerWorkOut:
        _, since = rooms.agreed(session, teacher_id, class_id, learner_id)
        sounds = sounds_since(session, learner_id, since)
        return LearnerWorkOut(
            tasks=[DoneTaskOut.of(one, learner_id, since) for one in standings(session, learner_id, None, class_id)],
            words=sounds.words,
            sounds=[MissedSoundOut(sound=sound, missed=missed) for sound, missed in sounds.missed],
        )

    return await services.store.read(read)
