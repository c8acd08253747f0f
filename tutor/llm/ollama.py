"""Models behind an Ollama server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, cast

import httpx
import psutil
from ollama import AsyncClient, ChatResponse, ResponseError

from tutor.errors import EngineFailed, EngineUnavailable
from tutor.llm.base import ChatMessage, ChatRequest, Usage

# A large model may take minutes to load before its first token; a dead server refuses the connection at once.
TIMEOUT = httpx.Timeout(connect=3.0, read=180.0, write=30.0, pool=30.0)
# A model larger than this share of memory would swap.
MEMORY_SHARE = 0.7


class OllamaModel:
    """One model of an Ollama server."""

    engine = "ollama"

    def __init__(self, client: AsyncClient, name: str, context_tokens: int, keep_alive: str, thinks: bool) -> None:
        self.name = name
        self._client = client
        self._context_tokens = context_tokens
        self._keep_alive = keep_alive
        self._thinks = thinks

    async def load(self) -> None:
        with _errors():
            # An empty chat loads the model and answers nothing.
            await self._client.chat(self.name, [], keep_alive=self._keep_alive, options=self._options())

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        with _errors():
            chunks = await self._client.chat(
                self.name,
                list(request.messages),
                stream=True,
                think=False if self._thinks else None,
                format=request.schema,
                keep_alive=self._keep_alive,
                options=self._options(num_predict=request.max_tokens, temperature=request.temperature),
            )
            finished = False
            async with aclosing(cast(AsyncGenerator[ChatResponse, None], chunks)) as arriving:
                async for chunk in arriving:
                    if chunk.message.content:
                        yield chunk.message.content
                    if chunk.done:
                        finished = True
                        yield _usage(chunk)
            if not finished:
                raise EngineFailed(detail="the stream ended without its closing line")

    async def prime(self, messages: Sequence[ChatMessage]) -> None:
        with _errors():
            await self._client.chat(
                self.name, list(messages), keep_alive=self._keep_alive, options=self._options(num_predict=1)
            )

    async def close(self) -> None:
        await self._client._client.aclose()

    def _options(self, **more: Any) -> dict[str, Any]:
        # num_ctx on every call: without it Ollama falls back to its own default, reloads, and cuts the history.
        return {"num_ctx": self._context_tokens, **more}


async def find(url: str, wanted: str, context_tokens: int, keep_alive: str) -> OllamaModel | None:
    """The model to use on the Ollama server at `url`: the wanted one, else the largest chat model that fits memory.

    None when nothing answers there or it has no chat model.
    """
    client = AsyncClient(host=url, timeout=TIMEOUT, trust_env=False)
    try:
        installed = {model.model: int(model.size or 0) for model in (await client.list()).models if model.model}
        names = [wanted] if wanted in installed else _best_first(installed) if not wanted else []
        for name in names:
            capabilities = (await client.show(name)).capabilities or ["completion"]
            if "completion" in capabilities:
                return OllamaModel(client, name, context_tokens, keep_alive, "thinking" in capabilities)
    except (httpx.HTTPError, ResponseError, ConnectionError, ValueError):
        pass  # not there, or not an Ollama: `tutor doctor` tells
    await client._client.aclose()
    return None


def _best_first(installed: dict[str, int]) -> list[str]:
    room = psutil.virtual_memory().total * MEMORY_SHARE
    fitting = sorted((name for name, size in installed.items() if size <= room), key=lambda n: -installed[n])
    return fitting + sorted((name for name, size in installed.items() if size > room), key=lambda n: installed[n])


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
def _errors() -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise EngineUnavailable(
            "Ollama does not answer.", action="Start it with `ollama serve`, then retry."
        ) from error
    except (httpx.HTTPError, ResponseError, ValueError) as error:
        raise EngineFailed(detail=str(error)) from error
