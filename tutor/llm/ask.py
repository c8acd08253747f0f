"""One question to a model, answered as JSON text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tutor.llm.base import ChatModel, ChatRequest, complete

Ask = Callable[[str, str, dict[str, Any]], Awaitable[str]]

ANSWER_TOKENS = 240


def asker(model: ChatModel) -> Ask:
    """`ask(system, user, schema)` on this model, deterministic."""

    async def ask(system: str, user: str, schema: dict[str, Any]) -> str:
        request = ChatRequest(
            [{"role": "system", "content": system}, {"role": "user", "content": user}], ANSWER_TOKENS, schema=schema
        )
        return await complete(model, request)

    return ask
