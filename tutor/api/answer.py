"""One answer of the language model as a stream of events. It is not kept, and who goes away stops it."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import asdict, replace
from typing import Any

from sse_starlette import ServerSentEvent

from tutor.api.sse import sse_event
from tutor.conversation.gates import whole_part
from tutor.conversation.idle.background import Background
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.llm.base import ChatModel, ChatRequest, Instead, Usage
from tutor.llm.generate import Asking
from tutor.llm.offer import Choice
from tutor.llm.route import Task
from tutor.runtime import Services

ANSWER_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `start`, `queue` while others are ahead, `notice`, `token`, then `done` or `error`.",
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
                await _ask(services, Asking(learner_id, task, text, level), request, tell)
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


async def _ask(services: Services, asking: Asking, request: ChatRequest, tell: Tell) -> None:
    def place(position: int, wait_s: float | None) -> None:
        tell("queue", {"engine": "llm", "position": position, "wait_s": wait_s})

    def switched(choice: Choice) -> None:
        tell("notice", {"code": "model_switched", "message": f"{choice.model.name} answers now."})

    def loading(model: ChatModel, seconds: float) -> None:
        message = f"{model.name} is being loaded into memory: {seconds:.0f} seconds so far."
        tell("notice", {"code": "model_loading", "message": message})

    choice = await services.engines.llm.generate.choice(asking)
    tell("start", {"model": choice.model.name, "engine": choice.model.engine, "why": choice.why})
    whole, usage, first_token_ms, asked = "", None, 0.0, time.perf_counter()
    asking = replace(asking, queue=place, switched=switched, loading=loading)
    async with aclosing(services.engines.llm.generate.stream(asking, request, choice)) as parts:
        async for part in parts:
            if isinstance(part, Usage):
                usage = part
                continue
            first_token_ms = first_token_ms or (time.perf_counter() - asked) * 1000
            whole = part if isinstance(part, Instead) else whole + part
            tell("token", {"text": part})
    if usage and usage.cut:
        whole = whole_part(whole)
    told = asdict(usage) | {"first_token_ms": round(first_token_ms, 1)} if usage else None
    tell("done", {"text": whole.strip(), "usage": told})
