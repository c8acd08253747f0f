"""Texts read aloud, sentence by sentence, and the times of their words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlmodel import Session
from sse_starlette import EventSourceResponse

from tutor.api.conversation.said import SpokenText
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.reading.documents import Position
from tutor.api.spoken import SOUND, Speed, say, sound
from tutor.core.errors import NotFound
from tutor.language.es.sentences import sentence_spans
from tutor.reading import library
from tutor.runtime import Services
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/documents/{document_id}/passages/{position}/sentences/{number}", tags=["documents"])

Number = Annotated[int, Path(ge=0, le=10_000)]


@router.get("/speech", responses=SOUND, response_class=Response, dependencies=[rated("speech")])
async def sentence_speech(
    document_id: str,
    position: Position,
    number: Number,
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Speed = 1.0,
) -> Response:
    """A sentence of a passage, counted from 0, in the tutor's voice."""
    return await sound((await _read(services, learner_id, document_id, position, number, speed)).made)


@router.get("/speech/words", response_class=EventSourceResponse, dependencies=[rated("speech")])
async def sentence_words(
    document_id: str,
    position: Position,
    number: Number,
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Speed = 1.0,
) -> Response:
    """When each word of that is said, and where it stands in the sentence."""
    return await (await _read(services, learner_id, document_id, position, number, speed)).told()


async def _read(
    services: Services, learner_id: str, document_id: str, position: int, number: int, speed: float
) -> SpokenText:
    """Begin to say a sentence. Raises NotFound, InvalidInput, EngineUnavailable."""

    def read(session: Session) -> tuple[str, Learner]:
        document = library.get_document(session, learner_id, document_id)
        return library.get_passage(session, document, position).text, session.get_one(Learner, learner_id)

    text, learner = await services.store.read(read)
    spans = list(sentence_spans(text))
    if number >= len(spans):
        raise NotFound("The passage has no such sentence.")
    start, end = spans[number]
    sentence = text[start:end]
    voice_id, _ = await services.engines.voices.voice(learner.voice, learner.accent)
    return SpokenText(
        sentence, await say(services, learner, sentence, speed), services.engines.voices.variety(voice_id)
    )
