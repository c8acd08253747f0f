"""What a language model engine offers. The turn knows nothing else of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypedDict


class ChatMessage(TypedDict):
    """One message of a prompt, in the form that every chat engine takes."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A prompt and how to answer it; without a `top_p` the engine's own holds.

    `schema` asks for JSON of that JSON Schema, `logprobs` for `Scored` text, which an engine that cannot tell sends
    without. `conversation`, an id, helps an engine to find what it has evaluated before.
    `thought_tokens` is room for what the model thinks, beside the reply's own `max_tokens`.
    """

    messages: Sequence[ChatMessage]
    max_tokens: int
    temperature: float = 0.0
    top_p: float | None = None
    repeat_penalty: float | None = None
    min_p: float | None = None
    schema: dict[str, Any] | None = None
    logprobs: bool = False
    conversation: str = ""
    thought_tokens: int = 0


class Scored(str):
    """A piece of a reply with the natural logarithm of its probability."""

    __slots__ = ("logprob",)
    logprob: float

    def __new__(cls, text: str, logprob: float) -> Scored:
        scored = super().__new__(cls, text)
        scored.logprob = logprob
        return scored


class Thought(str):
    """A piece of what a model thinks, told apart by its engine: never shown."""

    __slots__ = ()


class Instead(str):
    """A piece of a reply that takes the place of all before it: that turned out to be no reply."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a reply cost. `cached_tokens` of the prompt were not evaluated anew; None where the engine won't say.

    `cut` tells that the reply was ended by its limit, not by the model.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int | None
    tokens_per_s: float | None
    cut: bool = False


class ChatModel(Protocol):
    """A chat model of some engine. Closing the iterator of `stream` stops the engine too."""

    @property
    def engine(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def shares_cpu(self) -> bool:
        """Whether it computes in this process, on the cores of ears and voice."""

    @property
    def continues_answers(self) -> bool:
        """Whether it goes on with an answer that the prompt has begun."""

    async def load(self) -> None:
        """Bring the model into memory. Raises EngineUnavailable."""

    def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        """Yield the reply's text as it comes, then its Usage. Raises EngineUnavailable, EngineFailed."""

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None:
        """Evaluate a prompt, maybe of a conversation, into the prefix cache without answering it."""

    async def close(self) -> None: ...


class RemoteModel(ChatModel, Protocol):
    """A model on somebody else's server."""

    async def check(self) -> None:
        """See that the server answers, takes the key and has the model. Raises EngineUnavailable, EngineFailed."""


async def complete(model: ChatModel, request: ChatRequest) -> str:
    """The whole reply as one text."""
    return await joined(model.stream(request))


async def joined(parts: AsyncGenerator[str | Usage, None]) -> str:
    """The text of a reply's parts."""
    text = ""
    async for part in parts:
        if isinstance(part, str) and not isinstance(part, Thought):
            text = part if isinstance(part, Instead) else text + part
    return text
