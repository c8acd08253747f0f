"""Words and sentences of the drills, spoken: made once for a learner, and deleted with what else is theirs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from fastapi import Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from numpy.typing import NDArray
from starlette.datastructures import UploadFile

from tutor.core.errors import InvalidInput
from tutor.core.levels import Level
from tutor.language.es.levels import profile
from tutor.language.es.sentences import sentences
from tutor.language.es.spoken import speakable
from tutor.runtime import Services
from tutor.speech.audio.formats import container
from tutor.speech.stt.transcribe import Transcript
from tutor.speech.tts.speaker import own_speaker, speaker_for
from tutor.speech.tts.synthesize import Saying, Utterance, simpler_voice
from tutor.store.tables import Learner

RECORDING: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["audio"],
                    "properties": {"audio": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}
SOUND: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"audio/wav": {}},
        "description": "16-bit mono PCM. With the header `X-Simpler-Voice` a simpler voice than the learner's own speaks, since "
        "many want to hear something.",
    }
}

# A header of speech in which a simpler voice takes the place of the learner's own, while many speak.
SIMPLER_VOICE = "X-Simpler-Voice"
SLOWEST, FASTEST = 0.5, 1.5
# Multiplies the speed of the learner's level.
Speed = Annotated[float, Query(ge=SLOWEST, le=FASTEST)]

# Speech in the making, or the file of it.
Spoken = Utterance | Path


async def say(
    services: Services,
    learner: Learner,
    text: str,
    speed: float = 1.0,
    voice: str | None = None,
    *,
    known: bool = False,
) -> Spoken:
    """Begin to say a text in the learner's voice, or another; `speed` multiplies that of their level. What is `known` came
    with the tutor, and nothing of a learner's: its sound is everybody's.

    Raises InvalidInput, EngineUnavailable.
    """
    if not speakable(text):
        raise InvalidInput("There is nothing to say.")
    voices = services.engines.voices
    rate = speed * (learner.speech_speed or profile(Level(learner.level)).speech_speed)
    name = f"{learner.id}.{hashlib.sha256(text.encode()).hexdigest()[:24]}"
    variety = voices.variety(voices.name(voice or learner.voice, learner.accent))
    shared = sentences(speakable(text, variety)) if known else ()
    saying = Saying(name, text, rate, learner.id, shared)
    if voice is None:
        by = await speaker_for(saying, voices, services.speech, learner.voice, learner.accent)
    else:
        by = await own_speaker(voices, voice, learner.accent)
    return services.speech.prepare(saying, by)


async def spoken(
    services: Services, learner: Learner, text: str, speed: float = 1.0, *, known: bool = False
) -> Response:
    """A text as a WAV; `known` as in `say`."""
    return await sound(await say(services, learner, text, speed, known=known))


async def sound(made: Spoken) -> Response:
    """Speech as a WAV: the finished file, or sentence by sentence while it is made. Raises EngineUnavailable."""
    simpler = {SIMPLER_VOICE: "true"} if simpler_voice(made) else {}
    if isinstance(made, Utterance):
        await made.first()
        return StreamingResponse(made.wav(), media_type="audio/wav", headers={"Cache-Control": "no-store"} | simpler)
    # The learner's own voice comes back when fewer speak.
    kept = {"Cache-Control": "no-store"} if simpler else {"Cache-Control": "private, max-age=3600"}
    return FileResponse(made, media_type="audio/wav", headers=kept | simpler)


async def heard_in(request: Request, services: Services, learner_id: str, expected: Sequence[str] = ()) -> Transcript:
    """The words of a recording sent as multipart, field `audio`; it is not kept. `expected` are the answers that would be right.

    Raises InvalidInput, AudioUnreadable, AudioTooLong, NothingHeard, EngineUnavailable.
    """
    return await services.engines.ears.hear(
        await recorded(request, services, learner_id), learner_id, expected=expected
    )


async def recorded(request: Request, services: Services, learner_id: str) -> NDArray[np.float32]:
    """The samples of a recording sent as multipart, field `audio`; it is not kept.

    Raises InvalidInput, AudioUnreadable, AudioTooLong.
    """
    return (await sent(request, services, learner_id))[0]


async def sent(request: Request, services: Services, learner_id: str) -> tuple[NDArray[np.float32], bytes]:
    """The same, and the recording as it came."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise InvalidInput("The recording is missing.")
    async with request.form(max_files=1, max_fields=4) as form:
        upload = form.get("audio")
        if not isinstance(upload, UploadFile):
            raise InvalidInput("The recording is missing.")
        return await _decoded(upload, services, learner_id)


async def decoded(
    upload: UploadFile, services: Services, learner_id: str, longest_s: float | None = None
) -> NDArray[np.float32]:
    """The samples of an upload that is not kept; at most as long as a message, or `longest_s` seconds.

    Raises AudioUnreadable, AudioTooLong.
    """
    return (await _decoded(upload, services, learner_id, longest_s))[0]


async def _decoded(
    upload: UploadFile, services: Services, learner_id: str, longest_s: float | None = None
) -> tuple[NDArray[np.float32], bytes]:
    async with services.decoder.turn(learner_id):
        recording = await upload.read()
        container(recording[:16])  # raises AudioUnreadable before anything is begun
        return await services.decoder.decode(recording, longest_s or services.settings.max_audio_seconds), recording
