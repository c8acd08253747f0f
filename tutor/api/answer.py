"""One answer of the language model as a stream of events. It is not kept, and who goes away stops it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import asdict
from typing import Any

from sse_starlette import ServerSentEvent

from tutor.api.sse import sse_event
from tutor.conversation.idle.background import Background
from tutor.core.errors import EngineFailed, TutorError
from tutor.core.levels import Level
from tutor.llm.base import ChatRequest, Usage
from tutor.llm.offer import Choice
from tutor.llm.route import Task
from tutor.runtime import Services

ANSWER_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `start`, `queue` while others are ahead, `token`, then `done` or `error`.",
        "content": {"text/event-stream": {"schema": {}}},
    }
}


Tell = Callable[[str, dict[str, Any]], None]


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
    events: asyncio.Queue[ServerSentEvent | None] = asyncio.Queue()
    numbers = itertools.count(1)

    def tell(name: str, data: dict[str, Any]) -> None:
        events.put_nowait(sse_event(data, name, next(numbers)))

    async def work() -> None:
        try:
            with background.paused():
                choice = await services.choose(learner_id, task, text, level)
                await _ask(services, learner_id, choice, request, tell)
        except TutorError as error:
            tell("error", error.as_dict())
        finally:
            events.put_nowait(None)

    working = asyncio.create_task(work())
    try:
        while event := await events.get():
            yield event
        await working
    finally:
        working.cancel()


async def _ask(services: Services, learner_id: str, choice: Choice, request: ChatRequest, tell: Tell) -> None:
    def place(position: int, wait_s: float | None) -> None:
        tell("queue", {"engine": "llm", "position": position, "wait_s": wait_s})

    model, whole, usage, first_token_ms = choice.model, "", None, 0.0
    tell("start", {"model": model.name, "engine": model.engine, "why": choice.why})
    async with services.queues["llm"].slot(learner_id, place), aclosing(model.stream(request)) as parts:
        asked = time.perf_counter()
        async for part in parts:
            if isinstance(part, Usage):
                usage = asdict(part) | {"first_token_ms": round(first_token_ms, 1)}
                continue
            first_token_ms = first_token_ms or (time.perf_counter() - asked) * 1000
            whole += part
            tell("token", {"text": part})
    if not whole.strip():
        raise EngineFailed("The language model gave no answer.")
    tell("done", {"text": whole.strip(), "usage": usage})
