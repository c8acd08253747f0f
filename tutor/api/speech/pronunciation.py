"""How a text was pronounced in a recording, word by word, from the sound."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Form, UploadFile

from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.speech.schemas import PronunciationOut
from tutor.api.spoken import decoded
from tutor.core.errors import EngineUnavailable, InvalidInput, TextTooLong
from tutor.learners.sounds import note_sounds
from tutor.speech.analysis.pronunciation import judged
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["pronunciation"])

LONGEST_TEXT = 500


@router.post("/pronunciation", dependencies=[rated("uploads")])
async def pronunciation(
    audio: UploadFile, text: Annotated[str, Form()], services: ServicesDep, learner_id: LearnerId
) -> PronunciationOut:
    """Which sounds of `text` were missed in `audio`, with advice in the language of the page. The recording is not kept."""
    text = " ".join(text.split())
    if len(text) > LONGEST_TEXT:
        raise TextTooLong()
    if not any(c.isalpha() for c in text):
        raise InvalidInput("There is nothing to compare the recording with.", action="Send the words as `text`.")
    samples = await decoded(audio, services, learner_id)
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    heard = await services.engines.ears.sounds(samples, learner_id)
    if heard is None:
        raise EngineUnavailable("This recording cannot be examined.", action="Record a shorter sentence.")
    words = await anyio.to_thread.run_sync(judged, heard, text, learner.explained_in)
    await services.store.run(lambda session: note_sounds(session, learner_id, words))
    return PronunciationOut.model_validate({"words": [asdict(word) for word in words]})
