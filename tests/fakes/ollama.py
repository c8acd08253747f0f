"""A small server that speaks Ollama's wire format (newline-delimited JSON), for a boundary we cannot have here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

from tests.fakes.serve import serving
from tutor.core.settings import Settings

MODEL = "fake-chat:8b"


@dataclass
class FakeOllama:
    """What it answers, and what it was asked."""

    tokens: list[str] = field(default_factory=lambda: ["¡Muy ", "bien! ", "¿Y ", "tú?"])
    simpler: str = ""  # what it makes of a reply that was too hard
    delay_s: float = 0.0
    checking_s: float = 0.0  # before it answers where a schema is asked for
    die_after: int | None = None  # cut the connection after so many tokens
    garbage: bool = False  # answer HTML
    formatted: str = '{"corrected": ""}'  # what it answers when a schema is asked for
    requests: list[dict[str, Any]] = field(default_factory=list)
    cancelled: int = 0
    models: dict[str, int] = field(default_factory=lambda: {MODEL: 5})  # those that chat, and their bytes
    speeds: dict[str, float] = field(default_factory=dict)  # tokens a second, of the models that tell
    loaded: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def tutor(self, data_dir: Path, **changes: Any) -> Settings:
        """A tutor on this engine, with the voices and ears of this machine, that answers at once."""
        fixed = {
            "data_dir": data_dir,
            "models_dir": Settings().models_folder,
            "voices_dir": Settings().voices_folder,
            "llm": "ollama",
            "ollama_url": self.url,
            "prewarm": False,
            "corrections_llm": False,
            "turns_rate": "100000/minute",
        }
        return Settings(**(fixed | changes))

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The requests that asked for a streamed reply."""
        return [r for r in self.requests if r.get("stream") and not r.get("format") and not _simplifies(r)]

    @property
    def primed(self) -> list[list[dict[str, str]]]:
        """The prompts that were only to be evaluated."""
        return [r["messages"] for r in self.requests if r.get("options", {}).get("num_predict") == 1]

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.get("/api/tags")
        async def tags() -> dict[str, Any]:
            chat = [{"model": name, "size": size} for name, size in self.models.items()]
            return {"models": [{"model": "embedder", "size": 9}, *chat]}

        @app.get("/api/ps")
        async def ps() -> dict[str, Any]:
            return {"models": [{"model": name, "name": name, "size": self.models[name]} for name in self.loaded]}

        @app.post("/api/show")
        async def show(request: Request) -> dict[str, Any]:
            chat = (await request.json())["model"] in self.models
            return {"capabilities": ["completion"] if chat else ["embedding"], "model_info": {}, "details": {}}

        @app.post("/api/chat")
        async def chat(request: Request) -> Response:
            body = await request.json()
            self.requests.append(body)
            if self.garbage:
                return Response("<html>gateway</html>", media_type="text/html")
            name = body["model"]
            if name in self.loaded:
                self.loaded.remove(name)
            if body.get("keep_alive") != 0:
                self.loaded.append(name)
            if not body.get("stream"):
                return Response(json.dumps(line("", done=True)), media_type="application/json")
            if body.get("format"):
                await asyncio.sleep(self.checking_s)
                return Response(json.dumps(line(self.formatted, done=True)) + "\n")
            tokens = [self.simpler] if _simplifies(body) else self.tokens
            return StreamingResponse(self.stream(tokens, self.speeds.get(name)), media_type="application/x-ndjson")

        return app

    async def stream(self, tokens: list[str], tokens_per_s: float | None = None) -> AsyncIterator[str]:
        try:
            for n, token in enumerate(tokens):
                if n == self.die_after:
                    raise ConnectionResetError
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                yield json.dumps(line(token)) + "\n"
            seconds = len(tokens) / tokens_per_s if tokens_per_s else 1.0
            yield json.dumps(line("", done=True, count=len(tokens), seconds=seconds)) + "\n"
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


def _simplifies(request: dict[str, Any]) -> bool:
    return bool(request["messages"][0].get("content", "").startswith("Reescribe"))


def line(content: str, *, done: bool = False, count: int = 0, seconds: float = 1.0) -> dict[str, Any]:
    line: dict[str, Any] = {
        "model": MODEL,
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": content},
        "done": done,
    }
    if done:
        line |= {
            "done_reason": "stop",
            "prompt_eval_count": 42,
            "eval_count": count,
            "eval_duration": int(seconds * 1e9),
        }
    return line


@contextmanager
def fake_ollama() -> Iterator[FakeOllama]:
    """Runs it on a free loopback port."""
    fake = FakeOllama()
    with serving(fake.app()) as fake.port:
        yield fake
