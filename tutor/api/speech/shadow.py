"""Shadowing: a sentence of the tutor's, said again by the learner, laid beside the tutor's own voice."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import anyio.to_thread
import numpy as np
from fastapi import APIRouter, Form, UploadFile
from numpy.typing import NDArray

from tutor.api.conversation.said import said
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.speech.schemas import ShadowOut
from tutor.api.spoken import FASTEST, SLOWEST, decoded
from tutor.core.errors import EngineUnavailable, InvalidInput, OtherWords
from tutor.speech.analysis.prosody import prosody
from tutor.speech.analysis.shadowing import shadowed
from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.formats import SAMPLE_RATE, decode
from tutor.speech.stt.transcribe import Word

router = APIRouter(prefix="/api/messages", tags=["messages"])

# Below this mean probability of its words, something else was said. On 20 clips of three voices the right words had 0.38
# at least and those of another sentence 0.17 at most.
UNLIKELY = 0.25
# Sound kept before and after the model's sentence: Praat and Silero want to see a little of what is around it.
AROUND_S = 0.2
LONGEST_SPEECH_S = 3600


@router.post("/{message_id}/shadow", dependencies=[rated("uploads")])
async def shadow(
    message_id: str,
    audio: UploadFile,
    sentence: Annotated[int, Form(ge=0)],
    services: ServicesDep,
    learner_id: LearnerId,
    speed: Annotated[float, Form(ge=SLOWEST, le=FASTEST)] = 1.0,
) -> ShadowOut:
    """Compare a recording with a sentence of a message, counted from 0 as in its `speech/words`, at the same `speed`: melody,
    rhythm, pauses and pace of both, and what differs. The recording is not kept."""
    spoken = await said(services, learner_id, message_id, speed, None)
    samples = await decoded(audio, services, learner_id)
    file = spoken.made if isinstance(spoken.made, Path) else await spoken.made.finished()
    sentences = [words async for words in spoken.words()]
    words = sentences[sentence] if sentence < len(sentences) else []
    if not words:
        raise InvalidInput("There is no such sentence in that message.")
    said_words = [word.text for word in words]
    from_s, to_s = max(words[0].from_s - AROUND_S, 0.0), words[-1].to_s + AROUND_S
    model = (await anyio.to_thread.run_sync(decode, file, LONGEST_SPEECH_S))[_sample(from_s) : _sample(to_s)]
    # Both are laid out by the same ear, so that what it hears too early it hears too early in both.
    theirs = await services.engines.ears.place(model, said_words, learner_id)
    own = await services.engines.ears.place(samples, said_words, learner_id)
    if theirs is None or own is None:
        raise EngineUnavailable(
            "This recording cannot be compared.", action="Use the built-in recogniser and record one sentence."
        )
    if float(np.mean([word.probability for word in own])) < UNLIKELY:
        raise OtherWords()
    return await anyio.to_thread.run_sync(_compared, model, theirs, samples, own)


def _compared(
    model: NDArray[np.float32], theirs: list[Word], samples: NDArray[np.float32], own: list[Word]
) -> ShadowOut:
    both = shadowed(prosody(model, _times(theirs)), prosody(samples, _times(own)))
    return ShadowOut.model_validate(asdict(both))


def _times(words: list[Word]) -> list[WordTime]:
    return [WordTime(word.text, word.start, word.end) for word in words]


def _sample(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)
