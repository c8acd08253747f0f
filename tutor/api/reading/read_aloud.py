"""Texts read aloud, sentence by sentence, and the times of their words: in the tutor's voice, or in that which was heard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Path, Response
from sqlmodel import Session
from sse_starlette import EventSourceResponse, ServerSentEvent

from tutor.api.conversation.said import HeardWord, SpokenText
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.reading.documents import Position
from tutor.api.spoken import SOUND, Speed, say, sound
from tutor.api.sse import sse, sse_event
from tutor.core.errors import NotFound
from tutor.language.es.sentences import sentence_spans
from tutor.reading import library
from tutor.reading.recorded import Recorded, sentence_of
from tutor.runtime import Services
from tutor.store.tables import Document, Learner, Passage

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
    """A sentence of a passage, counted from 0: as it was said in the recording, else in the tutor's voice."""
    _, said = await _read(services, learner_id, document_id, position, number, speed)
    if isinstance(said, SpokenText):
        return await sound(said.made)
    wav = await anyio.to_thread.run_sync(said.wav, speed)
    return Response(wav, media_type="audio/wav", headers={"Cache-Control": "private, max-age=3600"})


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
    sentence, said = await _read(services, learner_id, document_id, position, number, speed)
    return await said.told() if isinstance(said, SpokenText) else sse(_events(sentence, said, speed))


async def _events(sentence: str, said: Recorded, speed: float) -> AsyncIterator[ServerSentEvent]:
    words = [HeardWord(sentence[word.start : word.end], *word) for word in said.words_at(speed)]
    yield sse_event({"words": [asdict(word) for word in words]}, "words", 1)
    yield sse_event({}, "done", 2)


async def _read(
    services: Services, learner_id: str, document_id: str, position: int, number: int, speed: float
) -> tuple[str, SpokenText | Recorded]:
    """A sentence, and it as it was recorded, or is being said. Raises NotFound, InvalidInput, EngineUnavailable,
    FilesUnreachable."""

    def read(session: Session) -> tuple[Document, Passage, Learner]:
        document = library.get_document(session, learner_id, document_id)
        return document, library.get_passage(session, document, position), session.get_one(Learner, learner_id)

    document, passage, learner = await services.store.read(read)
    spans = list(sentence_spans(passage.text))
    if number >= len(spans):
        raise NotFound("The passage has no such sentence.")
    start, end = spans[number]
    sentence = passage.text[start:end]
    if document.recording and passage.heard:
        recorded = await anyio.to_thread.run_sync(
            sentence_of, services.files, document.recording, passage.heard, start, end
        )
        if recorded:
            return sentence, recorded
    voice_id, _ = await services.engines.voices.voice(learner.voice, learner.accent)
    made = await say(services, learner, sentence, speed)
    return sentence, SpokenText(sentence, made, services.engines.voices.variety(voice_id))
