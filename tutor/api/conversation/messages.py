"""What belongs to one message: its sound, the learner's own recording, its translation."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Response
from sqlmodel import Session
from sse_starlette import EventSourceResponse

from tutor.api.conversation.said import said
from tutor.api.conversation.schemas import Translation
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.kept_sound import kept_sound
from tutor.api.spoken import Speed, sound
from tutor.conversation.prompt.builder import translation_messages
from tutor.core.errors import InvalidInput, NotFound
from tutor.llm.base import ChatRequest, complete
from tutor.runtime import Services
from tutor.store.owned import get_message
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/messages", tags=["messages"])

_TIMES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": (
            "An event `words` for each sentence, with a list of {text, start, end, from_s, to_s}: a word as it is said, where "
            "it stands in the text, in code points, and when it is heard, in seconds; then `done`."
        ),
        "content": {"text/event-stream": {"schema": {}}},
    }
}
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
    return await sound((await said(services, learner_id, message_id, speed, voice)).made)


@router.get(
    "/{message_id}/speech/words",
    responses=_TIMES,
    response_class=EventSourceResponse,
    dependencies=[rated("speech")],
)
async def speech_words(
    message_id: str,
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Speed = 1.0,
    voice: str | None = None,
) -> Response:
    """When each word of that speech is said: an event for each sentence as soon as it is spoken."""
    return await (await said(services, learner_id, message_id, speed, voice)).told()


@router.get("/{message_id}/recording", response_class=Response)
async def recording(
    message_id: str, services: ServicesDep, learner_id: LearnerId, range: Annotated[str | None, Header()] = None
) -> Response:
    """The learner's own recording, or the part of it that `Range` asks for."""
    message = await services.store.read(lambda session: get_message(session, learner_id, message_id))
    headers = {"Cache-Control": "private, max-age=3600"}
    missing = NotFound("There is no recording of that message.")
    return await kept_sound(services.files, message.recording, range, headers, missing)


@router.post("/{message_id}/translation", dependencies=[rated("turns")])
async def translate(
    message_id: str, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> Translation:
    """A message in the learner's first language, by the language model; kept, so it is asked once."""
    message, learner = await services.store.read(
        lambda session: (get_message(session, learner_id, message_id), session.get_one(Learner, learner_id))
    )
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
        model = await services.engines.llm.ask(learner.id, "level")
        request = ChatRequest(translation_messages(text, learner.first_language), max_tokens=len(text) // 2 + 64)
        return (await complete(model, request)).strip()
