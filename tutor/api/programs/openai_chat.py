"""OpenAI's chat API for other programs: the tutor's language model, behind the same sign-in, rates and queues."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, model_validator
from sse_starlette import ServerSentEvent
from starlette.responses import Response

from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.schemas import Received
from tutor.api.sse import sse, sse_event
from tutor.conversation.idle.background import Background
from tutor.core.errors import TextTooLong, TutorError
from tutor.llm.base import ChatMessage, ChatRequest, Instead, Usage
from tutor.llm.generate import Asking
from tutor.llm.json_schema import check_schema
from tutor.llm.offer import Choice
from tutor.runtime import Services
from tutor.store.columns import new_id

router = APIRouter(prefix="/v1", tags=["openai"])


class ContentPart(BaseModel):
    """A piece of a message; what is no text, a picture for example, is passed over."""

    type: str = "text"
    text: str = ""


_ROLES: dict[str, Literal["system", "user", "assistant"]] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
    "tool": "user",
    "function": "user",
}


class ChatTurn(BaseModel):
    """One message. What a tool answered is read as if the user had said it."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[ContentPart]

    @model_validator(mode="before")
    @classmethod
    def _called(cls, data: Any) -> Any:
        """An assistant that only calls a tool says nothing."""
        silent = isinstance(data, dict) and data.get("role") == "assistant" and data.get("content") is None
        return data | {"content": ""} if silent else data

    def plain(self) -> ChatMessage:
        text = self.content if isinstance(self.content, str) else "".join(p.text for p in self.content)
        return {"role": _ROLES[self.role], "content": text}


class JsonSchema(BaseModel):
    schema_: Annotated[dict[str, Any], Field(alias="schema")]


class ResponseFormat(BaseModel):
    type: Literal["text", "json_object", "json_schema"] = "text"
    json_schema: JsonSchema | None = None

    @property
    def schema_wanted(self) -> dict[str, Any] | None:
        if self.type == "text":
            return None
        return self.json_schema.schema_ if self.json_schema else {"type": "object"}


class StreamOptions(BaseModel):
    include_usage: bool = False


class ChatBody(Received):
    """What other programs send; what is not listed here is ignored, as they expect. `model` may be anything."""

    messages: Annotated[list[ChatTurn], Field(min_length=1)]
    model: str = ""
    stream: bool = False
    stream_options: StreamOptions = StreamOptions()
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    max_completion_tokens: Annotated[int | None, Field(ge=1)] = None
    temperature: Annotated[float, Field(ge=0, le=2)] = 0.6
    top_p: Annotated[float | None, Field(gt=0, le=1)] = None
    response_format: ResponseFormat = ResponseFormat()

    @model_validator(mode="before")
    @classmethod
    def _unset(cls, data: Any) -> Any:
        """Clients send null for what they leave open."""
        return {name: value for name, value in data.items() if value is not None} if isinstance(data, dict) else data


class Completion:
    """One answer in the making, and how it is told."""

    def __init__(self, model: str, max_tokens: int) -> None:
        self._head = {"id": f"chatcmpl-{new_id()}", "created": int(time.time()), "model": model}
        self._max_tokens = max_tokens
        self.usage: Usage | None = None

    def chunk(self, delta: dict[str, str], finish: str | None = None) -> dict[str, Any]:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return self._head | {"object": "chat.completion.chunk", "choices": choices}

    def usage_chunk(self) -> dict[str, Any]:
        return self._head | {"object": "chat.completion.chunk", "choices": [], "usage": self._usage()}

    def whole(self, text: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": text}
        choices = [{"index": 0, "message": message, "finish_reason": self.finish}]
        return self._head | {"object": "chat.completion", "choices": choices, "usage": self._usage()}

    @property
    def finish(self) -> str:
        usage = self.usage
        return "length" if usage and (usage.cut or usage.completion_tokens >= self._max_tokens) else "stop"

    def switched(self, choice: Choice) -> None:
        """Another model answers."""
        self._head["model"] = choice.model.name

    def _usage(self) -> dict[str, Any] | None:
        if self.usage is None:
            return None
        asked, answered = self.usage.prompt_tokens, self.usage.completion_tokens
        return {
            "prompt_tokens": asked,
            "completion_tokens": answered,
            "total_tokens": asked + answered,
            "prompt_tokens_details": {"cached_tokens": self.usage.cached_tokens or 0},
        }


@router.post("/chat/completions", response_class=Response, dependencies=[rated("turns")])
async def complete_chat(
    body: ChatBody, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> Response:
    """Answer a chat, whole or as a stream. Nothing of it is kept; who goes away stops it."""
    messages = [turn.plain() for turn in body.messages]
    if sum(len(message["content"]) for message in messages) > services.settings.max_check_chars:
        raise TextTooLong("That conversation is too long.")
    if schema := body.response_format.schema_wanted:
        check_schema(schema)
    limit = min(body.max_completion_tokens or body.max_tokens or 1024, services.settings.context_tokens)
    request = ChatRequest(messages, limit, body.temperature, body.top_p, schema=body.response_format.schema_wanted)
    # Nothing that goes wrong here lets the engine rest: a program could so choose who answers the learners.
    asking = Asking(learner_id, blame=False, shown=None if body.stream else lambda: False)
    choice = await services.engines.llm.generate.choice(asking)
    completion = Completion(choice.model.name, limit)
    asking = replace(asking, switched=completion.switched)
    parts = _parts(request, services, background, asking, choice)
    if not body.stream:
        text = ""
        async for part in parts:
            if isinstance(part, Usage):
                completion.usage = part
            else:
                text = part if isinstance(part, Instead) else text + part
        return JSONResponse(completion.whole(text))
    first = await anext(parts, "")  # what goes wrong before it has a status of its own
    return sse(_chunks(completion, first, parts, body.stream_options.include_usage))


async def _parts(
    request: ChatRequest, services: Services, background: Background, asking: Asking, choice: Choice
) -> AsyncGenerator[str | Usage, None]:
    with background.paused():
        async with aclosing(services.engines.llm.generate.stream(asking, request, choice)) as parts:
            async for part in parts:
                yield part


async def _chunks(
    completion: Completion, first: str | Usage, parts: AsyncGenerator[str | Usage, None], include_usage: bool
) -> AsyncIterator[ServerSentEvent]:
    def told(part: str | Usage) -> list[ServerSentEvent]:
        if isinstance(part, Usage):
            completion.usage = part
            return []
        return [sse_event(completion.chunk({"content": part}))]

    yield sse_event(completion.chunk({"role": "assistant", "content": ""}))
    try:
        for one in told(first):
            yield one
        async for part in parts:
            for one in told(part):
                yield one
    except TutorError as error:
        yield sse_event({"error": error.as_dict()})
        return
    finally:
        await parts.aclose()
    yield sse_event(completion.chunk({}, completion.finish))
    if include_usage and completion.usage:
        yield sse_event(completion.usage_chunk())
    yield ServerSentEvent(data="[DONE]", sep="\n")
