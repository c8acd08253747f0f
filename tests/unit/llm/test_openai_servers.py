"""Servers with OpenAI's chat API as they are: thoughts told apart, odd ends, odd lists, scores that they refuse."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted, sse
from tests.tutors import PATIENCE_S
from tutor.core.errors import (
    ConversationTooLong,
    EngineFailed,
    EngineLoading,
    EngineUnavailable,
    ModelTooLarge,
    ModelUnloadable,
    ThoughtTooLong,
)
from tutor.llm.base import ChatRequest, Scored, Usage, complete
from tutor.llm.engines.openai import OpenAIModel
from tutor.llm.thought import Spoken

ASK = ChatRequest([{"role": "user", "content": "Hola."}], 50)
SAID = "¡Muy bien! ¿Y tú?"


@pytest.fixture
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture
async def model(hosted: FakeHosted) -> AsyncIterator[Spoken]:
    model = Spoken(OpenAIModel(f"{hosted.url}/v1", MODEL, KEY, PATIENCE_S))
    yield model
    await model.close()


def chunk(delta: dict[str, Any] | None, finish: str | None = None, **more: Any) -> bytes:
    choices = [{"index": 0, "delta": delta, "finish_reason": finish}]
    return sse({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": choices} | more)


USAGE = {"prompt_tokens": 3, "completion_tokens": 4, "total_tokens": 7}


@pytest.mark.parametrize(
    "end",
    [
        [chunk({}, "stop"), sse("[DONE]")],
        [sse("[DONE]")],  # no reason
        [chunk({}, None, choices=[], usage=USAGE)],  # no reason, no last line
        [chunk({}, "stop"), chunk({}, choices=[], usage={"prompt_tokens": None, "total_tokens": "7"}), sse("[DONE]")],
        [chunk({}, "stop", usage={}), sse("[DONE]")],
        [chunk(None, "eos_token"), chunk({}, choices=None, usage=USAGE)],
        [chunk({}, "stop", timings="none", usage=USAGE), sse("[DONE]")],
    ],
)
async def test_a_whole_reply_is_one_however_it_ends(model: Spoken, hosted: FakeHosted, end: list[bytes]) -> None:
    hosted.events = [chunk({"role": "assistant", "content": ""}), chunk({"content": SAID}), *end]
    assert await complete(model, ASK) == SAID


async def test_what_comes_in_pieces_of_kinds_is_told_apart(model: Spoken, hosted: FakeHosted) -> None:
    thought = [{"type": "thinking", "thinking": [{"type": "text", "text": "The user greets me."}]}]
    said = [{"type": "text", "text": part} for part in (SAID[:5], SAID[5:])]
    hosted.events = [chunk({"content": thought}), chunk({"content": said}), chunk({}, "stop"), sse("[DONE]")]
    assert await complete(model, ASK) == SAID


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning", "thinking"])
async def test_what_is_told_as_reasoning_is_not_said(model: Spoken, hosted: FakeHosted, field: str) -> None:
    hosted.events = [
        *(chunk({field: "The user greets me. "}) for _ in range(30)),
        chunk({"content": SAID}),
        chunk({}, "stop"),
        sse("[DONE]"),
    ]
    assert await complete(model, ASK) == SAID
    assert await complete(model, ASK) == SAID
    assert [r["max_tokens"] > 1000 for r in hosted.requests] == [False, True]  # from then on it has room for that
    hosted.events = [chunk({field: "hm"}), chunk({}, "length"), sse("[DONE]")]
    with pytest.raises(ThoughtTooLong):
        await complete(model, ASK)


async def test_a_reply_cut_by_length_says_so(model: Spoken, hosted: FakeHosted) -> None:
    for usage in ([], [chunk({}, choices=[], usage=USAGE)]):
        hosted.events = [chunk({"content": SAID}), chunk({}, "length"), *usage, sse("[DONE]")]
        *_, last = [part async for part in model.stream(ASK)]
        assert isinstance(last, Usage)
        assert last.cut


@pytest.mark.parametrize(
    ("listed", "taken"),
    [
        (["text-embedding-nomic-embed-text-v1.5", "qwen3-8b"], "qwen3-8b"),
        (["bge-reranker-v2-m3", "whisper-large-v3", "tts-1", "mistral-small"], "mistral-small"),
        (["phi-2", "gemma-3-4b-it"], "gemma-3-4b-it"),
        (["gpt-oss:120b-cloud", "kimi-k2:cloud", "llama3.2:3b"], "llama3.2:3b"),  # an Ollama passes the others on
        (["gpt-4o-realtime-preview", "davinci-002", "gpt-4o-mini"], "gpt-4o-mini"),
        (["one", "two"], "one"),
    ],
)
async def test_a_list_is_looked_through_for_a_model_to_talk_with(
    hosted: FakeHosted, listed: list[str], taken: str
) -> None:
    hosted.listed = listed
    model = OpenAIModel(f"{hosted.url}/v1", "", KEY, PATIENCE_S)
    await model.load()
    assert model.name == taken
    await model.close()


async def test_a_list_without_one_is_told(hosted: FakeHosted) -> None:
    hosted.listed = ["text-embedding-3-small", "gpt-oss:120b-cloud"]
    model = OpenAIModel(f"{hosted.url}/v1", "", KEY, PATIENCE_S)
    with pytest.raises(EngineUnavailable, match="which model"):
        await model.check()
    await model.close()


async def test_scores_are_asked_where_a_server_has_them(model: Spoken, hosted: FakeHosted) -> None:
    scores = {"content": [{"token": "Hola", "logprob": -0.5, "bytes": None, "top_logprobs": []}]}
    choice = {"index": 0, "delta": {"content": "Hola"}, "finish_reason": None, "logprobs": scores}
    hosted.events = [chunk({}, choices=[choice]), chunk({}, "stop"), sse("[DONE]")]
    told = [part async for part in model.stream(ChatRequest(ASK.messages, 50, logprobs=True))]
    assert [part.logprob for part in told if isinstance(part, Scored)] == [-0.5]
    hosted.refuses = "logprobs"
    for _ in range(2):
        assert await complete(model, ChatRequest(ASK.messages, 50, logprobs=True)) == "Hola"
    assert ["logprobs" in request for request in hosted.requests] == [True, True, False, False]


@pytest.mark.parametrize(
    ("status", "told", "kind"),
    [
        (503, "Loading model", EngineLoading),
        (500, "CUDA out of memory. Tried to allocate 2.00 GiB", ModelTooLarge),
        (400, "the request exceeds the available context size, try increasing it", ConversationTooLong),
        (
            400,
            "This model's maximum context length is 4096 tokens. Please reduce the length of the messages.",
            ConversationTooLong,
        ),
        (400, "Trying to keep the first 5000 tokens when context the overflows.", ConversationTooLong),
        (400, 'Failed to load model "gemma". Error: unknown model architecture', ModelUnloadable),
    ],
)
async def test_the_reason_is_told(
    model: Spoken, hosted: FakeHosted, status: int, told: str, kind: type[Exception]
) -> None:
    hosted.status, hosted.error = status, {"code": status, "message": told, "type": "unavailable_error"}
    with pytest.raises(kind):
        await complete(model, ASK)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Context size has been exceeded.", ConversationTooLong),
        ("ggml: out of memory", ModelTooLarge),
        ("something else", EngineFailed),
    ],
)
async def test_a_reason_told_inside_the_stream_is_told_as_well(
    model: Spoken, hosted: FakeHosted, told: str, kind: type[Exception]
) -> None:
    # As LM Studio and llama.cpp send it: the status was 200 before they knew.
    hosted.events = [sse({"error": {"code": 500, "message": told, "type": "server_error"}})]
    with pytest.raises(kind) as caught:
        await complete(model, ASK)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("qwen3-8b", {"chat_template_kwargs": {"enable_thinking": False}}),
        ("gpt-oss-20b", {"reasoning_effort": "low"}),
        ("mistral-small", {}),
    ],
)
async def test_models_that_think_are_asked_not_to(hosted: FakeHosted, name: str, asked: dict[str, Any]) -> None:
    model = Spoken(OpenAIModel(f"{hosted.url}/v1", name, KEY, PATIENCE_S))
    await complete(model, ASK)
    sent = json.loads(json.dumps(hosted.requests[-1]))
    assert {key: sent[key] for key in ("chat_template_kwargs", "reasoning_effort") if key in sent} == asked
    await model.close()
