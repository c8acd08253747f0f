"""What belongs to one message: its sound, the learner's own recording, its translation."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse
from sqlmodel import Session

from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.schemas import Translation
from tutor.api.spoken import Speed, sound
from tutor.conversation import get_conversation, get_message
from tutor.errors import InvalidInput, NotFound
from tutor.levels import Level, profile
from tutor.llm.base import ChatRequest, complete
from tutor.prompts import translation_messages
from tutor.services import Services
from tutor.speech.spoken import speakable
from tutor.store.tables import Learner, Message

router = APIRouter(prefix="/api/messages", tags=["messages"])

_SOUND: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {}}, "description": "16-bit mono PCM, sent sentence by sentence."}
}


@router.get("/{message_id}/speech", responses=_SOUND, response_class=Response, dependencies=[rated("speech")])
async def speech(
    message_id: str,
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Speed = 1.0,
    voice: str | None = None,
) -> Response:
    """The tutor's voice; `speed` multiplies the speed of the learner's level. What the learner said is said as it is
    right."""
    message, learner, level = await services.store.read(lambda session: _message(session, learner_id, message_id))
    text = message.text if message.role == "tutor" else message.corrected_text or message.text
    if not speakable(text):
        raise InvalidInput("There is nothing to say in that message.")
    if voice is not None and voice not in [known.id for known in await services.voices()]:
        raise NotFound("There is no such voice.")
    voice_id, speaker = await services.voice(voice or learner.voice)
    rate = speed * (learner.speech_speed or profile(level).speech_speed)
    # A correction that is withdrawn changes what is right.
    name = message.id if message.role == "tutor" else f"{message.id}.{crc32(text.encode()):08x}"
    made = services.speech.prepare(name, text, voice_id, speaker, rate, learner_id)
    return await sound(made)


@router.get("/{message_id}/recording", response_class=Response)
async def recording(message_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """The learner's own recording."""
    message, _, _ = await services.store.read(lambda session: _message(session, learner_id, message_id))
    path = services.settings.recordings_folder / (message.recording or "-")
    if not message.recording or not path.is_file():
        raise NotFound("There is no recording of that message.")
    kinds = {".webm": "audio/webm", ".ogg": "audio/ogg", ".mp4": "audio/mp4", ".wav": "audio/wav"}
    return FileResponse(path, media_type=kinds[path.suffix], headers={"Cache-Control": "private, max-age=3600"})


@router.post("/{message_id}/translation", dependencies=[rated("turns")])
async def translate(
    message_id: str, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> Translation:
    """A message in the learner's first language, by the language model; kept, so it is asked once."""
    message, learner, _ = await services.store.read(lambda session: _message(session, learner_id, message_id))
    if not message.text.strip():
        raise InvalidInput("There is nothing to translate in that message.")
    if message.translation is None:
        message.translation = await _translated(services, background, message.text, learner)
        text = message.translation

        def keep(session: Session) -> None:
            get_message(session, learner_id, message_id).translation = text

        await services.store.run(keep)
    return Translation(text=message.translation, language=learner.first_language)


async def _translated(services: Services, background: BackgroundDep, text: str, learner: Learner) -> str:
    with background.paused():
        model = (await services.choose(learner.id, "level")).model
        request = ChatRequest(translation_messages(text, learner.first_language), max_tokens=len(text) // 2 + 64)
        async with services.queues["llm"].slot(learner.id):
            return (await complete(model, request)).strip()


def _message(session: Session, learner_id: str, message_id: str) -> tuple[Message, Learner, Level]:
    message = get_message(session, learner_id, message_id)
    conversation = get_conversation(session, learner_id, message.conversation_id)
    return message, session.get_one(Learner, learner_id), Level(conversation.level)
