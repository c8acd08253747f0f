"""Practising where the tutor cannot be reached: what a device takes along, and what it brings back."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints
from sqlmodel import Session

from tutor.api.cards.schemas import CardOut
from tutor.api.classes.access import recognise_soon
from tutor.api.deps import LearnerId, ServicesDep
from tutor.api.exercises.schemas import ItemOut
from tutor.api.schemas import Id, Strict
from tutor.cards.drilled import item_on
from tutor.cards.merge import KeptReview, grade_kept, merge, parts
from tutor.cards.queue import queue, settings_of
from tutor.exercises.choosing import Home
from tutor.exercises.item import Item
from tutor.exercises.plan import plan
from tutor.exercises.syllabus import syllabus
from tutor.exercises.told import point_in
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/offline", tags=["cards"])

# A device takes along what will be due until then: a weekend without a network.
AHEAD = timedelta(days=2)
MOST_CARDS, DRILLS = 200, 20
MOST_KEPT = 500
# One that was kept takes as long as the check of so many characters, beside its answer.
CHARS_EACH = 100


class KeyOut(BaseModel):
    """What an exercise is graded by on the device, as far as comparing goes; the tutor grades it when it comes back."""

    answers: list[str]
    sentence: str
    explanation: str

    @classmethod
    def of(cls, item: Item, language: str) -> KeyOut:
        about = point_in(syllabus().by_id[item.point], language).explanation
        return cls(answers=list(item.answers), sentence=item.sentence, explanation=about)


class DeckOut(BaseModel):
    """Cards that are due now or soon, exercises besides, and how each exercise is answered, by its id."""

    cards: list[CardOut]
    items: list[ItemOut]
    keys: dict[str, KeyOut]
    session_minutes: int


class KeptIn(Strict):
    """A card with its rating, an exercise with its answer, or both at once. `at` is by the device's clock."""

    id: Id
    at: AwareDatetime
    card_id: Id | None = None
    rating: Annotated[int, Field(ge=1, le=4)] | None = None
    item_id: Annotated[str, StringConstraints(max_length=200)] | None = None
    answer: Annotated[str, StringConstraints(max_length=2000)] | None = None
    duration_ms: Annotated[int, Field(ge=0, le=3_600_000)] | None = None


class ParcelIn(Strict):
    """What was kept, in the order in which it was done. `sent_at` is the device's clock now."""

    sent_at: AwareDatetime
    kept: Annotated[list[KeptIn], Field(max_length=MOST_KEPT)]


class MergedOut(BaseModel):
    """How many were counted, had arrived before, or are about cards that are no more. None has to be sent again."""

    counted: int
    known: int
    gone: int


@router.get("/deck")
async def read_deck(services: ServicesDep, learner_id: LearnerId) -> DeckOut:
    """What a device needs to go on practising for two days without the tutor."""

    def read(session: Session) -> DeckOut:
        now = datetime.now(UTC)
        language = session.get_one(Learner, learner_id).explained_in
        cards = queue(session, learner_id, now + AHEAD, MOST_CARDS).cards
        asked = {card.id: item_on(card) for card in cards}
        drills = plan(session, learner_id, now, DRILLS, random.Random()).items
        return DeckOut(
            cards=[
                CardOut.of(card, ItemOut.of(item, language) if (item := asked[card.id]) else None) for card in cards
            ],
            items=[ItemOut.of(item, language) for item in drills],
            keys={item.id: KeyOut.of(item, language) for item in [*asked.values(), *drills] if item},
            session_minutes=settings_of(session, learner_id).session_minutes,
        )

    return await services.store.read(read)


@router.post("/kept")
async def bring_back_kept(body: ParcelIn, services: ServicesDep, learner_id: LearnerId) -> MergedOut:
    """Count what a device kept: each at its own time, once however often it is sent."""
    kept = [KeptReview(**one.model_dump()) for one in body.kept]
    chars = sum(CHARS_EACH + len(one.answer or "") for one in kept)
    await services.limits.count("checks", learner_id, 1 + chars // 1000)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    told = learner.explained_in, Home.of(learner).learnt
    graded = await services.work(learner_id, chars, grade_kept, kept, *told)
    merged = [
        await services.store.run(partial(merge, learner_id=learner_id, part=part, graded=graded))
        for part in parts(kept, body.sent_at, datetime.now(UTC))
    ]
    recognise_soon(services, learner_id)
    return MergedOut(
        counted=sum(one.counted for one in merged),
        known=sum(one.known for one in merged),
        gone=sum(one.gone for one in merged),
    )
