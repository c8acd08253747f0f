"""A model behind an Ollama server."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, Literal, cast

import httpx
from ollama import AsyncClient, ChatResponse, ResponseError

from tutor.core.errors import EngineFailed, EngineUnavailable, RequestRefused
from tutor.llm.base import ChatMessage, ChatRequest, Scored, Thought, Usage
from tutor.llm.engines.reasons import reason
from tutor.llm.families import family_of

# A large model may take minutes to load before its first token; a dead server refuses the connection at once.
TIMEOUT = httpx.Timeout(connect=3.0, read=180.0, write=30.0, pool=30.0)
# Shorter replies tell nothing of a model's speed, in tokens.
FEWEST = 4

Think = bool | Literal["low", "medium", "high"] | None


class OllamaModel:
    """One model of an Ollama server. `thinks` tells that Ollama knows it to be able to."""

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
        family = family_of(name)
        self._think: Think = None
        if thinks:
            self._think = False if not family.think else True if family.think == "on" else cast(Think, family.think)

    async def load(self) -> None:
        with ollama_errors(self.name):
            # An empty chat loads the model and answers nothing.
            await self._client.chat(self.name, [], keep_alive=self._keep_alive, options=self._options())

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        with ollama_errors(self.name):
            finished = False
            async with aclosing(await self._chunks(request)) as arriving:
                async for chunk in arriving:
                    if chunk.message.thinking:
                        yield Thought(chunk.message.thinking)
                    if chunk.message.content:
                        yield _scored(chunk)
                    if chunk.done:
                        finished = True
                        usage = _usage(chunk)
                        if usage.tokens_per_s and usage.completion_tokens >= FEWEST:
                            self._measured(usage.tokens_per_s)
                        yield usage
            if not finished:
                raise EngineFailed(detail="the stream ended without its closing line")

    async def _chunks(self, request: ChatRequest) -> AsyncGenerator[ChatResponse, None]:
        sampling = {"top_p": request.top_p, "repeat_penalty": request.repeat_penalty, "min_p": request.min_p}
        chunks = await self._client.chat(
            self.name,
            list(request.messages),
            stream=True,
            think=self._think,
            format=request.schema,
            logprobs=True if request.logprobs else None,  # older servers send none, and mind nothing
            keep_alive=self._keep_alive,
            options=self._options(
                num_predict=request.max_tokens + request.thought_tokens,
                temperature=request.temperature,
                **{name: value for name, value in sampling.items() if value is not None},
            ),
        )
        return cast(AsyncGenerator[ChatResponse, None], chunks)

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        with ollama_errors(self.name):
            # With the same `think` as a reply: without, Ollama takes it for true, and that is another prompt.
            await self._client.chat(
                self.name,
                list(messages),
                think=self._think,
                keep_alive=self._keep_alive,
                options=self._options(num_predict=1),
            )

    async def unload(self) -> None:
        """Take it out of memory, once its replies are over."""
        with ollama_errors(self.name):
            await self._client.chat(self.name, [], keep_alive=0)

    async def close(self) -> None:
        """Nothing is open: the connections are the server's."""

    def _options(self, **more: Any) -> dict[str, Any]:
        # num_ctx on every call: without it Ollama falls back to its own default, reloads, and cuts the history.
        return {"num_ctx": self._context_tokens, **more}


def _scored(chunk: ChatResponse) -> str:
    text = chunk.message.content or ""
    told = [token.logprob for token in chunk.logprobs or []]
    return Scored(text, min(told)) if told else text


def _usage(chunk: ChatResponse) -> Usage:
    seconds = (chunk.eval_duration or 0) / 1e9
    tokens = chunk.eval_count or 0
    return Usage(
        prompt_tokens=chunk.prompt_eval_count or 0,
        completion_tokens=tokens,
        cached_tokens=None,
        tokens_per_s=tokens / seconds if seconds else None,
        cut=chunk.done_reason == "length",
    )


def away() -> EngineUnavailable:
    """What a learner reads where no Ollama answers."""
    return EngineUnavailable(
        "Ollama does not answer.", action="Start it on the tutor's computer with `ollama serve`, then try again."
    )


@contextmanager
def ollama_errors(model: str = "") -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, ConnectionError) as error:
        raise away() from error
    except ResponseError as error:
        if why := reason("Ollama", model, error.status_code, str(error.error), pull=True):
            raise why from error
        if error.status_code == 400:
            raise RequestRefused(detail=str(error)) from error
        raise EngineFailed(detail=str(error)) from error
    except (httpx.HTTPError, ValueError, TypeError, AttributeError) as error:
        raise EngineFailed(detail=str(error)) from error
