"""A conversation's scene: its card and goals, what one could say, and what it was worth when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal

import anyio.to_thread
from fastapi import APIRouter, Query, Response
from pydantic import BaseModel
from sqlmodel import Session

from tutor.api.classes.access import recognise_soon
from tutor.api.conversation.schemas import FocusOut, ScenarioOut
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.schemas import Id
from tutor.api.spoken import SOUND, Speed, spoken
from tutor.conversation.debrief import Debrief, Goal, debrief, goals_of, scene_state, suggestions_of, to_hear
from tutor.conversation.focus.focus import Focus
from tutor.conversation.next_scene import next_scene
from tutor.conversation.repository import is_closed
from tutor.conversation.scenes.kept import scene_of, to_begin
from tutor.conversation.scenes.schema import Scene
from tutor.conversation.scenes.told import in_language
from tutor.core.errors import NotFound
from tutor.exercises.mistakes import point_about
from tutor.exercises.told import point_in
from tutor.store.columns import now
from tutor.store.owned import get_conversation, shown
from tutor.store.tables import Conversation, Learner

router = APIRouter(prefix="/api", tags=["scenes"])


class GoalOut(BaseModel):
    id: str
    text: str
    text_es: str
    reached: bool


class SceneCardOut(BaseModel):
    """What the learner reads before starting: who they are, and phrases as (Spanish, what it means)."""

    you: str
    you_es: str
    phrases: list[tuple[str, str]]


class SceneOut(BaseModel):
    """Where a conversation stands in its scene."""

    scenario_id: str
    card: SceneCardOut
    goals: list[GoalOut]
    suggestions: list[str]
    closed: bool


class WellOut(BaseModel):
    kind: Literal["mended", "word", "long"]
    text: str


class MistakeOut(BaseModel):
    """A mistake in the learner's sentence, that sentence mended, and the point of the map that it is about; null for what is
    about words."""

    said: str
    better: str
    rule: str
    rule_id: str
    explanation: str
    point_id: str | None
    point_title: str | None


class SpeakingOut(BaseModel):
    minutes: float
    words_per_minute: float
    pauses: int
    hesitations: int


class NextOut(BaseModel):
    """What to do next: a point of the map to practise, and a scene with the reason for it."""

    point_id: str | None
    point_title: str | None
    scene: ScenarioOut
    why: Literal["goal", "new", "again"]


class PractisedSentenceOut(BaseModel):
    text: str
    right: bool
    better: str | None


class PractisedWordOut(BaseModel):
    word: str
    used: int


class PractisedOut(BaseModel):
    """How often what the conversation practised was used: `used` counts tries, `right` those that needed no mending."""

    title: str
    point_id: str | None
    used: int
    right: int
    sentences: list[PractisedSentenceOut]
    words: list[PractisedWordOut]


class DebriefOut(BaseModel):
    conversation_id: Id
    goals: list[GoalOut]
    well: list[WellOut]
    mistakes: list[MistakeOut]
    words_met: list[str]
    words_said: int
    speaking: SpeakingOut | None
    practised: PractisedOut | None
    next: NextOut


@router.get("/scenarios/{scenario_id}/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def scene_speech(
    scenario_id: str,
    text: Annotated[str, Query(max_length=400)],
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Speed = 1.0,
) -> Response:
    """A phrase of a scene's card, or one that it suggests to say, spoken; no other text is."""
    # The first time every sentence of the syllabus is read.
    chosen = await services.store.read(lambda session: to_begin(session, learner_id, scenario_id)[0])
    if text not in await anyio.to_thread.run_sync(to_hear, chosen):
        raise NotFound("That is no sentence of this scene.")
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return await spoken(services, learner, text, speed, known=True)


@router.get("/conversations/{conversation_id}/scene")
async def read_scene(conversation_id: str, services: ServicesDep, learner_id: LearnerId) -> SceneOut:
    """The scene's card, the goals reached so far, and what the learner could say now."""

    def read(session: Session) -> SceneOut:
        conversation = get_conversation(session, learner_id, conversation_id)
        language = session.get_one(Learner, learner_id).page_language
        chosen = scene_of(session, conversation)
        played = in_language(chosen, language)
        messages = [message for message in shown(session, conversation_id) if message.text]
        state = scene_state(session, conversation, messages)
        return SceneOut(
            scenario_id=played.id,
            card=SceneCardOut.model_validate(played.card, from_attributes=True),
            goals=_goals(played, goals_of(chosen, state)),
            suggestions=suggestions_of(conversation, chosen, state),
            closed=is_closed(conversation, now()),
        )

    return await services.store.read(read)


def _goals(told: Scene, goals: Sequence[Goal]) -> list[GoalOut]:
    """Goals in the language in which the scene is told."""
    texts = {step.id: step.goal for step in told.step}
    return [
        GoalOut(id=goal.id, text=texts.get(goal.id, goal.text), text_es=goal.text_es, reached=goal.reached)
        for goal in goals
    ]


@router.get("/conversations/{conversation_id}/debrief")
async def read_debrief(conversation_id: str, services: ServicesDep, learner_id: LearnerId) -> DebriefOut:
    """What the conversation was worth so far."""
    return await services.store.read(lambda session: _debrief(session, learner_id, conversation_id))


@router.post("/conversations/{conversation_id}/close")
async def close_conversation(
    conversation_id: str, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> DebriefOut:
    """Leave a conversation. It can be read and gone on with; a turn reopens it."""

    def write(session: Session) -> None:
        conversation = get_conversation(session, learner_id, conversation_id)
        conversation.closed_at = conversation.closed_at or now()

    await services.store.run(write)
    closed = await services.store.read(lambda session: _debrief(session, learner_id, conversation_id))
    background.look_after(conversation_id)
    recognise_soon(services, learner_id)
    return closed


def _practised(conversation: Conversation, told: Debrief, language: str) -> PractisedOut | None:
    focus = FocusOut.of(Focus.stored(conversation.focus), language)
    if focus is None or told.practised is None:
        return None
    return PractisedOut.model_validate(
        asdict(told.practised) | {"title": focus.title, "point_id": focus.point_id}, from_attributes=True
    )


def _debrief(session: Session, learner_id: str, conversation_id: str) -> DebriefOut:
    conversation = get_conversation(session, learner_id, conversation_id)
    told: Debrief = debrief(session, conversation)
    points = [point_about(mistake.reason, mistake.category, mistake.form) for mistake in told.mistakes]
    point = next((found for found in points if found), None)
    suggested = next_scene(session, learner_id)
    language = session.get_one(Learner, learner_id).page_language
    return DebriefOut.model_validate(
        {
            "conversation_id": conversation_id,
            "goals": _goals(in_language(scene_of(session, conversation), language), told.goals),
            "well": told.well,
            "mistakes": [
                asdict(mistake)
                | {
                    "point_id": about.id if about else None,
                    "point_title": point_in(about, language).title if about else None,
                }
                for mistake, about in zip(told.mistakes, points, strict=True)
            ],
            "words_met": told.words_met,
            "words_said": told.words_said,
            "speaking": told.speaking,
            "practised": _practised(conversation, told, language),
            "next": NextOut(
                point_id=point.id if point else None,
                point_title=point_in(point, language).title if point else None,
                scene=ScenarioOut.of(suggested.scene, language),
                why=suggested.why,
            ),
        },
        from_attributes=True,
    )
