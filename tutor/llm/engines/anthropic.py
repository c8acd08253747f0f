"""Claude, at Anthropic's or behind a gateway that speaks its Messages API."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from typing import Any, cast

import anthropic
import httpx2
from anthropic.types import MessageParam

from tutor.core.errors import TutorError
from tutor.llm.base import ChatMessage, ChatRequest, Usage
from tutor.llm.engines.remote import CLAUDE, Clock, Http, bounded


class ClaudeModel:
    """One Claude model."""

    engine = "anthropic"
    shares_cpu = False
    continues_answers = False

    def __init__(self, url: str, name: str, key: str, silent_s: float) -> None:
        if not name:
            raise CLAUDE.missing_model()
        self.name = name
        self._silent_s = silent_s
        self._client = anthropic.AsyncAnthropic(
            base_url=url or None, api_key=key, http_client=Http(silent_s), max_retries=0
        )

    async def load(self) -> None:
        """A model elsewhere is always loaded."""

    async def check(self) -> None:
        with _errors():
            await self._client.models.retrieve(self.name)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        async with aclosing(bounded(self._parts(request), CLAUDE, request.max_tokens, self._silent_s)) as parts:
            async for part in parts:
                yield part

    async def _parts(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        clock, prompt_tokens, cached, ended = Clock(), 0, 0, False
        with _errors():
            # Claude's own default temperature stays: its newer models refuse another, and any `top_p`, which goes there
            # only when somebody asked for it.
            events = await self._client.messages.create(
                model=self.name,
                max_tokens=request.max_tokens,
                system="\n\n".join(m["content"] for m in request.messages if m["role"] == "system"),
                messages=cast(list[MessageParam], [m for m in request.messages if m["role"] != "system"]),
                cache_control={"type": "ephemeral"},  # a conversation only grows: what was read once costs a tenth
                stream=True,
                extra_body=None if request.top_p is None else {"top_p": request.top_p},
                **_answer_format(request.schema),
            )
            async with events:
                async for event in events:
                    if event.type == "message_start":
                        read = event.message.usage
                        cached = read.cache_read_input_tokens or 0
                        prompt_tokens = read.input_tokens + cached + (read.cache_creation_input_tokens or 0)
                    elif event.type == "content_block_delta" and event.delta.type == "text_delta":
                        clock.token()
                        yield event.delta.text
                    elif event.type == "message_delta":
                        if event.delta.stop_reason == "refusal":
                            raise CLAUDE.refusal("stop reason: refusal")
                        written = event.usage.output_tokens
                        cut = event.delta.stop_reason == "max_tokens"
                        yield Usage(prompt_tokens, written, cached, clock.tokens_per_s(written), cut)
                    elif event.type == "message_stop":
                        ended = True
            if not ended:
                raise CLAUDE.unclear("the stream ended without message_stop")

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        """Nothing: every prompt sent there costs money."""

    async def close(self) -> None:
        await self._client.close()


def _answer_format(schema: dict[str, Any] | None) -> dict[str, Any]:
    return {} if schema is None else {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


@contextmanager
def _errors() -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    try:
        yield
    except TutorError:
        raise
    except anthropic.APIStatusError as error:
        raise CLAUDE.failure(_status(error), str(error)) from error
    except (anthropic.APITimeoutError, httpx2.TimeoutException) as error:
        raise CLAUDE.silent(error) from error
    except (anthropic.APIConnectionError, httpx2.ConnectError) as error:
        raise CLAUDE.unreachable(error) from error
    except (anthropic.AnthropicError, httpx2.HTTPError, ValueError, TypeError, AttributeError) as error:
        raise CLAUDE.unclear(str(error)) from error


# An error that comes inside a stream has no status of its own, but says its type.
_STATUS_OF_TYPE = {
    "authentication_error": 401,
    "permission_error": 403,
    "not_found_error": 404,
    "rate_limit_error": 429,
    "api_error": 500,
    "overloaded_error": 529,
}


def _status(error: anthropic.APIStatusError) -> int:
    body = error.body if isinstance(error.body, dict) else {}
    told = body.get("error")
    kind = told.get("type") if isinstance(told, dict) else None
    return _STATUS_OF_TYPE.get(str(kind), error.status_code)
