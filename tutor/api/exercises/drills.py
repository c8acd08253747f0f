"""Drills: the syllabus as the learner's map, exercises and their grading."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from tutor.api.classes.access import recognise_soon
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.exercises.schemas import AnswerIn, GradeOut, ItemOut, LevelDoneOut, PointOut
from tutor.api.spoken import RECORDING, SOUND, Speed, heard_in, spoken
from tutor.cards.drilled import keep_attempt
from tutor.core.errors import NotFound
from tutor.exercises.aloud import grade_aloud
from tutor.exercises.choosing import Chooser, Home
from tutor.exercises.grade import Grade, grade
from tutor.exercises.item import Item
from tutor.exercises.items import item_of
from tutor.exercises.judge import judge
from tutor.exercises.plan import plan
from tutor.exercises.progress import Progress, progress
from tutor.exercises.syllabus import ItemKind, syllabus
from tutor.llm.ask import asker
from tutor.runtime import Services
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["drills"])


@router.get("/syllabus")
async def read_syllabus(services: ServicesDep, learner_id: LearnerId) -> list[PointOut]:
    """The map: every grammar point, and whether the learner knows it, is learning it, or may learn it next."""
    now, language = await services.store.read(lambda session: _told(session, learner_id))
    return [PointOut.of(standing, language) for standing in now.standings]


@router.get("/syllabus/{point_id}")
async def read_point(point_id: str, services: ServicesDep, learner_id: LearnerId) -> PointOut:
    """One grammar point."""
    if point_id not in syllabus().by_id:
        raise NotFound("There is no such grammar point.")
    now, language = await services.store.read(lambda session: _told(session, learner_id))
    return next(PointOut.of(standing, language) for standing in now.standings if standing.point.id == point_id)


def _told(session: Session, learner_id: str) -> tuple[Progress, str]:
    language = session.get_one(Learner, learner_id).page_language
    return progress(session, learner_id, datetime.now(UTC)), language


@router.get("/drills/items")
async def draw_items(
    services: ServicesDep,
    learner_id: LearnerId,
    point: str | None = None,
    kind: ItemKind | None = None,
    count: Annotated[int, Query(ge=1, le=50)] = 10,
    seed: Annotated[int | None, Query(ge=0, lt=2**53)] = None,
) -> list[ItemOut]:
    """New exercises: about one point, or about what the learner has most need of."""
    rng = random.Random(seed)
    if point is not None and point not in syllabus().by_id:
        raise NotFound("There is no such grammar point.")

    def read(session: Session) -> list[ItemOut]:
        learner = session.get_one(Learner, learner_id)
        if point is None and kind is None:
            items = plan(session, learner_id, datetime.now(UTC), count, rng).items
        else:
            now = progress(session, learner_id, datetime.now(UTC))
            points = [syllabus().by_id[point]] if point else [s.point for s in now.standings if s.state != "later"]
            items = Chooser(now, Home.of(learner), rng).some(points, kind, count)
        return [ItemOut.of(item, learner.explained_in) for item in items]

    return await services.store.read(read)


@router.get("/drills/level")
async def read_level(services: ServicesDep, learner_id: LearnerId) -> LevelDoneOut:
    """How much of the learner's level is known, and, once all of it is, what to do next."""
    now = await services.store.read(lambda session: progress(session, learner_id, datetime.now(UTC)))
    return LevelDoneOut.of(now)


@router.get("/drills/items/{item_id}")
async def read_item(item_id: str, services: ServicesDep, learner_id: LearnerId) -> ItemOut:
    """An exercise by its id."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return ItemOut.of(item_of(item_id), learner.explained_in)


@router.post("/drills/items/{item_id}/answer", dependencies=[rated("checks")])
async def answer_item(
    item_id: str, body: AnswerIn, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> GradeOut:
    """Grade a typed answer and say what was wrong. What was not known becomes a card."""
    item = item_of(item_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    language = learner.explained_in
    graded = await anyio.to_thread.run_sync(grade, item, body.answer, language, Home.of(learner).learnt)
    if graded.verdict == "unforeseen" and body.judge and body.answer:
        await services.limits.count("turns", learner_id)
        with background.paused():
            model = await services.engines.llm.ask(learner_id, "correction")
            graded = await judge(asker(model), item, body.answer, graded, language)
    return await _kept(services, learner_id, item, body.answer, graded, sent_id=body.id)


@router.post("/drills/items/{item_id}/recording", openapi_extra=RECORDING, dependencies=[rated("uploads")])
async def answer_aloud(item_id: str, request: Request, services: ServicesDep, learner_id: LearnerId) -> GradeOut:
    """Grade a spoken answer: multipart, field `audio`. The recording is not kept."""
    item = item_of(item_id)
    heard = await heard_in(request, services, learner_id, item.answers)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    told = learner.explained_in, Home.of(learner).learnt
    graded = await anyio.to_thread.run_sync(lambda: grade_aloud(item, heard.text, *told, unsure=heard.unsure))
    return await _kept(services, learner_id, item, heard.text, graded, transcript=heard.text)


async def _kept(
    services: Services,
    learner_id: str,
    item: Item,
    answer: str | None,
    graded: Grade,
    *,
    transcript: str | None = None,
    sent_id: str | None = None,
) -> GradeOut:
    card = await services.store.run(
        lambda session: keep_attempt(session, learner_id, item, answer, graded, sent_id=sent_id)
    )
    recognise_soon(services, learner_id)
    return GradeOut.of(item, graded, transcript=transcript, card_id=card.id if card else None)


@router.get("/drills/items/{item_id}/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def item_speech(item_id: str, services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0) -> Response:
    """The sentence of an exercise, spoken; `speed` multiplies the speed of the learner's level."""
    item = item_of(item_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return await spoken(services, learner, item.sentence, speed, known=True)
