"""From the end of speech to the first token with the embedded model, against what cannot be done before: the last words and
the evaluation of the learner's words alone."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence
from contextlib import aclosing

from tests.bench.common import Row, Run, begin_written
from tests.bench.spoken import SENTENCES, SILENCE_S, Microphone, clips, spoken_turn
from tests.conftest import REAL
from tutor.core.downloads import load_catalogue
from tutor.llm.base import ChatMessage, ChatRequest
from tutor.llm.engines.embedded import EmbeddedModel

TURNS = 10
# Between two turns somebody thinks, and the background is done with the one before.
THINKING_S = 4.0
# About as many tokens of prompt come before the learner's words in a conversation: 440.
BEFORE: list[ChatMessage] = [
    {"role": "system", "content": " ".join([*SENTENCES, *SENTENCES])},
    {"role": "assistant", "content": "¡Hola! ¿De qué quieres hablar hoy?"},
]


def after_speech(run: Run) -> list[Row]:
    """Hands-free turns; the silence that ends them is not counted."""
    waited, last_words, said = [], [], []
    with run.embedded_tutor() as server:
        conversation = begin_written(server.client)
        microphone = Microphone(server, conversation)
        for clip in clips(run.times(TURNS, 2)):
            turn = spoken_turn(server, conversation, microphone, clip.sound)
            assert turn
            words = max(0.0, turn.at["final words"] - turn.ended - SILENCE_S)
            waited.append(words + turn.pace.first_token)
            last_words.append(words)
            said.append(clip.text)
            time.sleep(0.5 if run.quick else THINKING_S)
        microphone.close()
    floor = [words + alone for words, alone in zip(last_words, asyncio.run(evaluated(said, run)), strict=True)]
    ratio = statistics.median(w / f for w, f in zip(waited, floor, strict=True))
    least = statistics.median(floor)
    return [Row("silence → first token, of last words and prefill", ratio, "x", least, 1.15, 0.05)]


async def evaluated(said: Sequence[str], run: Run) -> list[float]:
    """How long the engine alone takes to the first token after each of these, when all before is evaluated already."""
    settings = REAL.model_copy(update=run.embedded)
    name = load_catalogue().chat_model(settings)
    file = next(load_catalogue().ensure(name, settings).glob("*.gguf"))
    model = EmbeddedModel(name, file, settings.context_tokens)
    seconds = []
    for text in said:
        await model.prime(BEFORE)
        began = time.perf_counter()
        request = ChatRequest([*BEFORE, {"role": "user", "content": text}], max_tokens=1)
        async with aclosing(model.stream(request)) as parts:
            async for _ in parts:
                seconds.append(time.perf_counter() - began)
                break
    await model.close()
    return seconds
