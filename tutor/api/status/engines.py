"""Which language model answers the learner, and which others could."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from tutor.api.deps import LearnerId, ServicesDep
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["choices"])


class EngineOut(BaseModel):
    """Who may answer. `here` tells whether words stay on the tutor's machine or its
    own network, `host` where they go else, `problem` why it cannot answer now."""

    id: str
    engine: str
    model: str
    here: bool
    host: str
    problem: str


class AnsweringOut(BaseModel):
    engine: str
    model: str
    why: str
    here: bool
    host: str


class EnginesOut(BaseModel):
    """`chosen` is `auto` or the id of an engine; `now` is who would answer, or `problem` why nobody would."""

    chosen: str
    now: AnsweringOut | None
    problem: str
    engines: list[EngineOut]


@router.get("/engines")
async def list_engines(services: ServicesDep, learner_id: LearnerId) -> EnginesOut:
    """Who answers the learner now, and who else could."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    offers = await services.engines.llm.models.offers()
    now, problem = None, "No language model is ready."
    if not all(offer.problem for offer in offers):  # else one would be fetched
        try:
            choice = await services.engines.llm.choose(learner_id, "reply", level=Level(learner.level))
            engine, name = choice.model.engine, choice.model.name
            place = services.engines.llm.models.place(engine, name)
            now = AnsweringOut(engine=engine, model=name, why=choice.why, here=place.here, host=place.host)
            problem = ""
        except TutorError as error:
            problem = f"{error.message} {error.action}"
    engines = [EngineOut.model_validate(offer, from_attributes=True) for offer in offers]
    return EnginesOut(chosen=learner.engine, now=now, problem=problem, engines=engines)
