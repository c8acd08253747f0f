"""One server that speaks three wire formats of hosted models, as documented: OpenAI's, Claude's and Gemini's."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from tests.fakes.serve import serving

KEY = "llave-buena"
MODEL = "fake-model-1"


@dataclass
class FakeHosted:
    """What it answers, and what it was asked. `events` takes the place of the tokens' own events."""

    tokens: list[str] = field(default_factory=lambda: ["¡Muy ", "bien! ", "¿Y ", "tú?"])
    piece: int = 0  # bytes sent at once; 0 sends whole events
    stall_after: int | None = None  # say nothing more after so many events
    repeat: int | None = None  # send the event of this number for ever
    status: int = 200
    error: dict[str, Any] = field(default_factory=dict)
    html: bool = False
    listed: list[str] = field(default_factory=lambda: [MODEL])  # what OpenAI's list of models has
    refuses: str = ""  # a field that it answers with 400
    events: list[bytes] | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    cancelled: int = 0
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/v1/models")
        async def models(request: Request) -> Response:
            if refusal := self._refusal(request.headers.get("authorization", "").removeprefix("Bearer ")):
                return refusal
            listed = [{"id": name, "object": "model", "created": 1, "owned_by": "us"} for name in self.listed]
            return Response(json.dumps({"object": "list", "data": listed}), media_type="application/json")

        @app.get("/v1/models/{name}")
        async def one_model(request: Request, name: str) -> Response:
            """As Claude and Gemini tell of a model, each with the fields that the other one lacks."""
            headers = request.headers
            bearer = headers.get("authorization", "").removeprefix("Bearer ")
            if refusal := self._refusal(headers.get("x-api-key") or headers.get("x-goog-api-key") or bearer):
                return refusal
            if name != MODEL:
                error = {"type": "not_found_error", "code": 404, "message": f"no {name}", "status": "NOT_FOUND"}
                return Response(json.dumps({"type": "error", "error": error}), 404, media_type="application/json")
            told = {"id": MODEL, "type": "model", "display_name": MODEL, "created_at": "2026-01-01T00:00:00Z"}
            return Response(json.dumps(told | {"name": f"models/{MODEL}"}), media_type="application/json")

        @app.post("/v1/chat/completions")
        async def openai(request: Request) -> Response:
            key = request.headers.get("authorization", "").removeprefix("Bearer ")
            return await self._answer(request, key, openai_events(self.tokens))

        @app.post("/v1/messages")
        async def claude(request: Request) -> Response:
            headers = request.headers  # either header is documented
            key = headers.get("x-api-key") or headers.get("authorization", "").removeprefix("Bearer ")
            return await self._answer(request, key, claude_events(self.tokens))

        @app.post("/v1/models/{call}")
        async def gemini(request: Request, call: str) -> Response:
            assert call == f"{MODEL}:streamGenerateContent"
            assert request.query_params["alt"] == "sse"
            return await self._answer(request, request.headers.get("x-goog-api-key", ""), gemini_events(self.tokens))

        return app

    def _refusal(self, key: str) -> Response | None:
        if self.html:
            return Response("<html><body>gateway</body></html>", media_type="text/html")
        status = 401 if key != KEY and self.status == 200 else self.status
        if status != 200:
            return Response(json.dumps({"error": self.error}), status_code=status, media_type="application/json")
        return None

    async def _answer(self, request: Request, key: str, events: list[bytes]) -> Response:
        self.requests.append(await request.json())
        if refusal := self._refusal(key):
            return refusal
        if self.refuses and self.refuses in self.requests[-1]:
            error = {"error": {"message": f"Unsupported parameter: {self.refuses}", "type": "invalid_request_error"}}
            return Response(json.dumps(error), status_code=400, media_type="application/json")
        return StreamingResponse(self._stream(self.events or events), media_type="text/event-stream")

    async def _stream(self, events: list[bytes]) -> AsyncIterator[bytes]:
        try:
            for n, event in enumerate(events):
                if n == self.stall_after:
                    await asyncio.sleep(3600)
                for start in range(0, len(event), self.piece or len(event)):
                    yield event[start : start + (self.piece or len(event))]
                while n == self.repeat:
                    yield event
                    await asyncio.sleep(0.001)
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


def sse(data: dict[str, Any] | str, name: str = "") -> bytes:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return (f"event: {name}\n" if name else "").encode() + f"data: {text}\n\n".encode()


def openai_events(tokens: list[str]) -> list[bytes]:
    def chunk(delta: dict[str, str], finish: str | None = None, **more: Any) -> bytes:
        choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
        return sse(
            {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": choices} | more
        )

    usage = {
        "prompt_tokens": 42,
        "completion_tokens": len(tokens),
        "total_tokens": 42 + len(tokens),
        "prompt_tokens_details": {"cached_tokens": 40},
    }
    return [
        chunk({"role": "assistant", "content": ""}),
        *(chunk({"content": token}) for token in tokens),
        chunk({}, "stop"),
        chunk({}, choices=[], usage=usage),
        sse("[DONE]"),
    ]


def claude_events(tokens: list[str], stop: str = "end_turn") -> list[bytes]:
    def event(name: str, **data: Any) -> bytes:
        return sse({"type": name} | data, name)

    message = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [],
        "model": MODEL,
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 2, "cache_read_input_tokens": 40, "output_tokens": 1},
    }
    return [
        event("message_start", message=message),
        event("content_block_start", index=0, content_block={"type": "text", "text": ""}),
        event("ping"),
        *(event("content_block_delta", index=0, delta={"type": "text_delta", "text": token}) for token in tokens),
        event("content_block_stop", index=0),
        event(
            "message_delta", delta={"stop_reason": stop, "stop_sequence": None}, usage={"output_tokens": len(tokens)}
        ),
        event("message_stop"),
    ]


def gemini_events(tokens: list[str], finish: str = "STOP") -> list[bytes]:
    def chunk(text: str, **more: Any) -> bytes:
        return sse({"candidates": [{"content": {"role": "model", "parts": [{"text": text}]}, "index": 0} | more]})

    usage = {"promptTokenCount": 42, "candidatesTokenCount": len(tokens), "cachedContentTokenCount": 40}
    last = {"candidates": [{"content": {"role": "model", "parts": [{"text": ""}]}, "finishReason": finish}]}
    return [*(chunk(token) for token in tokens), sse(last | {"usageMetadata": usage})]


@contextmanager
def fake_hosted() -> Iterator[FakeHosted]:
    """Runs it on a free loopback port."""
    fake = FakeHosted()
    with serving(fake.app()) as fake.port:
        yield fake
