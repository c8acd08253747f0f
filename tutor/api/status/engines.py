"""Which language model answers the learner, and which others could."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from tutor.api.deps import LearnerId, ServicesDep
from tutor.core.elsewhere import Part, sent_away
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
    """Who answers and why; `tokens_per_s` as measured when it arrived here, None where it was not."""

    engine: str
    model: str
    why: str
    here: bool
    host: str
    tokens_per_s: float | None


class ElsewhereOut(BaseModel):
    """An engine that answers in place of the first one only where the learner has allowed its host."""

    title: str
    host: str
    allowed: bool


class SentAwayOut(BaseModel):
    """What beside the language model is done on somebody else's computer: what you say is heard there, what is said to
    you is spoken, what you write is checked, your texts are searched."""

    part: Part
    host: str


class EnginesOut(BaseModel):
    """`chosen` is `auto` or the id of an engine; `now` is who would answer, or `problem` why nobody would."""

    chosen: str
    now: AnsweringOut | None
    problem: str
    engines: list[EngineOut]
    elsewhere: list[ElsewhereOut]
    sent_away: list[SentAwayOut]


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
            found = services.engines.llm.probes.of(engine, name)
            now = AnsweringOut(
                engine=engine,
                model=name,
                why=choice.why,
                here=place.here,
                host=place.host,
                tokens_per_s=found.tokens_per_s if found else None,
            )
            problem = ""
        except TutorError as error:
            problem = f"{error.message} {error.action}"
    engines = [EngineOut.model_validate(offer, from_attributes=True) for offer in offers]
    elsewhere = [
        ElsewhereOut(title=title, host=host, allowed=host in learner.remote_hosts)
        for title, host in services.engines.llm.models.elsewhere()
    ]
    away = [SentAwayOut(part=one.part, host=one.host) for one in sent_away(services.settings)]
    return EnginesOut(
        chosen=learner.engine, now=now, problem=problem, engines=engines, elsewhere=elsewhere, sent_away=away
    )
