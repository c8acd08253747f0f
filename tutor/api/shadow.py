"""Shadowing: a sentence of the tutor's, said again by the learner, laid beside the tutor's own voice."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import anyio.to_thread
import numpy as np
from fastapi import APIRouter, Form, UploadFile
from numpy.typing import NDArray

from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.api.said import HeardWord, said
from tutor.api.schemas import ShadowOut
from tutor.api.spoken import FASTEST, SLOWEST, decoded
from tutor.errors import EngineUnavailable, InvalidInput, OtherWords
from tutor.speech.audio import SAMPLE_RATE, decode
from tutor.speech.prosody import Prosody, prosody
from tutor.speech.shadowing import shadowed
from tutor.speech.timing import WordTime

router = APIRouter(prefix="/api/messages", tags=["messages"])

# Below this mean probability of its words, something else was said. On clips of three voices the right words had 0.53 at
# least and other sentences 0.21 at most.
UNLIKELY = 0.3
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
    samples = await decoded(audio, services)
    file = spoken.made if isinstance(spoken.made, Path) else await spoken.made.finished()
    sentences = [words async for words in spoken.words()]
    words = sentences[sentence] if sentence < len(sentences) else []
    if not words:
        raise InvalidInput("There is no such sentence in that message.")
    placed = await services.place(samples, [word.text for word in words], learner_id)
    if placed is None:
        raise EngineUnavailable(
            "This recording cannot be compared.", action="Use the built-in recogniser and record one sentence."
        )
    if float(np.mean([word.probability for word in placed])) < UNLIKELY:
        raise OtherWords()
    take = [WordTime(word.text, word.start, word.end) for word in placed]
    model, own = await anyio.to_thread.run_sync(_both, file, words, samples, take)
    return ShadowOut.model_validate(asdict(shadowed(model, own)))


def _both(
    file: Path, words: list[HeardWord], samples: NDArray[np.float32], take: list[WordTime]
) -> tuple[Prosody, Prosody]:
    from_s = max(words[0].from_s - AROUND_S, 0.0)
    model = decode(file, LONGEST_SPEECH_S)[
        round(from_s * SAMPLE_RATE) : round((words[-1].to_s + AROUND_S) * SAMPLE_RATE)
    ]
    times = [WordTime(word.text, word.from_s - from_s, word.to_s - from_s) for word in words]
    return prosody(model, times), prosody(samples, take)
