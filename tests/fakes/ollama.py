"""A small server that speaks Ollama's wire format (newline-delimited JSON), for a boundary we cannot have here."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
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
    held: bool = False  # send no token while this is set
    free: int = 0  # but for so many of each reply
    checking_s: float = 0.0  # before it answers where a schema is asked for
    die_after: int | None = None  # cut the connection after so many tokens
    garbage: bool = False  # answer HTML
    formatted: str = '{"corrected": ""}'  # what it answers when a schema is asked for
    requests: list[dict[str, Any]] = field(default_factory=list)
    cancelled: int = 0
    models: dict[str, int] = field(default_factory=lambda: {MODEL: 5})  # those that chat, and their bytes
    speeds: dict[str, float] = field(default_factory=dict)  # tokens a second, of the models that tell
    loaded: list[str] = field(default_factory=list)
    cloud: dict[str, str] = field(default_factory=dict)  # models that it passes on, and to whom
    thinking: list[str] = field(default_factory=list)  # models of which it knows that they think
    thoughts: list[str] = field(default_factory=list)  # what a model thinks that was not told not to, or heeds nobody
    headless: bool = False  # it thinks whatever it is asked, as gpt-oss does
    show_status: dict[str, int] = field(default_factory=dict)  # with what `/api/show` fails
    refusals: dict[str, tuple[int, str]] = field(default_factory=dict)  # with what `/api/chat` fails, by model
    logprob: float | None = None  # of each token, for who asks
    load_s: float = 0.0  # how long a model takes to load
    parallel: int = 0  # how many replies are made at once; 0 is all
    down: bool = False  # hang up on everybody
    hangs: str = ""  # the path of which it takes requests and never answers
    stall_after: int | None = None  # say nothing more after so many tokens
    library: dict[str, int] = field(default_factory=dict)  # what can be pulled, and its bytes
    pulls: list[str] = field(default_factory=list)  # what was asked for
    pull_held: bool = False  # stop in the middle of a layer while this is set
    pull_dies: bool = False  # cut the connection in the middle of a layer
    pulls_broken_off: int = 0
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
            "conversations_rate": "100000/minute",
        }
        return Settings(**(fixed | changes))

    @contextmanager
    def pausing(self, after: int) -> Iterator[None]:
        """Until the block ends, each reply stops after so many tokens: to be looked at in peace."""
        self.held, self.free = True, after
        try:
            yield
        finally:
            self.held, self.free = False, 0

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

        places: list[asyncio.Semaphore] = []

        def at_once() -> asyncio.Semaphore:
            """As many places as there are when it is first asked."""
            if not places:
                places.append(asyncio.Semaphore(self.parallel or 1000))
            return places[0]

        @app.middleware("http")
        async def hang_up(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
            if self.down:
                raise ConnectionResetError
            if self.hangs and request.url.path == self.hangs:
                await asyncio.sleep(3600)
            return await go_on(request)

        @app.get("/")
        async def root() -> Response:
            return Response("Ollama is running")

        @app.get("/api/version")
        async def version() -> dict[str, str]:
            return {"version": "0.32.15"}

        @app.get("/api/tags")
        async def tags() -> dict[str, Any]:
            chat = [entry(name, size) for name, size in self.models.items()]
            away = [
                entry(name, 384) | {"remote_model": name.removesuffix("-cloud"), "remote_host": host}
                for name, host in self.cloud.items()
            ]
            return {"models": [entry("embedder", 9), *away, *chat]}

        @app.get("/api/ps")
        async def ps() -> dict[str, Any]:
            return {"models": [entry(name, self.models[name]) | {"size_vram": 0} for name in self.loaded]}

        @app.post("/api/show")
        async def show(request: Request) -> Response:
            name = (await request.json())["model"]
            if status := self.show_status.get(name, 403 if name in self.cloud else 0):
                return refusal(status, "ollama cloud is disabled: remote model details are unavailable")
            chat = ["completion", "tools", *(["thinking"] if name in self.thinking else [])]
            can = chat if name in self.models else ["embedding"]
            told = {"license": "", "template": "{{ .Prompt }}", "details": {}, "model_info": {}, "capabilities": can}
            return Response(json.dumps(told), media_type="application/json")

        @app.post("/api/pull")
        async def pull(request: Request) -> Response:
            name = (await request.json())["model"]
            self.pulls.append(name)
            return StreamingResponse(self._pull(name), media_type="application/x-ndjson")

        @app.delete("/api/delete")
        async def delete(request: Request) -> Response:
            name = (await request.json())["model"]
            if self.models.pop(name, None) is None:
                return refusal(404, f"model '{name}' not found")
            self.loaded = [one for one in self.loaded if one != name]
            return Response(status_code=200)

        @app.post("/api/chat")
        async def chat(request: Request) -> Response:
            body = await request.json()
            self.requests.append(body)
            if self.garbage:
                return Response("<html>gateway</html>", media_type="text/html")
            name = body["model"]
            if name in self.refusals:
                return refusal(*self.refusals[name])
            if name not in self.models and name not in self.cloud:
                return refusal(404, f"model '{name}' not found")
            if body.get("think") and name not in self.thinking and name not in self.cloud:
                return refusal(400, f'"{name}" does not support thinking')
            await self._load(name, body.get("keep_alive"))
            if not body["messages"]:
                reason = "unload" if body.get("keep_alive") == 0 else "load"
                return Response(json.dumps(line("", done=True, reason=reason)), media_type="application/json")
            if not body.get("stream"):
                return Response(json.dumps(line("", done=True)), media_type="application/json")
            if body.get("format"):
                await asyncio.sleep(self.checking_s)
                scores = self.logprob if body.get("logprobs") else None
                written = [line(self.formatted, logprob=scores), line("", done=True, count=9)]
                return Response("\n".join(json.dumps(one) for one in written) + "\n", media_type="application/x-ndjson")
            tokens = [self.simpler] if _simplifies(body) else self.tokens
            thoughts = self.thoughts if self.headless or body.get("think") not in (False, None) else []
            told = self.stream(tokens, self.speeds.get(name), thoughts, body.get("options", {}).get("num_predict"))
            return StreamingResponse(_one_of(at_once(), told), media_type="application/x-ndjson")

        return app

    async def _pull(self, name: str) -> AsyncIterator[str]:
        """Two layers, told as Ollama tells them: a digest without a count first, then how much of it is here."""

        def told(**what: object) -> str:
            return json.dumps(what) + "\n"

        yield told(status="pulling manifest")
        if (size := self.library.get(name)) is None:
            yield told(error="pull model manifest: file does not exist")
            return
        try:
            for digest, total in (("aaaa", size * 9 // 10), ("bbbb", size // 10)):
                layer = {"status": f"pulling {digest}", "digest": f"sha256:{digest}", "total": total}
                yield told(**layer)
                for tenth in (1, 4):
                    yield told(**layer, completed=total * tenth // 10)
                if self.pull_dies:
                    raise ConnectionResetError
                while self.pull_held:  # noqa: ASYNC110 (it is set by another thread)
                    await asyncio.sleep(0.01)
                yield told(**layer, completed=total)
        except (asyncio.CancelledError, GeneratorExit):
            self.pulls_broken_off += 1
            raise
        for status in ("verifying sha256 digest", "writing manifest", "success"):
            yield told(status=status)
        self.models[name] = size

    async def _load(self, name: str, keep_alive: object) -> None:
        if name in self.cloud:
            return
        if name in self.loaded:
            self.loaded.remove(name)
        elif keep_alive != 0 and self.load_s:
            await asyncio.sleep(self.load_s)
        if keep_alive != 0:
            self.loaded.append(name)

    async def stream(
        self,
        tokens: list[str],
        tokens_per_s: float | None = None,
        thoughts: list[str] | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[str]:
        """Tokens as lines, after thoughts; as many of both together as the limit has."""
        told = [("", thought) for thought in thoughts or []] + [(token, "") for token in tokens]
        written = told[:limit]
        try:
            for n, (token, thought) in enumerate(written):
                if n == self.die_after:
                    raise ConnectionResetError
                if n == self.stall_after:
                    await asyncio.sleep(3600)
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                while self.held and n >= self.free:  # noqa: ASYNC110 (it is set by another thread)
                    await asyncio.sleep(0.01)
                yield json.dumps(line(token, thinking=thought)) + "\n"
            seconds = len(written) / tokens_per_s if tokens_per_s else 1.0
            reason = "stop" if len(written) == len(told) else "length"
            yield json.dumps(line("", done=True, count=len(written), seconds=seconds, reason=reason)) + "\n"
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


async def _one_of(at_once: asyncio.Semaphore, told: AsyncIterator[str]) -> AsyncIterator[str]:
    """The lines as soon as the runner has a place, as Ollama's own queue keeps them."""
    async with at_once:
        async for one in told:
            yield one


def entry(name: str, size: int) -> dict[str, Any]:
    """A model as it is listed."""
    details = {"format": "gguf", "family": "fake", "parameter_size": "8B", "quantization_level": "Q4_K_M"}
    dated = {"modified_at": "2026-01-01T00:00:00.5Z", "digest": "0" * 64}
    return {"name": name, "model": name, "size": size, "details": details} | dated


def refusal(status: int, error: str) -> Response:
    return Response(json.dumps({"error": error}), status, media_type="application/json")


def _simplifies(request: dict[str, Any]) -> bool:
    return bool(request["messages"][0].get("content", "").startswith("Reescribe"))


def line(
    content: str,
    *,
    done: bool = False,
    count: int = 0,
    seconds: float = 1.0,
    thinking: str = "",
    reason: str = "stop",
    logprob: float | None = None,
) -> dict[str, Any]:
    message = {"role": "assistant", "content": content} | ({"thinking": thinking} if thinking else {})
    line: dict[str, Any] = {"model": MODEL, "created_at": "2026-01-01T00:00:00Z", "message": message, "done": done}
    if logprob is not None:
        line["logprobs"] = [{"token": content, "logprob": logprob, "bytes": list(content.encode())}]
    if done:
        nanoseconds = int(seconds * 1e9)
        line |= {
            "done_reason": reason,
            "total_duration": nanoseconds,
            "load_duration": 1_000_000,
            "prompt_eval_count": 42,
            "prompt_eval_duration": 1_000_000,
            "eval_count": count,
            "eval_duration": nanoseconds,
        }
    return line


@contextmanager
def fake_ollama() -> Iterator[FakeOllama]:
    """Runs it on a free loopback port."""
    fake = FakeOllama()
    with serving(fake.app()) as fake.port:
        yield fake
