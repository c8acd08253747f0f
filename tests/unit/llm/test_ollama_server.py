"""Which of an Ollama's models answer, against a server that lists and refuses as the real one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.fakes.shelf import FakeShelf
from tests.tutors import PATIENCE_S
from tutor.core.errors import (
    ConversationTooLong,
    EngineBusy,
    EngineFailed,
    EngineLoading,
    EngineUnavailable,
    ModelCannotChat,
    ModelMissing,
    ModelTooLarge,
    ModelUnloadable,
    RemoteModelRefused,
    RequestRefused,
    ThoughtTooLong,
    TutorError,
)
from tutor.core.settings import Settings
from tutor.llm.base import ChatRequest, Scored, Thought, Usage, complete
from tutor.llm.choose import ChatModels
from tutor.llm.engines.ollama_list import listed
from tutor.llm.engines.ollama_server import OllamaServer

GB = 10**9
CLOUD = "gpt-oss:120b-cloud"
ASK = ChatRequest([{"role": "user", "content": "Hola."}], 50)


@pytest.fixture
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        fake.models = {"gemma3:4b": 3 * GB, "mistral:7b": 4 * GB}
        yield fake


def settings(ollama: FakeOllama, **changes: object) -> Settings:
    return Settings(ollama_url=ollama.url, ollama_memory_gb=20, _env_file=None, **changes)


@pytest.fixture
async def server(ollama: FakeOllama) -> AsyncIterator[OllamaServer]:
    server = OllamaServer(settings(ollama))
    yield server
    await server.close()


async def picked(ollama: FakeOllama, **changes: object) -> str:
    server = OllamaServer(settings(ollama, **changes))
    try:
        return (await server.pick()).model.name
    finally:
        await server.close()


# Where words go


@pytest.mark.parametrize("host", ["https://ollama.com", "http://127.0.0.1:9", "ollama.com:443", ""])
async def test_a_model_computed_elsewhere_is_offered_and_never_taken_by_itself(ollama: FakeOllama, host: str) -> None:
    ollama.models, ollama.cloud = {}, {CLOUD: host}
    server = OllamaServer(settings(ollama))
    with pytest.raises(EngineUnavailable, match="leave this computer") as told:
        await server.pick()
    assert "ollama pull" in told.value.action
    by_message, one = await server.offers()
    assert by_message.problem
    assert (one.id, one.here, one.problem) == (f"ollama/{CLOUD}", False, "")
    assert one.host in ("ollama.com", "127.0.0.1")
    assert (await server.named(CLOUD)).name == CLOUD  # the learner's own choice
    await server.close()
    assert await picked(ollama, ollama_model=CLOUD) == CLOUD  # the operator's


async def test_a_model_beside_it_is_taken_whatever_its_size(ollama: FakeOllama) -> None:
    ollama.models, ollama.cloud = {"tinyllama": 600_000_000}, {CLOUD: "https://ollama.com", "qwen3:cloud": ""}
    assert await picked(ollama) == "tinyllama"
    ollama.models = {"gpt-oss:20b": 12 * GB}
    assert await picked(ollama, ollama_model="gpt-oss") == "gpt-oss:20b"


async def test_an_ollama_elsewhere_is_not_taken_by_itself(tmp_path: Path) -> None:
    def models(url: str, llm: str = "auto") -> ChatModels:
        return ChatModels(Settings(ollama_url=url, llm=llm, _env_file=None), FakeShelf())

    for url in ("http://203.0.113.7.nip.io:11434", "http://8.8.8.8:11434", "https://ollama.example.org"):
        away = models(url)
        assert away.engines == ["embedded"], url
        assert away.offered == ["ollama", "embedded"]
        assert models(url, "ollama").engines == ["ollama"]
    for url in ("http://192.168.1.4:11434", "http://ollama:11434", "http://nas.local:11434", "http://[fd00::1]:11434"):
        assert models(url).engines == ["ollama", "embedded"], url


def test_what_is_no_list_is_refused_and_odd_entries_are_passed_over() -> None:
    odd = {"models": [{"model": "a", "size": None}, {"name": "b", "size": "1"}, {}, 7, {"model": ""}]}
    assert [(one.name, one.size) for one in listed(odd)] == [("a", 0), ("b", 0)]
    assert listed({"models": None}) == []
    for wrong in ([], "x", {"models": 3}):
        with pytest.raises(ValueError, match="no list"):
            listed(wrong)


# One that fails


@pytest.mark.parametrize("status", [403, 404, 500, 502])
async def test_a_model_of_which_nothing_can_be_learned_hides_no_other(ollama: FakeOllama, status: int) -> None:
    ollama.show_status = {"gemma3:4b": status}
    server = OllamaServer(settings(ollama))
    assert (await server.pick()).model.name == "mistral:7b"
    health = await server.health()
    assert health.ok
    assert [(subject, str(status) in what) for subject, what, _ in health.remarks] == [("gemma3:4b", True)]
    await server.close()


# Which one


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ({"gemma3:4b": 3, "deepseek-r1:7b": 5}, "gemma3:4b"),
        ({"llama3.2:3b": 2, "bge-m3": 1, "nomic-embed-text": 9}, "llama3.2:3b"),
        ({"qwen2.5:7b": 5, "llama-guard3:8b": 6, "llava:13b": 8, "deepseek-ocr:3b": 7}, "qwen2.5:7b"),
        ({"qwen2.5:7b": 5, "qwen2.5:14b-base": 9, "mistral:7b-text": 9, "gemma-3-12b-pt": 9}, "qwen2.5:7b"),
        ({"llama2:13b": 8, "gemma2:2b": 2}, "gemma2:2b"),
        ({"qwen2.5-coder:7b": 5, "phi3:3.8b": 2}, "phi3:3.8b"),
        ({"hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M": 3, "starcoder2:7b": 4}, "hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M"),
        ({"some-new-model:9b": 6}, "some-new-model:9b"),
    ],
)  # fmt: skip
async def test_models_for_talking_come_first_and_those_that_know_spanish(
    ollama: FakeOllama, there: dict[str, int], taken: str
) -> None:
    ollama.models = {name: size * GB for name, size in there.items()}
    assert await picked(ollama) == taken


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("llama3", "llama3:8b"),
        ("llama3:8b", "llama3:8b"),
        ("LLAMA3", "llama3:8b"),
        ("Llama3:8B", "llama3:8b"),
        ("library/llama3", "llama3:8b"),
        ("registry.ollama.ai/library/llama3:8b", "llama3:8b"),
        ("mistral", "mistral:latest"),
        ("hf.co/bartowski/gemma-3-4b-it-GGUF", "hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M"),
        ("huggingface.co/bartowski/gemma-3-4b-it-gguf", "hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M"),
        ("models.example.org:5000/ana/qwen3", "models.example.org:5000/ana/qwen3:4b"),
    ],
)
async def test_a_model_is_found_without_its_tag(ollama: FakeOllama, wanted: str, found: str) -> None:
    ollama.models = {"llama3:8b": 5 * GB, "llama3:70b": 40 * GB, "mistral:latest": 4 * GB, "mistral:22b": 13 * GB}
    ollama.models |= {
        "hf.co/bartowski/gemma-3-4b-it-GGUF:Q4_K_M": 3 * GB,
        "models.example.org:5000/ana/qwen3:4b": 3 * GB,
    }
    assert await picked(ollama, ollama_model=wanted) == found


async def test_a_model_that_is_not_there_is_named(ollama: FakeOllama) -> None:
    with pytest.raises(EngineUnavailable, match="llama4") as told:
        await picked(ollama, ollama_model="llama4")
    assert "ollama pull llama4" in told.value.action


# Reasons


@pytest.mark.parametrize(
    ("status", "told", "kind", "words"),
    [
        (500, "model requires more system memory (8.4 GiB) than is available (3.1 GiB)", ModelTooLarge, "8.4 GiB"),
        (500, "llama runner process has terminated: cudaMalloc failed: out of memory", ModelTooLarge, "memory"),
        (500, "llama runner process has terminated: signal: killed", ModelTooLarge, "memory"),
        (500, "vk::Device::allocateMemory: ErrorOutOfDeviceMemory", ModelTooLarge, "memory"),
        (500, "model request too large for system", ModelTooLarge, "memory"),
        (500, "memory layout cannot be allocated with num_gpu = 33", ModelTooLarge, "memory"),
        (500, "llama-server reported out-of-memory during startup: cudaMalloc failed", ModelTooLarge, "memory"),
        (
            500,
            "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error",
            ModelTooLarge,
            "memory",
        ),
        (400, "the prompt does not fit in the context window", ConversationTooLong, "longer"),
        (400, "input after truncation exceeds maximum context length", ConversationTooLong, "longer"),
        (500, 'invalid format: "x"; expected "json" or a valid JSON Schema object', RequestRefused, "could not work"),
        (
            500,
            "llama-server process has terminated: exit status 1: error loading model: unknown model architecture: 'new'",
            ModelUnloadable,
            "cannot start gemma3:4b",
        ),
        (500, "unable to load model: /models/blobs/sha256-aa", ModelUnloadable, "cannot start"),
        (401, "unauthorized", RemoteModelRefused, "elsewhere"),
        (403, "ollama cloud is disabled: remote inference is unavailable", RemoteModelRefused, "elsewhere"),
        (429, "you've reached your hourly usage limit, please upgrade to continue", RemoteModelRefused, "elsewhere"),
        (404, "model 'gemma3:4b' not found", ModelMissing, "gemma3:4b"),
        (500, "pull model manifest: file does not exist", ModelMissing, "gemma3:4b"),
        (400, "model has no chat template", ModelCannotChat, "gemma3:4b"),
        (400, '"gemma3:4b" does not support chat', ModelCannotChat, "gemma3:4b"),
        (503, "server busy, please try again.  maximum pending requests exceeded", EngineBusy, "too much"),
        (500, "timed out waiting for llama runner to start - progress 0.40 - ", EngineLoading, "loading"),
        (500, "something else", EngineFailed, "middle"),
    ],
)
async def test_the_reason_is_told(
    ollama: FakeOllama, server: OllamaServer, status: int, told: str, kind: type[TutorError], words: str
) -> None:
    ollama.refusals = {"gemma3:4b": (status, told)}
    with pytest.raises(kind) as caught:
        await complete(await server.named("gemma3:4b"), ASK)
    assert type(caught.value) is kind
    assert words in caught.value.message
    if kind is ModelMissing:
        assert "ollama pull gemma3:4b" in caught.value.action
    if kind is ModelUnloadable:
        assert "Update Ollama" in caught.value.action


async def test_a_model_that_was_removed_gives_way_to_the_next(ollama: FakeOllama, server: OllamaServer) -> None:
    first = (await server.pick()).model.name
    del ollama.models[first]
    assert server.failed(first, ModelMissing())
    assert (await server.pick()).model.name != first
    assert not server.failed((await server.pick()).model.name, EngineFailed())


# What is asked


async def test_priming_asks_with_the_same_think_as_a_reply(ollama: FakeOllama) -> None:
    ollama.models = {"qwen3:4b": GB, "gpt-oss:20b": GB, "gemma3:4b": GB}
    ollama.thinking = ["qwen3:4b", "gpt-oss:20b"]
    server = OllamaServer(settings(ollama))
    for name, think in (("qwen3:4b", False), ("gpt-oss:20b", "low"), ("gemma3:4b", None)):
        model = await server.named(name)
        await model.prime(ASK.messages)
        await complete(model, ASK)
        primed, asked = ollama.requests[-2:]
        assert primed.get("think") == asked.get("think") == think, name
    await server.close()


async def test_thoughts_have_room_beside_the_reply_and_are_not_told(ollama: FakeOllama) -> None:
    ollama.models, ollama.thinking, ollama.headless = {"gpt-oss:20b": GB}, ["gpt-oss:20b"], True
    ollama.thoughts, ollama.tokens = ["We need to greet. "] * 320, ["palabra "] * 200
    server = OllamaServer(settings(ollama))
    said = (await server.named("gpt-oss:20b")).stream(ASK)
    parts = [part async for part in said if not isinstance(part, Thought)]
    assert set(part for part in parts if isinstance(part, str)) == {"palabra "}
    assert 50 <= len(parts) <= 53  # the room was for its thoughts alone
    assert isinstance(parts[-1], Usage)
    assert parts[-1].cut
    ollama.thoughts = ["hm "] * 5000
    with pytest.raises(ThoughtTooLong):
        await complete(await server.named("gpt-oss:20b"), ASK)
    await server.close()


async def test_a_model_not_known_to_think_is_asked_again_with_room(ollama: FakeOllama, server: OllamaServer) -> None:
    ollama.headless, ollama.thoughts = True, ["hm "] * 60
    model = await server.named("gemma3:4b")
    assert await complete(model, ASK) == "¡Muy bien! ¿Y tú?"
    assert [r["options"]["num_predict"] > 1000 for r in ollama.requests] == [False, True]
    ollama.requests.clear()
    await complete(model, ASK)
    assert len(ollama.requests) == 1


async def test_how_likely_a_correction_was_is_asked_and_told(ollama: FakeOllama, server: OllamaServer) -> None:
    ollama.logprob, ollama.formatted = -0.02, '{"corrected": "Hola."}'
    model = await server.named("gemma3:4b")
    asked = ChatRequest(ASK.messages, 50, schema={"type": "object"}, logprobs=True)
    parts = [part async for part in model.stream(asked) if isinstance(part, str)]
    assert [(type(part), part.logprob) for part in parts if isinstance(part, Scored)] == [(Scored, -0.02)]
    await complete(model, ASK)
    assert [r.get("logprobs") for r in ollama.requests] == [True, None]


async def test_a_reply_that_was_cut_says_so(ollama: FakeOllama, server: OllamaServer) -> None:
    ollama.tokens = ["palabra "] * 80
    *_, usage = [part async for part in (await server.named("gemma3:4b")).stream(ASK)]
    assert isinstance(usage, Usage)
    assert usage.cut


async def test_a_model_that_has_to_be_loaded_is_told_apart(ollama: FakeOllama, server: OllamaServer) -> None:
    assert (await server.pick()).cold
    await complete((await server.pick()).model, ASK)
    assert not (await server.pick()).cold
    ollama.loaded.clear()  # as `ollama stop` does
    assert (await server.pick()).cold


async def test_what_is_in_memory_is_asked_ahead(
    ollama: FakeOllama, server: OllamaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.llm.engines.ollama_inventory.AHEAD_S", PATIENCE_S)
    server.expect()  # nothing is known yet, so nothing is asked
    assert (await server.pick()).model.name == "mistral:7b"
    ollama.loaded = ["gemma3:4b"]
    server.expect()
    asked = server._has._asked_ahead
    assert asked
    server.expect()
    assert server._has._asked_ahead is asked  # nobody is asked twice
    await asyncio.wait([asked])
    ollama.down = True
    assert (await server.pick()).model.name == "gemma3:4b"  # as it was told before
    with pytest.raises(EngineUnavailable):  # one answer is for one choice
        await server.pick()


async def test_what_was_asked_ahead_and_failed_is_told_to_who_chooses(ollama: FakeOllama, server: OllamaServer) -> None:
    await server.pick()
    ollama.down = True
    server.expect()
    with pytest.raises(EngineUnavailable):
        await server.pick()
