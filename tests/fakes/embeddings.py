"""A server with OpenAI's embeddings API, whose model knows a few things and which words speak of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fastapi import FastAPI, Request, Response

from tests.fakes.serve import serving

MODEL = "fake-embeddings"
ABOUT = (("zorr", "gallin", "animal"), ("mar", "pescador", "océano", "barco"), ("pan", "harina", "bollería"))


@dataclass
class FakeEmbeddings:
    """`answer`, when given, takes the place of a true one, with `status`."""

    port: int = 0
    answer: bytes | None = None
    status: int = 200
    delay_s: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def app(self) -> FastAPI:
        app = FastAPI()

        @app.post("/v1/embeddings")
        async def embeddings(request: Request) -> Response:
            asked = await request.json()
            self.asked.append(asked)
            await asyncio.sleep(self.delay_s)
            data = [
                {"object": "embedding", "index": n, "embedding": _vector(text)} for n, text in enumerate(asked["input"])
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            told = {"object": "list", "model": asked["model"], "data": data[::-1], "usage": usage}
            answer = json.dumps(told).encode() if self.answer is None else self.answer
            return Response(answer, self.status, media_type="application/json")

        return app


def _vector(text: str) -> list[float]:
    words = text.lower()
    return [*(5.0 * sum(words.count(stem) for stem in stems) for stems in ABOUT), 1.0]


@contextmanager
def fake_embeddings() -> Iterator[FakeEmbeddings]:
    fake = FakeEmbeddings()
    with serving(fake.app()) as fake.port:
        yield fake
