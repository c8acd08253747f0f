"""A model behind an Ollama server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, cast

import httpx
from ollama import AsyncClient, ChatResponse, ResponseError

from tutor.core.errors import EngineFailed, EngineUnavailable
from tutor.llm.base import ChatMessage, ChatRequest, Usage

# A large model may take minutes to load before its first token; a dead server refuses the connection at once.
TIMEOUT = httpx.Timeout(connect=3.0, read=180.0, write=30.0, pool=30.0)
# Shorter replies tell nothing of a model's speed, in tokens.
FEWEST = 4


class OllamaModel:
    """One model of an Ollama server."""

    engine = "ollama"
    shares_cpu = False
    continues_answers = False

    def __init__(
        self,
        client: AsyncClient,
        name: str,
        context_tokens: int,
        keep_alive: str,
        thinks: bool,
        measured: Callable[[float], object] = lambda tokens_per_s: None,
    ) -> None:
        self.name = name
        self._measured = measured
        self._client = client
        self._context_tokens = context_tokens
        self._keep_alive = keep_alive
        self._thinks = thinks

    async def load(self) -> None:
        with ollama_errors():
            # An empty chat loads the model and answers nothing.
            await self._client.chat(self.name, [], keep_alive=self._keep_alive, options=self._options())

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        sampling = {} if request.top_p is None else {"top_p": request.top_p}
        with ollama_errors():
            chunks = await self._client.chat(
                self.name,
                list(request.messages),
                stream=True,
                think=False if self._thinks else None,
                format=request.schema,
                keep_alive=self._keep_alive,
                options=self._options(num_predict=request.max_tokens, temperature=request.temperature, **sampling),
            )
            finished = False
            async with aclosing(cast(AsyncGenerator[ChatResponse, None], chunks)) as arriving:
                async for chunk in arriving:
                    if chunk.message.content:
                        yield chunk.message.content
                    if chunk.done:
                        finished = True
                        usage = _usage(chunk)
                        if usage.tokens_per_s and usage.completion_tokens >= FEWEST:
                            self._measured(usage.tokens_per_s)
                        yield usage
            if not finished:
                raise EngineFailed(detail="the stream ended without its closing line")

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        with ollama_errors():
            await self._client.chat(
                self.name, list(messages), keep_alive=self._keep_alive, options=self._options(num_predict=1)
            )

    async def unload(self) -> None:
        """Take it out of memory, once its replies are over."""
        with ollama_errors():
            await self._client.chat(self.name, [], keep_alive=0)

    async def close(self) -> None:
        """Nothing is open: the connections are the server's."""

    def _options(self, **more: Any) -> dict[str, Any]:
        # num_ctx on every call: without it Ollama falls back to its own default, reloads, and cuts the history.
        return {"num_ctx": self._context_tokens, **more}


def _usage(chunk: ChatResponse) -> Usage:
    seconds = (chunk.eval_duration or 0) / 1e9
    tokens = chunk.eval_count or 0
    return Usage(
        prompt_tokens=chunk.prompt_eval_count or 0,
        completion_tokens=tokens,
        cached_tokens=None,
        tokens_per_s=tokens / seconds if seconds else None,
    )


@contextmanager
def ollama_errors() -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise EngineUnavailable(
            "Ollama does not answer.", action="Start it with `ollama serve`, then retry."
        ) from error
    except (httpx.HTTPError, ResponseError, ValueError) as error:
        raise EngineFailed(detail=str(error)) from error
