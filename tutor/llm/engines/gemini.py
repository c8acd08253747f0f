"""Gemini, at Google's or behind a gateway that speaks its API."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from contextvars import ContextVar
from typing import Any, cast

import httpx2
from google import genai
from google.genai import errors, types

from tutor.core.errors import TutorError
from tutor.llm.base import ChatMessage, ChatRequest, Usage
from tutor.llm.engines.remote import GEMINI, Clock, Http, bounded

# Newer models think before they answer, and what they think counts against the limit of the answer.
THINKING_TOKENS = 2048
_WHOLE = {types.FinishReason.STOP, types.FinishReason.MAX_TOKENS}


class GeminiModel:
    """One Gemini model."""

    engine = "gemini"
    shares_cpu = False
    continues_answers = False

    def __init__(self, url: str, name: str, key: str, silent_s: float) -> None:
        if not name:
            raise GEMINI.missing_model()
        self.name = name
        self._silent_s = silent_s
        # A client of our own: left to itself the library takes aiohttp when that happens to be installed.
        self._http = Http(silent_s, event_hooks={"response": [self._opened]})
        # The library keeps an answer under way to itself, and closing its iterator leaves the connection open.
        self._answer: ContextVar[httpx2.Response | None] = ContextVar("answer", default=None)
        self._client = genai.Client(
            api_key=key,
            vertexai=False,
            http_options=types.HttpOptions(
                base_url=url or None, timeout=int(silent_s * 1000), httpx_async_client=self._http
            ),
        )

    async def _opened(self, response: httpx2.Response) -> None:
        self._answer.set(response)

    async def load(self) -> None:
        """A model elsewhere is always loaded."""

    async def check(self) -> None:
        with _errors():
            await self._client.aio.models.get(model=self.name)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        async with aclosing(bounded(self._parts(request), GEMINI, request.max_tokens, self._silent_s)) as parts:
            async for part in parts:
                yield part

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        clock, usage, ended, cut = Clock(), None, False, False
        self._answer.set(None)
        with _errors():
            try:
                async for chunk in await self._ask(request):
                    usage = chunk.usage_metadata or usage
                    if chunk.prompt_feedback and chunk.prompt_feedback.block_reason:
                        raise GEMINI.refusal(str(chunk.prompt_feedback.block_reason))
                    for candidate in chunk.candidates or []:
                        if text := _text(candidate):
                            clock.token()
                            yield text
                        if candidate.finish_reason:
                            ended, cut = True, candidate.finish_reason == types.FinishReason.MAX_TOKENS
                            if candidate.finish_reason not in _WHOLE:
                                raise GEMINI.refusal(str(candidate.finish_reason))
            finally:
                if answer := self._answer.get():
                    await answer.aclose()
            if not ended:
                raise GEMINI.unclear("the stream ended without a reason")
        if usage:
            written = usage.candidates_token_count or 0
            cached = usage.cached_content_token_count
            yield Usage(usage.prompt_token_count or 0, written, cached, clock.tokens_per_s(written), cut)

    async def _ask(self, request: ChatRequest) -> AsyncIterator[types.GenerateContentResponse]:
        contents = [
            types.Content(
                role="model" if message["role"] == "assistant" else "user", parts=[types.Part(text=message["content"])]
            )
            for message in request.messages
            if message["role"] != "system"
        ]
        config = types.GenerateContentConfig(
            system_instruction="\n\n".join(m["content"] for m in request.messages if m["role"] == "system") or None,
            temperature=request.temperature,
            top_p=request.top_p,
            max_output_tokens=request.max_tokens + THINKING_TOKENS,
            **_answer_format(request.schema),
        )
        return await self._client.aio.models.generate_content_stream(
            model=self.name, contents=cast(types.ContentListUnion, contents), config=config
        )

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        """Nothing: every prompt sent there costs money."""

    async def close(self) -> None:
        await self._client.aio.aclose()
        await self._http.aclose()


def _text(candidate: types.Candidate) -> str:
    parts = (candidate.content.parts if candidate.content else None) or []
    return "".join(part.text for part in parts if part.text and not part.thought)


def _answer_format(schema: dict[str, Any] | None) -> dict[str, Any]:
    return {} if schema is None else {"response_mime_type": "application/json", "response_json_schema": schema}


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except TutorError:
        raise
    except errors.APIError as error:
        # A wrong key is answered with 400 there, and told apart by its text alone.
        status = 401 if "API_KEY_INVALID" in str(error.details) else error.code
        raise GEMINI.failure(status or 500, str(error)) from error
    except httpx2.ConnectError as error:
        raise GEMINI.unreachable(error) from error
    except httpx2.TimeoutException as error:
        raise GEMINI.silent(error) from error
    except (httpx2.HTTPError, ValueError, TypeError, AttributeError) as error:
        raise GEMINI.unclear(str(error)) from error
