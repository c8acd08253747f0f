"""What there is to choose from, and how the engines are doing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlmodel import Session

from tutor import __version__
from tutor.api.conversation.schemas import ScenarioOut
from tutor.api.deps import LearnerId, ServicesDep
from tutor.conversation.scenes.kept import of_classes
from tutor.conversation.scenes.library import scenes
from tutor.conversation.scenes.schema import Scene
from tutor.core.engine_states import EngineState
from tutor.core.levels import Level
from tutor.language.es.levels import levels_in
from tutor.llm.families import family_of
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["choices"])


class EngineStatusOut(BaseModel):
    """How an engine is doing; `detail` and `action` say what is wrong, and what helps."""

    state: Literal["off", "loading", "ready", "error"]
    engine: str
    name: str
    detail: str
    action: str


class BetterOut(BaseModel):
    """A better partner that is on its way; `share` of it is here, 0…1."""

    name: str
    share: float


class ArrivingOut(BaseModel):
    """A model or voice that is being fetched, and how much of it is here, in bytes."""

    name: str
    kind: Literal["llm", "stt", "tts"]
    here: int
    size: int


class StatusOut(BaseModel):
    """Which engine answers for what, how many wait for each, and how much may be said at once."""

    version: str
    ready: bool
    engines: dict[Literal["llm", "stt", "tts", "corrections"], EngineStatusOut]
    arriving: list[ArrivingOut]
    waiting: dict[str, int]
    better: BetterOut | None
    partner: Literal["free", "small", "none"]
    """Whether a model writes in scenes, or their own lines are said: the model is too small, or there is none."""
    text_limit: int
    audio_limit_s: float


class LevelInfo(BaseModel):
    id: Level
    name: str
    name_es: str
    can_do: str
    can_do_es: str


class VoiceOut(BaseModel):
    id: str
    name: str
    engine: str
    language: str
    region: str
    gender: str
    installed: bool
    size_bytes: int


@router.get("/status")
async def status(request: Request, services: ServicesDep) -> StatusOut:
    """Which engine answers for what, and whether it is awake, and still there."""
    await services.engines.llm.look()
    coming = request.app.state.better.on_its_way
    return StatusOut.model_validate(
        {
            "version": __version__,
            "ready": all(state.state == "ready" for state in services.engines.states.values()),
            "engines": {kind: asdict(state) for kind, state in services.engines.states.items()},
            "arriving": [asdict(one) for one in services.engines.catalogue.arriving],
            "waiting": {kind: queue.depth for kind, queue in services.engines.queues.items()},
            "better": {"name": coming.name, "share": round(coming.share, 2)} if coming else None,
            "partner": _partner(services.engines.states["llm"]),
            "text_limit": services.settings.max_text_chars,
            "audio_limit_s": services.settings.max_audio_seconds,
        }
    )


def _partner(model: EngineState) -> Literal["free", "small", "none"]:
    if model.engine == "none":
        return "none"
    return "free" if not model.name or family_of(model.name).leads else "small"


@router.get("/levels")
async def levels(services: ServicesDep, learner_id: LearnerId) -> list[LevelInfo]:
    """The six levels of the Common European Framework, told in the language of the learner's page."""
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    told, spanish = levels_in(learner.page_language), levels_in("es")
    return [
        LevelInfo(
            id=level,
            name=told[level].name,
            name_es=spanish[level].name,
            can_do=told[level].can_do,
            can_do_es=spanish[level].can_do,
        )
        for level in Level
    ]


@router.get("/scenarios")
async def list_scenarios(services: ServicesDep, learner_id: LearnerId) -> list[ScenarioOut]:
    """The scenes to play, free talk first, then those of the learner's classes; told in the language of their page."""

    def read(session: Session) -> tuple[Learner, list[Scene]]:
        return session.get_one(Learner, learner_id), of_classes(session, learner_id)

    learner, taught = await services.store.read(read)
    ours = [ScenarioOut.of(s, learner.page_language) for s in scenes() if s.offered]
    return [*ours[:1], *(ScenarioOut.of(s) for s in taught), *ours[1:]]


@router.get("/voices")
async def voices(services: ServicesDep) -> list[VoiceOut]:
    """The voices to choose from, and which of them can speak at once."""
    known = await services.engines.voices.choices()
    return [VoiceOut(**asdict(v)) for v in known if v.language.startswith(services.settings.language)]
