"""A model that says what a test tells it to."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from tutor.llm.base import ChatMessage, ChatRequest, Scored, Usage

SURE, DOUBTFUL = -0.01, -2.5


class Saying:
    """A model that gives one answer, each character as likely as told."""

    name = "test"

    def __init__(self, answer: str, logprob: float = SURE, engine: str = "ollama") -> None:
        self.answer, self.logprob, self.engine = answer, logprob, engine
        self.shares_cpu = self.continues_answers = engine == "embedded"
        self.asked: list[ChatRequest] = []

    async def load(self) -> None: ...

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        self.asked.append(request)
        for character in self.answer:
            yield Scored(character, self.logprob)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    async def close(self) -> None: ...
