"""What passages mean, against a small server that speaks OpenAI's embeddings API, also badly, and a real llama.cpp."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest
import xllamacpp

from tests.conftest import REAL
from tests.fakes.embeddings import MODEL, FakeEmbeddings, fake_embeddings
from tutor.core.errors import EngineFailed, EngineUnavailable, TutorError
from tutor.llm.embedder import Embedder


@pytest.fixture
def fake() -> Iterator[FakeEmbeddings]:
    with fake_embeddings() as fake:
        yield fake


@pytest.fixture
async def embedder(fake: FakeEmbeddings) -> AsyncIterator[Embedder]:
    embedder = Embedder(fake.url, MODEL, "")
    yield embedder
    await embedder.close()


async def test_each_text_gets_its_own_vector_of_length_one(embedder: Embedder, fake: FakeEmbeddings) -> None:
    fox, sea, boat = await embedder.embed(["La zorra", "El mar", "Un barco"])
    assert [float(np.linalg.norm(one.vector)) for one in (fox, sea, boat)] == pytest.approx([1, 1, 1])
    assert sea.vector @ boat.vector > 0.9 > 0.5 > sea.vector @ fox.vector
    assert fake.asked[0] | {"input": ""} == {"input": "", "model": MODEL, "encoding_format": "float"}


@pytest.mark.parametrize(
    ("status", "answer", "error"),
    [
        (200, b"<html>hola</html>", EngineFailed),
        (200, json.dumps({"object": "list", "data": []}).encode(), EngineFailed),
        (200, b'{"data": [{"index": 0, "embedding": [0, 0]}]}', EngineFailed),
        (200, b'{"data": [{"index": 0, "embedding": ["no"]}]}', EngineFailed),
        (200, b'{"data": [{"index": 0, "embedding": [1e999]}]}', EngineFailed),
        (200, b'{"data": null}', EngineFailed),
        (200, b'{"data": [{"index": 0, "embedding": null}]}', EngineFailed),
        (401, b'{"error": {"message": "no"}}', EngineUnavailable),
        (500, b"", EngineUnavailable),
    ],
)
async def test_a_bad_answer_is_told_and_the_words_must_do(
    embedder: Embedder, fake: FakeEmbeddings, status: int, answer: bytes, error: type[TutorError]
) -> None:
    fake.status, fake.answer = status, answer
    with pytest.raises(error) as caught:
        await embedder.embed(["Hola"])
    assert caught.value.action
    assert await embedder.of_question("Hola") is None


async def test_nobody_waits_long_for_it(
    embedder: Embedder, fake: FakeEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.llm.embedder.QUESTION_S", 0.1)
    fake.delay_s = 30.0
    assert await embedder.of_question("Hola") is None


@pytest.mark.models
async def test_a_real_server() -> None:
    folder = REAL.models_folder / "qwen2.5-coder-0.5b-instruct"
    params = xllamacpp.CommonParams()
    params.model.path = str(next(folder.glob("*.gguf")))
    params.n_ctx, params.n_parallel, params.verbosity, params.warmup = 512, 1, 0, False
    params.embedding, params.pooling_type = True, xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    server = xllamacpp.Server(params)
    embedder = Embedder(f"{server.listening_address}/v1", "any", "")
    bread, loaf, sea = await embedder.embed(["El pan está en la mesa.", "El pan está sobre la mesa.", "Sale el barco."])
    assert bread.vector @ loaf.vector > bread.vector @ sea.vector
    await embedder.close()
    del server
