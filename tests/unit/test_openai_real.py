"""The OpenAI engine against a real llama.cpp HTTP server with a small real model."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing

import pytest
import xllamacpp

from tests.conftest import REAL
from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineUnavailable
from tutor.llm.base import ChatRequest, Usage, complete
from tutor.llm.engines.openai import OpenAIModel

KEY = "llave-de-prueba"
HELLO = ChatRequest([{"role": "user", "content": "Di hola."}], max_tokens=12)

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    """The base URL of llama.cpp's own server."""
    folder = REAL.models_folder / "qwen2.5-coder-0.5b-instruct"
    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.verbosity = 2048, 1, 0
    params.warmup = False
    params.api_keys = [KEY]
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server  # it serves as long as somebody holds it


@pytest.fixture
async def model(llama: str) -> AsyncIterator[OpenAIModel]:
    model = OpenAIModel(llama, "", KEY, PATIENCE_S)
    yield model
    await model.close()


async def test_it_streams_and_counts(model: OpenAIModel) -> None:
    parts = [part async for part in model.stream(HELLO)]
    assert len([part for part in parts if isinstance(part, str)]) > 1
    usage = parts[-1]
    assert isinstance(usage, Usage)
    assert 0 < usage.completion_tokens <= 12
    assert usage.prompt_tokens > 5
    assert usage.tokens_per_s
    again = [part async for part in model.stream(HELLO)][-1]
    assert isinstance(again, Usage)
    assert again.cached_tokens


async def test_with_a_small_top_p_only_the_likeliest_is_said(model: OpenAIModel) -> None:
    said = {await complete(model, ChatRequest(HELLO.messages, 12, temperature=1.5, top_p=0.001)) for _ in range(3)}
    assert said == {await complete(model, ChatRequest(HELLO.messages, 12))}


async def test_it_answers_in_json(model: OpenAIModel) -> None:
    schema = {
        "type": "object",
        "properties": {"corrected": {"type": "string", "maxLength": 40}},
        "required": ["corrected"],
        "additionalProperties": False,
    }
    request = ChatRequest([{"role": "user", "content": "Corrige: yo soy veinte años."}], 60, schema=schema)
    assert set(json.loads(await complete(model, request))) == {"corrected"}


async def test_closing_frees_the_only_slot(model: OpenAIModel) -> None:
    """The long reply would hold it for longer than fifteen hundred of its tokens take here."""
    endless = ChatRequest([{"role": "user", "content": "Cuenta de uno a mil, número a número."}], max_tokens=2000)
    async with aclosing(model.stream(endless)) as parts:
        await anext(parts)
        began = time.monotonic()
        for _ in range(5):
            await anext(parts)
        token_s = (time.monotonic() - began) / 5
    began = time.monotonic()
    assert await complete(model, HELLO)
    assert time.monotonic() - began < 1500 * token_s


async def test_a_wrong_key(llama: str) -> None:
    model = OpenAIModel(llama, "", "otra", PATIENCE_S)
    with pytest.raises(EngineUnavailable, match="key"):
        await complete(model, HELLO)
    await model.close()
