"""Placement: a short adaptive test, one question after the other; and the level of a text."""

from __future__ import annotations

from collections.abc import Callable

import anyio.to_thread
from fastapi import APIRouter, Request
from sqlmodel import Session, select

from tutor.api.conversation.schemas import HardWord
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.exercises.schemas import (
    ItemOut,
    LevelIn,
    LevelOut,
    NewPlacement,
    PlacementAnswer,
    PlacementOut,
)
from tutor.api.spoken import RECORDING, heard_in
from tutor.core.errors import InvalidInput, NotFound
from tutor.core.levels import Level
from tutor.exercises.aloud import grade_aloud
from tutor.exercises.choosing import Home
from tutor.exercises.grade import Grade, grade
from tutor.exercises.item import Item
from tutor.exercises.items import item_of
from tutor.exercises.placement import MOST, Response, bank, begins, estimate, finished, next_question
from tutor.language.es.readability import above, level_of
from tutor.language.es.variety import Learnt
from tutor.runtime import Services
from tutor.store.oldest import forget_oldest
from tutor.store.tables import Learner, Placement

router = APIRouter(prefix="/api", tags=["placement"])

# Tests of one learner that are kept; then the oldest go.
MOST_PLACEMENTS = 100


@router.post("/placement", status_code=201, dependencies=[rated("checks")])
async def begin_placement(body: NewPlacement, services: ServicesDep, learner_id: LearnerId) -> PlacementOut:
    """Begin a placement test."""
    await anyio.to_thread.run_sync(bank)  # takes a while once, which nobody else's writes should wait for

    def write(session: Session) -> PlacementOut:
        mine = select(Placement).where(Placement.learner_id == learner_id)
        forget_oldest(session, mine, Placement.created_at, MOST_PLACEMENTS)
        placement = Placement(learner_id=learner_id, spoken=body.spoken)
        _ask(session, placement)
        session.add(placement)
        return _out(session, placement)

    return await services.store.run(write)


@router.get("/placement/{placement_id}")
async def read_placement(placement_id: str, services: ServicesDep, learner_id: LearnerId) -> PlacementOut:
    """Where a test stands; it can be taken up again at any time."""
    return await services.store.read(lambda session: _out(session, _get(session, learner_id, placement_id)))


@router.post("/placement/{placement_id}/answer", dependencies=[rated("checks")])
async def answer_question(
    placement_id: str, body: PlacementAnswer, services: ServicesDep, learner_id: LearnerId
) -> PlacementOut:
    """Answer the question that is asked, `null` for "I don't know". No answer is called right or wrong meanwhile."""
    return await _answered(
        services, learner_id, placement_id, body, lambda item, *told: grade(item, body.answer, *told)
    )


@router.post("/placement/{placement_id}/recording", openapi_extra=RECORDING, dependencies=[rated("uploads")])
async def answer_aloud(
    placement_id: str, request: Request, services: ServicesDep, learner_id: LearnerId
) -> PlacementOut:
    """Answer the question that is asked aloud: multipart, field `audio`."""
    placement = await services.store.read(lambda session: _get(session, learner_id, placement_id))
    heard = await heard_in(request, services, learner_id, item_of(placement.asked[-1]).answers)
    body = PlacementAnswer(item_id=placement.asked[-1], answer=heard.text)
    return await _answered(
        services,
        learner_id,
        placement_id,
        body,
        lambda item, *told: grade_aloud(item, heard.text, *told, unsure=heard.unsure),
    )


async def _answered(
    services: Services,
    learner_id: str,
    placement_id: str,
    body: PlacementAnswer,
    judge: Callable[[Item, str, Learnt], Grade],
) -> PlacementOut:
    def asked(session: Session) -> Placement:
        placement = _get(session, learner_id, placement_id)
        if placement.level is not None or body.item_id != placement.asked[-1]:
            raise InvalidInput("That question is not being asked.", action="Answer the one on the screen.")
        return placement

    def read(session: Session) -> tuple[str, Learnt]:
        asked(session)
        learner = session.get_one(Learner, learner_id)
        return learner.explained_in, Home.of(learner).learnt

    told = await services.store.read(read)
    graded = await anyio.to_thread.run_sync(lambda: judge(item_of(body.item_id), *told))  # nobody else waits for it

    def write(session: Session) -> PlacementOut:
        placement = asked(session)
        if graded.verdict == "unusable":
            return _out(session, placement, graded.feedback)
        response: Response = "right" if graded.verdict in ("right", "almost") else "wrong"
        if body.answer is None:
            response = "unknown"
        if graded.verdict == "unforeseen":  # neither right nor wrong for certain: another question instead
            placement.asked = placement.asked[:-1]
        else:
            placement.answers = [*placement.answers, response]
        if finished(placement.asked, _responses(placement)):
            placement.level = estimate(placement.asked, _responses(placement)).level
        else:
            _ask(session, placement, skip=(body.item_id,) if graded.verdict == "unforeseen" else ())
        session.add(placement)
        return _out(session, placement)

    return await services.store.run(write)


@router.post("/level")
async def level_of_text(body: LevelIn, services: ServicesDep, learner_id: LearnerId) -> LevelOut:
    """The level of any Spanish text, and the words in it above the learner's level, with their meaning."""
    await services.limits.count("checks", learner_id, 1 + len(body.text) // 1000)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    measured = await services.work(learner_id, len(body.text), level_of, body.text)
    hard = await services.work(learner_id, len(body.text), above, body.text, Level(learner.level))
    words = [HardWord.model_validate(word, from_attributes=True) for word in hard]
    return LevelOut(level=measured.level, score=round(measured.score, 2), words=words)


def _get(session: Session, learner_id: str, placement_id: str) -> Placement:
    placement = session.get(Placement, placement_id)
    if placement is None or placement.learner_id != learner_id:
        raise NotFound("That placement test does not exist, or no longer does.")
    return placement


def _ask(session: Session, placement: Placement, skip: tuple[str, ...] = ()) -> None:
    asked = [*placement.asked, *skip]
    home = Home.of(session.get_one(Learner, placement.learner_id))
    question = next_question(asked, _responses(placement), placement.id, home, spoken=placement.spoken)
    placement.asked = [*placement.asked, question.item_id]


def _responses(placement: Placement) -> list[Response]:
    return list(placement.answers)  # type: ignore[arg-type]


def _out(session: Session, placement: Placement, notice: str = "") -> PlacementOut:
    language = session.get_one(Learner, placement.learner_id).explained_in
    done = placement.level is not None
    return PlacementOut(
        id=placement.id,
        item=None if done else ItemOut.of(item_of(placement.asked[-1]), language),
        answered=len(placement.answers),
        share=1.0 if done else round(len(placement.answers) / MOST, 2),
        level=Level(placement.level) if placement.level else None,
        chances={k: round(v, 3) for k, v in estimate(placement.asked, _responses(placement)).chances.items()},
        begins=done and begins(placement.asked, _responses(placement)),
        notice=notice,
    )
