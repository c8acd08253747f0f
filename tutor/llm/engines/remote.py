"""What the engines behind somebody else's server have in common: what can go wrong there, and when it is too much."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import httpx2

from tutor.core.errors import EngineBusy, EngineFailed, EngineUnavailable, ReplyRefused, RequestRefused, TutorError
from tutor.llm.base import Thought, Usage
from tutor.llm.engines.reasons import reason

# A token of Spanish is about four characters; an engine that sends ten times what it was asked for has lost its way.
MOST_CHARS_PER_TOKEN = 40
CONNECT_S = 5.0
# An idle connection is not used again after this, in seconds: uvicorn, which many servers run on, closes it after 5, and
# the server may be closing it at that moment.
KEPT_S = 1.0


@dataclass(frozen=True, slots=True)
class Service:
    """A server as it is called in sentences for people, and `setting`, the start of its settings' names."""

    name: str
    setting: str

    def unreachable(self, error: Exception) -> EngineUnavailable:
        return EngineUnavailable(
            f"{self.name} does not answer.",
            action=f"Check the network and {self.setting}_URL, then retry.",
            detail=str(error),
        )

    def silent(self, error: Exception) -> EngineFailed:
        return EngineFailed(f"{self.name} stopped in the middle of its answer.", detail=str(error))

    def unclear(self, detail: str) -> EngineFailed:
        return EngineFailed(
            f"{self.name} sent something that is no answer.",
            action=f"Retry. If it keeps happening, check {self.setting}_URL.",
            detail=detail,
        )

    def refusal(self, detail: str) -> ReplyRefused:
        return ReplyRefused(f"{self.name} would not answer that.", detail=detail)

    def missing_model(self) -> EngineUnavailable:
        return EngineUnavailable(
            f"{self.name} was not told which model to use.",
            action=f"Set {self.setting}_MODEL and start the tutor again.",
        )

    def unknown_model(self, model: str, known: Sequence[str]) -> EngineUnavailable:
        some = ", ".join(known[:5]) + (", …" if len(known) > 5 else "")
        return EngineUnavailable(f"{self.name} does not have {model}.", action=f"Set {self.setting}_MODEL to: {some}.")

    def missing_package(self, extra: str, error: ImportError) -> EngineUnavailable:
        return EngineUnavailable(
            f"What talks to {self.name} is not installed.",
            action=f"Run `pip install 'tutor-es[{extra}]'` and start the tutor again.",
            detail=str(error),
        )

    def failure(self, status: int, detail: str, model: str = "") -> TutorError:
        """What an HTTP status means for a learner and their operator, or what is told with it of a model."""
        why = reason(self.name, model, status, detail)
        if why and status not in (401, 402, 403, 429) and not isinstance(why, EngineBusy):
            return why
        if status in (401, 403):
            return EngineUnavailable(
                f"{self.name} does not accept the tutor's key.",
                action=f"Put the right one into {self.setting}_KEY and start the tutor again.",
                detail=detail,
            )
        if status == 404:
            return EngineUnavailable(
                f"{self.name} does not know that address or that model.",
                action=f"Check {self.setting}_URL and {self.setting}_MODEL.",
                detail=detail,
            )
        if status in (402, 429):
            return EngineUnavailable(
                f"{self.name} takes no more requests for now.",
                action="Wait a minute and retry. If it stays so, the account there may have no credit left.",
                detail=detail,
            )
        if status >= 500:
            return EngineUnavailable(
                f"{self.name} has too much to do.", action="Wait a moment, then retry.", detail=detail
            )
        if status in (400, 413, 422):
            return RequestRefused(f"{self.name} could not work with that.", detail=detail)
        return EngineFailed(f"{self.name} could not work with that.", detail=detail)


OPENAI = Service("The language model's server", "TUTOR_OPENAI")
CLAUDE = Service("Claude", "TUTOR_ANTHROPIC")
GEMINI = Service("Gemini", "TUTOR_GEMINI")
MQTT = Service("The model behind the broker", "TUTOR_MQTT")


class Http(httpx2.AsyncClient):
    """A client whose server must take a connection soon, and may be silent for `silent_s` seconds.

    A request on a connection that was kept, and that the server closes at that very moment, gets no answer and is sent
    once more. llama.cpp's server does so to one in sixty of the requests that follow each other at once (measured).
    """

    def __init__(self, silent_s: float, **more: Any) -> None:
        super().__init__(timeout=httpx2.Timeout(silent_s, connect=CONNECT_S), follow_redirects=True, **more)

    async def send(self, request: httpx2.Request, **how: Any) -> httpx2.Response:
        try:
            return await super().send(request, **how)
        except httpx2.RemoteProtocolError:
            return await super().send(request, **how)


class Clock:
    """Times a reply, for engines that don't say how fast they were."""

    def __init__(self) -> None:
        self._first: float | None = None

    def token(self) -> None:
        """Text has arrived."""
        if self._first is None:
            self._first = time.monotonic()

    def tokens_per_s(self, tokens: int) -> float | None:
        """The speed after the first token; None when everything came at once."""
        took = time.monotonic() - self._first if self._first is not None else 0.0
        return (tokens - 1) / took if took > 0 and tokens > 1 else None


async def bounded(
    parts: AsyncGenerator[str | Usage, None], service: Service, max_tokens: int, silent_s: float
) -> AsyncGenerator[str | Usage, None]:
    """The same parts, unless the engine says nothing for too long, if only by pinging, or does not stop by itself.

    Raises EngineFailed.
    """
    left = max_tokens * MOST_CHARS_PER_TOKEN
    async with aclosing(parts):
        while True:
            try:
                async with asyncio.timeout(silent_s):
                    part = await anext(parts)
            except StopAsyncIteration:
                return
            except TimeoutError as error:
                raise service.silent(error) from error
            if isinstance(part, str) and not isinstance(part, Thought):
                left -= len(part)
                if left < 0:
                    raise EngineFailed(f"{service.name} would not stop, so it was stopped.")
            yield part
