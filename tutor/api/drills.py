"""Drills: the syllabus as the learner's map, vocabulary, exercises and their grading."""

from __future__ import annotations

import random
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Query, Request, Response

from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.drill_schemas import Answer, GradeOut, ItemOut, PointOut, WordOut
from tutor.api.spoken import RECORDING, SOUND, Speed, heard_in, spoken
from tutor.cards.drilled import keep_attempt
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.exercises.aloud import grade_aloud
from tutor.exercises.grade import Grade, grade
from tutor.exercises.item import Item
from tutor.exercises.items import draw, ids, item_of
from tutor.exercises.judge import judge
from tutor.exercises.progress import progress, to_practise
from tutor.exercises.syllabus import ItemKind, Point, syllabus
from tutor.language.es.vocabulary import vocabulary
from tutor.llm.ask import asker
from tutor.runtime import Services
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["drills"])


@router.get("/syllabus")
async def read_syllabus(services: ServicesDep, learner_id: LearnerId) -> list[PointOut]:
    """The map: every grammar point, and whether the learner knows it, is learning it, or may learn it next."""
    standings = await services.store.read(lambda session: progress(session, learner_id))
    return [PointOut.of(standing) for standing in standings]


@router.get("/syllabus/{point_id}")
async def read_point(point_id: str, services: ServicesDep, learner_id: LearnerId) -> PointOut:
    """One grammar point."""
    if point_id not in syllabus().by_id:
        raise NotFound("There is no such grammar point.")
    standings = await services.store.read(lambda session: progress(session, learner_id))
    return next(PointOut.of(standing) for standing in standings if standing.point.id == point_id)


@router.get("/vocabulary")
async def read_vocabulary(level: Level | None = None, topic: str | None = None) -> list[WordOut]:
    """Words by level and topic, the commonest first."""
    words = [w for w in vocabulary() if level in (None, w.level) and topic in (None, w.topic)]
    words.sort(key=lambda w: (w.level, w.topic, -w.zipf))
    return [WordOut.model_validate(w, from_attributes=True) for w in words]


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
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    rng = random.Random(seed)
    if point is not None:
        if point not in syllabus().by_id:
            raise NotFound("There is no such grammar point.")
        points = [syllabus().by_id[point]]
    else:
        points = to_practise(await services.store.read(lambda session: progress(session, learner_id)))[:8]
    items = _draw(points, kind, count, rng)
    return [ItemOut.of(item, learner.first_language) for item in items]


def _draw(points: list[Point], kind: ItemKind | None, count: int, rng: random.Random) -> list[Item]:
    """Different items, in turn about each point. Fewer than `count` when there are no more."""
    drawn: dict[str, Item] = {}
    if kind is None:
        for n in range(count):
            item = draw(points[n % len(points)], rng, avoid=frozenset(drawn))
            drawn[item.id] = item
    else:
        found = [i for point in points for i in ids(point) if item_of(i).kind == kind]
        drawn = {i: item_of(i) for i in rng.sample(found, min(count, len(found)))}
    return list(drawn.values())


@router.get("/drills/items/{item_id}")
async def read_item(item_id: str, services: ServicesDep, learner_id: LearnerId) -> ItemOut:
    """An exercise by its id."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return ItemOut.of(item_of(item_id), learner.first_language)


@router.post("/drills/items/{item_id}/answer")
async def answer_item(
    item_id: str, body: Answer, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> GradeOut:
    """Grade a typed answer and say what was wrong. What was not known becomes a card."""
    item = item_of(item_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    language = learner.first_language
    graded = await anyio.to_thread.run_sync(grade, item, body.answer, language)
    if graded.verdict == "unforeseen" and body.judge and body.answer:
        with background.paused():
            model = (await services.choose(learner_id, "correction")).model
            async with services.queues["llm"].slot(learner_id):
                graded = await judge(asker(model), item, body.answer, graded, language)
    return await _kept(services, learner_id, item, body.answer, graded)


@router.post("/drills/items/{item_id}/recording", openapi_extra=RECORDING, dependencies=[rated("uploads")])
async def answer_aloud(item_id: str, request: Request, services: ServicesDep, learner_id: LearnerId) -> GradeOut:
    """Grade a spoken answer: multipart, field `audio`. The recording is not kept."""
    item = item_of(item_id)
    heard = await heard_in(request, services, learner_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    graded = await anyio.to_thread.run_sync(grade_aloud, item, heard, learner.first_language)
    return await _kept(services, learner_id, item, heard, graded, transcript=heard)


async def _kept(
    services: Services, learner_id: str, item: Item, answer: str | None, graded: Grade, transcript: str | None = None
) -> GradeOut:
    card = await services.store.run(lambda session: keep_attempt(session, learner_id, item, answer, graded))
    return GradeOut.of(item, graded, transcript=transcript, card_id=card.id if card else None)


@router.get("/drills/items/{item_id}/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def item_speech(item_id: str, services: ServicesDep, learner_id: LearnerId, speed: Speed = 1.0) -> Response:
    """The sentence of an exercise, spoken; `speed` multiplies the speed of the learner's level."""
    item = item_of(item_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return await spoken(services, learner, item.sentence, speed)
