"""Words and sentences of the drills, spoken: made once for a learner, and deleted with what else is theirs."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fastapi import Response
from fastapi.responses import FileResponse, StreamingResponse

from tutor.errors import InvalidInput
from tutor.levels import Level, profile
from tutor.services import Services
from tutor.speech.spoken import speakable
from tutor.speech.synthesize import Utterance
from tutor.store.tables import Learner

SOUND: dict[int | str, dict[str, Any]] = {200: {"content": {"audio/wav": {}}, "description": "16-bit mono PCM."}}


async def say(services: Services, learner: Learner, text: str) -> Utterance | Path:
    """Begin to say a text in the learner's voice, at the speed of their level. Raises InvalidInput, EngineUnavailable."""
    if not speakable(text):
        raise InvalidInput("There is nothing to say.")
    voice_id, voice = await services.voice(learner.voice)
    rate = learner.speech_speed or profile(Level(learner.level)).speech_speed
    name = f"{learner.id}.{hashlib.sha256(text.encode()).hexdigest()[:24]}"
    return services.speech.prepare(name, text, voice_id, voice, rate, learner.id)


async def spoken(services: Services, learner: Learner, text: str) -> Response:
    """A text as a WAV."""
    made = await say(services, learner, text)
    if isinstance(made, Path):
        return FileResponse(made, media_type="audio/wav", headers={"Cache-Control": "private, max-age=3600"})
    await made.first()
    return StreamingResponse(made.wav(), media_type="audio/wav", headers={"Cache-Control": "no-store"})
