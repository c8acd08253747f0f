"""What there is to choose from, and how the engines are doing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from tutor import __version__
from tutor.api.deps import ServicesDep
from tutor.conversation.scenes.library import scenes
from tutor.core.levels import Level, profile

router = APIRouter(prefix="/api", tags=["choices"])


@router.get("/status")
async def status(services: ServicesDep) -> dict[str, Any]:
    """Which engine answers for what, and whether it is awake, and still there."""
    await services.look()
    return {
        "version": __version__,
        "ready": all(state.state == "ready" for state in services.states.values()),
        "engines": {kind: asdict(state) for kind, state in services.states.items()},
        "waiting": {kind: queue.depth for kind, queue in services.queues.items()},
        "text_limit": services.settings.max_text_chars,
        "audio_limit_s": services.settings.max_audio_seconds,
    }


@router.get("/levels")
async def levels() -> list[dict[str, str]]:
    """The six levels of the Common European Framework."""
    return [{"id": level, "name": profile(level).name, "can_do": profile(level).can_do} for level in Level]


@router.get("/scenarios")
async def list_scenarios() -> list[dict[str, str]]:
    """The situations to practise in."""
    return [
        {
            "id": s.id,
            "title": s.title,
            "title_es": s.title_es,
            "description": s.description,
            "icon": s.icon,
            "level_min": s.level_min,
        }
        for s in scenes()
        if s.offered
    ]


@router.get("/voices")
async def voices(services: ServicesDep) -> list[dict[str, Any]]:
    """The voices to choose from, and which of them can speak at once."""
    return [asdict(v) for v in await services.voices() if v.language.startswith(services.settings.language)]
