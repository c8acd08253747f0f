"""Any server that speaks OpenAI's chat API: llama.cpp's, vLLM, LM Studio, OpenAI itself."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import Any, cast

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
from openai.types.chat.chat_completion_chunk import Choice

from tutor.core.errors import TutorError
from tutor.llm.base import ChatMessage, ChatRequest, Scored, Thought, Usage
from tutor.llm.engines.ollama_list import in_the_cloud
from tutor.llm.engines.reasons import reason
from tutor.llm.engines.remote import OPENAI, Clock, Http, Service, bounded
from tutor.llm.engines.spread import Spread
from tutor.llm.families import chats, family_of, rank
from tutor.llm.offer import addresses

# OpenAI's own newer models refuse the older name of the limit, which the others know.
OPENAI_HOST = "api.openai.com"


class OpenAIModel:
    """One model of a server. Without a name, the fittest that the server lists."""

    engine = "openai"
    shares_cpu = False
    continues_answers = False

    def __init__(self, url: str, name: str, key: str, silent_s: float) -> None:
        self.name = name
        self._silent_s = silent_s
        self._free = not key
        self._scores = True  # as long as it does not mind being asked how likely its tokens are
        self._limit = "max_completion_tokens" if OPENAI_HOST in url else "max_tokens"
        self._client = openai_client(url, key, silent_s)

    async def load(self) -> None:
        if not self.name:
            with openai_errors(OPENAI):
                listed = (await self._client.models.list()).data
                self.name = _for_talking([model.id for model in listed])

    async def check(self) -> None:
        with openai_errors(OPENAI):
            listed = [model.id for model in (await self._client.models.list()).data]
            _for_talking(listed)
            if self.name and self.name not in listed:
                raise OPENAI.unknown_model(self.name, listed)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        await self.load()
        most = request.max_tokens + request.thought_tokens
        async with aclosing(bounded(self._parts(request), OPENAI, most, self._silent_s)) as parts:
            async for part in parts:
                yield part

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        clock, ended, usage = Clock(), "", None
        with openai_errors(OPENAI, self.name):
            chunks = await self._create(request)
            # A server may end a whole reply without a reason; that it ended is then told by the stream's last line.
            chunks.response.stream = tail = _Tail(chunks.response.stream)
            async with chunks:
                async for chunk in chunks:
                    for choice in chunk.choices or []:
                        if thought := _thought(choice.delta):
                            yield Thought(thought)
                        if choice.delta and _text(choice.delta):
                            clock.token()
                            yield _scored(choice)
                        ended = choice.finish_reason or ended
                    if chunk.usage:
                        usage = _usage(chunk, clock)
            if ended == "content_filter":
                raise OPENAI.refusal(ended)
            if not ended and not usage and not tail.done:
                raise OPENAI.unclear("the stream ended without a reason")
            if usage or ended == "length":
                yield replace(usage or Usage(0, 0, None, None), cut=ended == "length")

    async def _create(self, request: ChatRequest) -> openai.AsyncStream[ChatCompletionChunk]:
        try:
            return await self._ask(request, logprobs=request.logprobs and self._scores)
        except openai.BadRequestError as error:
            if not (request.logprobs and self._scores and "logprob" in str(error).lower()):
                raise
            self._scores = False  # it does not tell how likely its tokens are, and minds being asked
            return await self._ask(request, logprobs=False)

    async def _ask(self, request: ChatRequest, *, logprobs: bool) -> openai.AsyncStream[ChatCompletionChunk]:
        most = request.max_tokens + request.thought_tokens
        return await self._client.chat.completions.create(
            model=self.name,
            messages=cast(list[ChatCompletionMessageParam], list(request.messages)),
            temperature=request.temperature,
            top_p=openai.omit if request.top_p is None else request.top_p,
            logprobs=True if logprobs else openai.omit,
            stream=True,
            stream_options={"include_usage": True},
            extra_body={self._limit: most} | self._thinking() | _answer_format(request.schema),
        )

    def _thinking(self) -> dict[str, Any]:
        """Asks for as little thought as there can be, where the model's family is known to think."""
        family = family_of(self.name)
        if family.think not in ("", "on"):
            return {"reasoning_effort": family.think}
        if family.switch and self._limit == "max_tokens":  # what only servers of one's own know
            return {"chat_template_kwargs": {"enable_thinking": False}}
        return {}

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        # Who asks for a key asks for money; a server of one's own has a prefix cache to fill.
        if self._free:
            async with aclosing(self.stream(ChatRequest(messages, max_tokens=1))) as parts:
                async for _ in parts:
                    pass

    async def close(self) -> None:
        await self._client.close()


def openai_client(url: str, key: str, silent_s: float) -> openai.AsyncOpenAI:
    """A client without hidden retries: the learner sees what is wrong at once, and has a button. The address may be several."""
    servers = addresses(url) or [url]
    http = Http(silent_s, transport=Spread(servers)) if len(servers) > 1 else Http(silent_s)
    return openai.AsyncOpenAI(base_url=servers[0], api_key=key or "none", http_client=http, max_retries=0)


def _answer_format(schema: dict[str, Any] | None) -> dict[str, Any]:
    if schema is None:
        return {}
    return {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}}


class _Tail(httpx2.AsyncByteStream):
    """Remembers how a stream of events ended."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._end = b""

    @property
    def done(self) -> bool:
        """Whether its closing line came."""
        return b"[DONE]" in self._end

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for block in self._stream:
            self._end = (self._end + block)[-64:]
            yield block

    async def aclose(self) -> None:
        await self._stream.aclose()


def _for_talking(listed: Sequence[str]) -> str:
    """The model to talk with, of those that a server lists: the first of those that know Spanish best.

    An Ollama lists here too what it passes on to somebody else: that is only taken by its name.
    """
    talking = [name for name in listed if chats(name) and not in_the_cloud(name)]
    if not talking:
        raise OPENAI.missing_model()
    return max(talking, key=rank)


def _thought(delta: Any) -> str:
    """What it thinks, as llama.cpp, vLLM, DeepSeek, OpenRouter, LM Studio and Mistral tell it apart."""
    more = getattr(delta, "model_extra", None) or {}
    for name in ("reasoning_content", "reasoning", "thinking", "reasoning_text"):
        if isinstance(told := more.get(name), str) and told:
            return told
    return "".join(_pieces(getattr(delta, "content", None), "thinking"))


def _text(delta: Any) -> str:
    """What it says: a text, or pieces each of a kind."""
    content = delta.content
    return content if isinstance(content, str) else "".join(_pieces(content, "text"))


def _pieces(content: Any, kind: str) -> Iterator[str]:
    for piece in content if isinstance(content, list) else ():
        told = piece.get(kind) if isinstance(piece, dict) else None
        yield told if isinstance(told, str) else "".join(_pieces(told, "text"))


def _scored(choice: Choice) -> str:
    text = _text(choice.delta)
    tokens = (choice.logprobs.content if choice.logprobs else None) or []
    told = [token.logprob for token in tokens if isinstance(token.logprob, float | int)]
    return Scored(text, min(told)) if told else text


def _usage(chunk: ChatCompletionChunk, clock: Clock) -> Usage:
    """What it cost, as far as that makes sense: some servers send null, text, or only half of it."""
    assert chunk.usage is not None
    timings = (chunk.model_extra or {}).get("timings")  # of llama.cpp
    timings = timings if isinstance(timings, dict) else {}
    details = getattr(chunk.usage, "prompt_tokens_details", None)
    written = _count(getattr(chunk.usage, "completion_tokens", 0)) or 0
    cached = timings.get("cache_n", getattr(details, "cached_tokens", None))
    speed = timings.get("predicted_per_second")
    return Usage(
        prompt_tokens=_count(getattr(chunk.usage, "prompt_tokens", 0)) or 0,
        completion_tokens=written,
        cached_tokens=_count(cached),
        tokens_per_s=speed if isinstance(speed, float | int) and speed else clock.tokens_per_s(written),
    )


def _count(told: object) -> int | None:
    return told if isinstance(told, int) and told >= 0 else None


@contextmanager
def openai_errors(service: Service, model: str = "") -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except TutorError:
        raise
    except openai.APIStatusError as error:
        raise service.failure(error.status_code, str(error), model) from error
    except openai.APITimeoutError as error:
        raise service.silent(error) from error
    except openai.APIConnectionError as error:
        raise service.unreachable(error) from error
    except openai.APIError as error:
        # Told inside the stream: the status was 200 before the server knew.
        raise reason(service.name, model, 0, str(error)) or service.unclear(str(error)) from error
    except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
        # What is no JSON, no UTF-8, or not of the shape it should have.
        raise service.unclear(str(error)) from error
