"""The learner and how they like to be taught."""

from __future__ import annotations

from fastapi import APIRouter
from sqlmodel import Session

from tutor.api.deps import LearnerId, ServicesDep
from tutor.api.schemas import LearnerOut, LearnerPatch
from tutor.errors import NotFound
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/learner", tags=["learner"])


@router.get("")
async def read_learner(services: ServicesDep, learner_id: LearnerId) -> LearnerOut:
    """The learner's settings."""
    learner = await services.store.run(lambda session: session.get_one(Learner, learner_id))
    return LearnerOut.model_validate(learner.model_dump())


@router.patch("")
async def change_learner(body: LearnerPatch, services: ServicesDep, learner_id: LearnerId) -> LearnerOut:
    """Change some of the learner's settings; `speech_speed: null` goes back to the level's."""
    changes = {
        name: value
        for name, value in body.model_dump(exclude_unset=True).items()
        if value is not None or name == "speech_speed"
    }
    if changes.get("voice", "auto") not in {"auto", *(v.id for v in services.catalogue.voices)}:
        raise NotFound("There is no such voice.")

    def write(session: Session) -> Learner:
        learner = session.get_one(Learner, learner_id)
        for name, value in changes.items():
            setattr(learner, name, value)
        return learner

    return LearnerOut.model_validate((await services.store.run(write)).model_dump())
