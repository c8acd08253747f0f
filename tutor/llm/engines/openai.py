"""Any server that speaks OpenAI's chat API: llama.cpp's, vLLM, LM Studio, OpenAI itself."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, cast

import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

from tutor.core.errors import TutorError
from tutor.llm.base import ChatMessage, ChatRequest, Usage
from tutor.llm.engines.remote import OPENAI, Clock, Http, Service, bounded

# OpenAI's own newer models refuse the older name of the limit, which the others know.
OPENAI_HOST = "api.openai.com"


class OpenAIModel:
    """One model of a server. Without a name, the first that the server lists."""

    engine = "openai"
    shares_cpu = False
    continues_answers = False

    def __init__(self, url: str, name: str, key: str, silent_s: float) -> None:
        self.name = name
        self._silent_s = silent_s
        self._free = not key
        self._limit = "max_completion_tokens" if OPENAI_HOST in url else "max_tokens"
        self._client = openai_client(url, key, silent_s)

    async def load(self) -> None:
        if not self.name:
            with openai_errors(OPENAI):
                listed = (await self._client.models.list()).data
                if not listed:
                    raise OPENAI.missing_model()
                self.name = listed[0].id

    async def check(self) -> None:
        with openai_errors(OPENAI):
            listed = [model.id for model in (await self._client.models.list()).data]
            if not listed:
                raise OPENAI.missing_model()
            if self.name and self.name not in listed:
                raise OPENAI.unknown_model(self.name, listed)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        await self.load()
        async with aclosing(bounded(self._parts(request), OPENAI, request.max_tokens, self._silent_s)) as parts:
            async for part in parts:
                yield part

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        clock, ended = Clock(), ""
        with openai_errors(OPENAI):
            chunks = await self._client.chat.completions.create(
                model=self.name,
                messages=cast(list[ChatCompletionMessageParam], list(request.messages)),
                temperature=request.temperature,
                top_p=openai.omit if request.top_p is None else request.top_p,
                stream=True,
                stream_options={"include_usage": True},
                extra_body={self._limit: request.max_tokens} | _answer_format(request.schema),
            )
            async with chunks:
                async for chunk in chunks:
                    for choice in chunk.choices or []:
                        if choice.delta.content:
                            clock.token()
                            yield choice.delta.content
                        ended = choice.finish_reason or ended
                    if chunk.usage:
                        yield _usage(chunk, clock)
            if ended == "content_filter":
                raise OPENAI.refusal(ended)
            if not ended:
                raise OPENAI.unclear("the stream ended without a reason")

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        # Who asks for a key asks for money; a server of one's own has a prefix cache to fill.
        if self._free:
            async with aclosing(self.stream(ChatRequest(messages, max_tokens=1))) as parts:
                async for _ in parts:
                    pass

    async def close(self) -> None:
        await self._client.close()


def openai_client(url: str, key: str, silent_s: float) -> openai.AsyncOpenAI:
    """A client without hidden retries: the learner sees what is wrong at once, and has a button."""
    return openai.AsyncOpenAI(base_url=url, api_key=key or "none", http_client=Http(silent_s), max_retries=0)


def _answer_format(schema: dict[str, Any] | None) -> dict[str, Any]:
    if schema is None:
        return {}
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}}


def _usage(chunk: ChatCompletionChunk, clock: Clock) -> Usage:
    assert chunk.usage is not None
    timings = (chunk.model_extra or {}).get("timings") or {}  # of llama.cpp
    details = chunk.usage.prompt_tokens_details
    return Usage(
        prompt_tokens=chunk.usage.prompt_tokens,
        completion_tokens=chunk.usage.completion_tokens,
        cached_tokens=timings.get("cache_n", details.cached_tokens if details else None),
        tokens_per_s=timings.get("predicted_per_second") or clock.tokens_per_s(chunk.usage.completion_tokens),
    )


@contextmanager
def openai_errors(service: Service) -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except TutorError:
        raise
    except openai.APIStatusError as error:
        raise service.failure(error.status_code, str(error)) from error
    except openai.APITimeoutError as error:
        raise service.silent(error) from error
    except openai.APIConnectionError as error:
        raise service.unreachable(error) from error
    except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
        # An error told inside the stream, or what is no JSON, no UTF-8, or not of the shape it should have.
        raise service.unclear(str(error)) from error
