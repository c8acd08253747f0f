"""Models fetched through an Ollama that tells of it as the real one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.tutors import PATIENCE_S
from tutor.core.errors import DownloadFailed, InvalidInput, NotFound
from tutor.llm.engines.ollama_pull import checked, pull, remove

GB = 10**9


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.library = {"gemma3:4b": 3 * GB}
        yield fake


@pytest.fixture
async def http(ollama: FakeOllama) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=ollama.url) as client:
        yield client


async def test_all_layers_are_counted_together(ollama: FakeOllama, http: httpx.AsyncClient) -> None:
    told: list[tuple[int, int]] = []
    await pull(http, "gemma3:4b", lambda here, total: told.append((here, total)))
    assert told[-1] == (3 * GB, 3 * GB)
    assert all(here <= total for here, total in told)
    assert [here for here, _ in told] == sorted(here for here, _ in told)
    assert "gemma3:4b" in ollama.models


async def test_a_line_that_breaks_is_said_and_can_be_gone_on_with(ollama: FakeOllama, http: httpx.AsyncClient) -> None:
    ollama.pull_dies = True
    with pytest.raises(DownloadFailed) as told:
        await pull(http, "gemma3:4b", lambda here, total: None)
    assert "goes on" in told.value.action
    ollama.pull_dies = False
    await pull(http, "gemma3:4b", lambda here, total: None)
    assert ollama.pulls == ["gemma3:4b"] * 2


async def test_cancelling_hangs_up(ollama: FakeOllama, http: httpx.AsyncClient) -> None:
    ollama.pull_held = True
    begun = asyncio.Event()
    task = asyncio.create_task(pull(http, "gemma3:4b", lambda here, total: begun.set()))
    await begun.wait()
    task.cancel()
    await asyncio.wait([task])
    async with asyncio.timeout(PATIENCE_S):
        while not ollama.pulls_broken_off:  # noqa: ASYNC110 (it is set by another thread)
            await asyncio.sleep(0.01)
    assert "gemma3:4b" not in ollama.models


async def test_an_unknown_name_is_said(http: httpx.AsyncClient) -> None:
    with pytest.raises(NotFound, match="no model called nada"):
        await pull(http, "nada:1b", lambda here, total: None)


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        ("write /models/blobs: no space left on device", DownloadFailed, "too little room"),
        ("the model requires a newer version of Ollama", DownloadFailed, "newer Ollama"),
        ("dial tcp: lookup registry: no such host", DownloadFailed, "could not be fetched"),
    ],
)
@pytest.mark.parametrize("status", [200, 500])
async def test_what_went_wrong_is_said(error: str, kind: type[Exception], words: str, status: int) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"error": error})

    async with httpx.AsyncClient(base_url="http://x", transport=httpx.MockTransport(answer)) as http:
        with pytest.raises(kind, match=words):
            await pull(http, "gemma3:4b", lambda here, total: None)


@pytest.mark.parametrize("body", [b"<html>", b"[1]\n", b'{"status":"pulling manifest"}\n', b""])
async def test_what_is_no_pull_is_no_success(body: bytes) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body)

    async with httpx.AsyncClient(base_url="http://x", transport=httpx.MockTransport(answer)) as http:
        with pytest.raises(DownloadFailed):
            await pull(http, "gemma3:4b", lambda here, total: None)


async def test_a_model_is_removed_once(ollama: FakeOllama, http: httpx.AsyncClient) -> None:
    ollama.models = {"gemma3:4b": GB}
    await remove(http, "gemma3:4b")
    assert ollama.models == {}
    with pytest.raises(NotFound):
        await remove(http, "gemma3:4b")


@pytest.mark.parametrize(
    "name", ["gemma3", "gemma3:4b", "hf.co/bartowski/x-GGUF:Q4_K_M", "r.example.org:5000/ana/m:1b", "ana/m:1b"]
)
def test_names_that_may_be_fetched(name: str) -> None:
    assert checked(f" {name} ") == name


@pytest.mark.parametrize(
    "name", ["", "..", "../x", "a b", "x?y", "a//b", "x" * 300, "gpt-oss:120b-cloud", "kimi:cloud", "http://x/y"]
)
def test_names_that_may_not(name: str) -> None:
    with pytest.raises(InvalidInput):
        checked(name)


@pytest.mark.parametrize(
    "name",
    [
        "169.254.169.254/latest/m",
        "169.254.169.254:80/latest/m",
        "localhost:6379/a/m",
        "valkey/a/m",
        "db:5432/m",
        "10.0.0.7/m",
        "8.8.8.8/a/m",
        "2130706433/a/m",
        "0x7f.1/a/m",
        "127.1/a/m",
        "printer.local/a/m",
        "LOCALHOST./a/m",
    ],
)
def test_no_name_reaches_into_the_network(name: str) -> None:
    with pytest.raises(InvalidInput):
        checked(name)
