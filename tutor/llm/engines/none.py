"""No language model at all: the scenes' own lines answer, and what needs a model says so."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from tutor.core.errors import NoModelHere
from tutor.llm.base import ChatMessage, ChatRequest, Usage


class NoModel:
    """Answers nothing. A scene is played by its written lines (`TUTOR_LLM=none`)."""

    engine = "none"
    name = "none"
    shares_cpu = False
    continues_answers = False

    async def load(self) -> None:
        return

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        raise NoModelHere()
        yield ""  # a generator, as the others are

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        return

    async def close(self) -> None:
        return
