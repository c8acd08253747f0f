"""One answer of the language model as a stream of events. It is not kept, and who goes away stops it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from sse_starlette import ServerSentEvent

from tutor.api.sse import sse_event
from tutor.background import Background
from tutor.errors import EngineFailed, TutorError
from tutor.levels import Level
from tutor.llm.base import ChatRequest, Usage
from tutor.llm.route import Task
from tutor.services import Services

ANSWER_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `start`, `token`, then `done` or `error`.",
        "content": {"text/event-stream": {"schema": {}}},
    }
}


async def answer(
    services: Services,
    background: Background,
    learner_id: str,
    request: ChatRequest,
    task: Task,
    text: str = "",
    level: Level | None = None,
) -> AsyncIterator[ServerSentEvent]:
    """Asks the model for a task, in the learner's turn; `done` has the whole text and what it cost."""
    seq, whole, usage, first_token_ms = 0, "", None, 0.0

    def event(name: str, data: dict[str, Any]) -> ServerSentEvent:
        nonlocal seq
        seq += 1
        return sse_event(data, name, seq)

    try:
        with background.paused():
            choice = await services.choose(learner_id, task, text, level)
            model = choice.model
            yield event("start", {"model": model.name, "engine": model.engine, "why": choice.why})
            async with services.queues["llm"].slot(learner_id), aclosing(model.stream(request)) as parts:
                asked = time.perf_counter()
                async for part in parts:
                    if isinstance(part, Usage):
                        usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
                        continue
                    first_token_ms = first_token_ms or (time.perf_counter() - asked) * 1000
                    whole += part
                    yield event("token", {"text": part})
        if not whole.strip():
            raise EngineFailed("The language model gave no answer.")
        yield event("done", {"text": whole.strip(), "usage": usage})
    except TutorError as error:
        yield event("error", error.as_dict())
