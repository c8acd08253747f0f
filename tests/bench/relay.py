"""Many streams at once: what the tutor takes of the speed of a relay that does nothing else, and of memory."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator

import httpx
import psutil
from fastapi import FastAPI
from sse_starlette import EventSourceResponse, ServerSentEvent

from tests.api.client import begin
from tests.bench.common import Row, Run
from tests.bench.first_token import plain_tutor
from tests.fakes.ollama import MODEL, fake_ollama
from tests.fakes.serve import serving


def bare_relay(upstream: str) -> FastAPI:
    """The least that a relay of Ollama's stream over sse-starlette can do."""
    app = FastAPI()
    client = httpx.AsyncClient(
        base_url=upstream, limits=httpx.Limits(max_connections=None), timeout=60, trust_env=False
    )

    @app.post("/relay")
    async def relay() -> EventSourceResponse:
        async def events() -> AsyncIterator[ServerSentEvent]:
            body = {"model": MODEL, "messages": [], "stream": True}
            async with client.stream("POST", "/api/chat", json=body) as answer:
                async for line in answer.aiter_lines():
                    yield ServerSentEvent(
                        data=json.dumps({"text": json.loads(line)["message"]["content"]}), event="token"
                    )

        return EventSourceResponse(events())

    return app


async def _drain(client: httpx.AsyncClient, path: str, body: dict[str, str]) -> bool:
    last = ""
    async with client.stream("POST", path, json=body) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("event:"):
                last = line
    return last.endswith(("done", "token"))


def relay(run: Run) -> list[Row]:
    """100 streams of 200 tokens at once, against a relay that does nothing else."""
    streams, tokens = run.times(100, 10), run.times(200, 20)

    async def streamed(base: str, paths: list[str]) -> tuple[float, int]:
        limits = httpx.Limits(max_connections=None)
        async with httpx.AsyncClient(base_url=base, timeout=120, limits=limits, trust_env=False) as client:
            began = time.perf_counter()
            fine = await asyncio.gather(*(_drain(client, path, {"text": "Hola, ¿qué tal?"}) for path in paths))
            return time.perf_counter() - began, sum(fine)

    with fake_ollama() as fake, plain_tutor(fake) as server:
        fake.tokens = ["palabra "] * tokens
        with serving(bare_relay(fake.url)) as port:
            floor, _ = asyncio.run(streamed(f"http://127.0.0.1:{port}", ["/relay"] * streams))
        process = psutil.Process(server.process.pid)
        seconds, grown, finished = [], [], 0
        for _ in range(3):
            paths = [f"/api/conversations/{begin(server.client)}/turns" for _ in range(streams)]
            before = process.memory_info().rss
            took, fine = asyncio.run(streamed(server.url, paths))
            seconds.append(took)
            finished += fine
            grown.append((process.memory_info().rss - before) / 1e6)
    rate, floor_rate = streams * tokens / min(seconds), streams * tokens / floor
    return [
        Row("relay of tokens, of a bare relay", rate / floor_rate, "x", floor_rate, at_most=2, at_least=0.8),
        Row("share of streams finished", finished / (3 * streams), "", None, at_most=1, at_least=1),
        Row("memory grown by the third round of streams", grown[-1], "MB", grown[0], at_most=10, at_least=-500),
    ]
