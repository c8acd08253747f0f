"""What the tutor remembers of a learner: read, changed and deleted by the learner alone."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from tutor.api.deps import LearnerId, ServicesDep
from tutor.api.schemas import Id, Strict
from tutor.learners import memory

router = APIRouter(prefix="/api/memory", tags=["learner"])


class FactOut(BaseModel):
    id: Id
    kind: str
    text: str


class FactIn(Strict):
    text: str


@router.get("")
async def list_facts(services: ServicesDep, learner_id: LearnerId) -> list[FactOut]:
    """What is remembered, the oldest first."""
    found = await services.store.read(lambda session: memory.facts(session, learner_id))
    return [FactOut.model_validate(fact, from_attributes=True) for fact in found]


@router.post("", status_code=201)
async def add_fact(body: FactIn, services: ServicesDep, learner_id: LearnerId) -> FactOut:
    """Have the tutor remember something."""
    fact = await services.store.run(lambda session: memory.add_fact(session, learner_id, body.text))
    return FactOut.model_validate(fact, from_attributes=True)


@router.put("/{fact_id}")
async def change_fact(fact_id: str, body: FactIn, services: ServicesDep, learner_id: LearnerId) -> FactOut:
    """Say it otherwise."""
    fact = await services.store.run(lambda session: memory.change_fact(session, learner_id, fact_id, body.text))
    return FactOut.model_validate(fact, from_attributes=True)


@router.delete("/{fact_id}", status_code=204)
async def forget_fact(fact_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Have the tutor forget it."""
    await services.store.run(lambda session: memory.forget_fact(session, learner_id, fact_id))
    return Response(status_code=204)
