"""A language model engine that says again what it was told: what a new engine brings."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

from tutor.core.settings import Settings
from tutor.llm.base import ChatMessage, ChatRequest, RemoteModel, Usage
from tutor.llm.engines.registry import ServerEngine


class ParrotModel:
    """Closing the iterator of `stream` has to stop the engine too; here there is nothing to stop."""

    engine = "parrot"
    name = "grey-parrot"
    shares_cpu = False  # it does not compute on this machine's cores
    continues_answers = False  # it cannot go on with an answer that the prompt has begun

    async def load(self) -> None:
        return

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        for word in request.messages[-1]["content"].split():
            yield word + " "
        yield Usage(prompt_tokens=0, completion_tokens=0, cached_tokens=None, tokens_per_s=None)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        return

    async def check(self) -> None:
        return

    async def close(self) -> None:
        return


def _parrot(s: Settings) -> RemoteModel:
    return ParrotModel()


PARROT = ServerEngine("parrot in a cage", lambda s: "http://127.0.0.1:9", _parrot)
