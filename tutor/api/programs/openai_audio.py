"""OpenAI's audio API and list of models for other programs: the tutor's ears and voices."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Response, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, StreamingResponse
from pydantic import Field

from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.programs.subtitles import MEDIA_TYPES as SUBTITLES
from tutor.api.programs.subtitles import subtitles
from tutor.api.schemas import Received
from tutor.api.spoken import FASTEST, SLOWEST, decoded
from tutor.core.errors import EmptyText, TextTooLong
from tutor.language.es.spoken import speakable
from tutor.speech.audio.encode import Format, encoded, media_type
from tutor.speech.stt.transcribe import Word
from tutor.speech.tts.synthesize import say_once

router = APIRouter(prefix="/v1", tags=["openai"])


class SpeechBody(Received):
    """What other programs send. A `voice` that is not the tutor's own means the tutor's default."""

    input: str
    model: str = ""
    voice: str = "auto"
    response_format: Format = "mp3"
    speed: Annotated[float, Field(ge=0.25, le=4)] = 1.0


@router.get("/models")
async def models(services: ServicesDep, learner_id: LearnerId) -> dict[str, Any]:
    """The language model in use first, then what hears and what speaks."""
    names = [
        (await services.engines.llm.choose(learner_id)).model.name,
        services.engines.ears.name if services.settings.stt == "whisper" else services.settings.stt_model,
        *(
            v.id
            for v in services.engines.catalogue.voices
            if services.engines.catalogue.installed(v, services.settings)
        ),
    ]
    listed = [{"id": name, "object": "model", "created": 0, "owned_by": "tutor"} for name in names]
    return {"object": "list", "data": listed}


@router.get("/audio/voices")
async def voices(services: ServicesDep) -> dict[str, list[str]]:
    """The voices that can speak at once, as other programs ask for them; OpenAI itself has no such list."""
    return {"voices": [voice.id for voice in await services.engines.voices.choices() if voice.installed]}


@router.post("/audio/transcriptions", response_class=Response, dependencies=[rated("uploads")])
async def transcriptions(
    file: UploadFile,
    services: ServicesDep,
    learner_id: LearnerId,
    response_format: Annotated[Literal["json", "text", "verbose_json", "srt", "vtt"], Form()] = "json",
) -> Response:
    """The words of a recording, in the language the tutor is for. The recording is not kept."""
    heard = await services.engines.ears.hear(await decoded(file, services, learner_id), learner_id)
    if response_format == "text":
        return PlainTextResponse(heard.text + "\n")
    if response_format in ("srt", "vtt"):
        told_as = subtitles(segments(heard.words), response_format)
        return PlainTextResponse(told_as, media_type=SUBTITLES[response_format])
    if response_format == "json":
        return JSONResponse({"text": heard.text})
    words = [{"word": w.text, "start": w.start, "end": w.end, "probability": w.probability} for w in heard.words]
    told = {"task": "transcribe", "language": heard.language, "duration": heard.duration_s, "text": heard.text}
    return JSONResponse(told | {"words": words, "segments": segments(heard.words)})


def segments(words: Sequence[Word]) -> list[dict[str, Any]]:
    """Words as OpenAI's segments: one for each sentence, with the mean of how sure its words are."""
    told: list[dict[str, Any]] = []
    held: list[Word] = []
    for n, word in enumerate(words, 1):
        held.append(word)
        if n < len(words) and not word.text.rstrip("\"»”’')").endswith((".", "!", "?", "…")):
            continue
        likely = [math.log(max(one.probability, 1e-6)) for one in held]
        told.append(
            {
                "id": len(told),
                "seek": 0,
                "start": held[0].start,
                "end": held[-1].end,
                "text": " " + " ".join(one.text.strip() for one in held),
                "tokens": [],
                "temperature": 0.0,
                "avg_logprob": sum(likely) / len(likely),
                "compression_ratio": 1.0,
                "no_speech_prob": 0.0,
            }
        )
        held = []
    return told


@router.post("/audio/speech", response_class=Response, dependencies=[rated("speech")])
async def speech(body: SpeechBody, services: ServicesDep, learner_id: LearnerId) -> Response:
    """A text spoken, sent sentence by sentence."""
    if len(body.input) > services.settings.max_text_chars:
        raise TextTooLong(f"A text can have {services.settings.max_text_chars} characters.")
    if not speakable(body.input):
        raise EmptyText("There is nothing to say in that text.")
    voice_id, voice = await services.engines.voices.voice(body.voice)
    speed = min(max(body.speed, SLOWEST), FASTEST)
    said = say_once(
        voice, body.input, speed, services.engines.queues["tts"], learner_id, services.engines.voices.variety(voice_id)
    )
    sound = encoded(said, body.response_format, voice.sample_rate)
    return StreamingResponse(sound, media_type=media_type(body.response_format), headers={"Cache-Control": "no-store"})
