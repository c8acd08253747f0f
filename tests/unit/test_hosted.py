"""The engines behind another server, against a small server that speaks their wire formats, also badly."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, suppress
from typing import Any

import pytest

from tests.fakes.hosted import KEY, MODEL, FakeHosted, claude_events, fake_hosted, gemini_events, openai_events, sse
from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineFailed, EngineUnavailable, ReplyRefused, RequestRefused, TutorError
from tutor.llm.base import ChatMessage, ChatModel, ChatRequest, RemoteModel, Usage, complete
from tutor.llm.engines.anthropic import ClaudeModel
from tutor.llm.engines.gemini import GeminiModel
from tutor.llm.engines.openai import OpenAIModel
from tutor.llm.engines.remote import Http

MESSAGES: list[ChatMessage] = [
    {"role": "system", "content": "Eres un tutor."},
    {"role": "user", "content": "Hola."},
    {"role": "assistant", "content": "¡Hola! ¿Qué tal?"},
    {"role": "user", "content": "Bien. \u2028 ¿Y tú?"},
]
SCHEMA = {"type": "object", "properties": {"corrected": {"type": "string"}}, "required": ["corrected"]}
REQUEST = ChatRequest(MESSAGES, max_tokens=50, temperature=0.5)
# For how long a server may be silent; in tests of that, not so long.
SILENT_S, SHORT_S = PATIENCE_S, 2.5

Make = Callable[..., RemoteModel]
NAMED: dict[str, Make] = {
    "openai": lambda url, name, key=KEY, silent_s=SILENT_S: OpenAIModel(f"{url}/v1", name, key, silent_s),
    "anthropic": lambda url, name, key=KEY, silent_s=SILENT_S: ClaudeModel(url, name, key, silent_s),
    "gemini": lambda url, name, key=KEY, silent_s=SILENT_S: GeminiModel(url, name, key, silent_s),
}
MAKERS: dict[str, Make] = {
    kind: lambda url, named=named, **more: named(url, MODEL, **more) for kind, named in NAMED.items()
}
EVENTS: dict[str, Callable[[list[str]], list[bytes]]] = {
    "openai": openai_events,
    "anthropic": claude_events,
    "gemini": gemini_events,
}


@pytest.fixture
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture(params=list(MAKERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def model(kind: str, hosted: FakeHosted) -> AsyncIterator[ChatModel]:
    model = MAKERS[kind](hosted.url)
    yield model
    await model.close()


async def failure(model: ChatModel, kind: type[TutorError]) -> TutorError:
    with pytest.raises(kind) as caught:
        await complete(model, REQUEST)
    error = caught.value
    assert type(error) is kind
    assert error.message.endswith(".")
    assert error.action
    assert KEY not in str(error)
    return error


@pytest.mark.parametrize("piece", [0, 1, 2, 3, 7, 64])
async def test_text_and_usage_arrive_however_the_bytes_are_cut(
    model: ChatModel, hosted: FakeHosted, piece: int
) -> None:
    hosted.tokens, hosted.piece = ["¡Qué ", "ñandú", "\u2028", "🦙", "\n\ndata: ", "—fin"], piece
    parts = [part async for part in model.stream(REQUEST)]
    assert "".join(part for part in parts if isinstance(part, str)) == "".join(hosted.tokens)
    usage = parts[-1]
    assert isinstance(usage, Usage)
    assert (usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens) == (42, 6, 40)


async def test_what_is_asked(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    await complete(model, ChatRequest(MESSAGES, max_tokens=50, temperature=0.5, schema=SCHEMA))
    asked = hosted.requests[-1]
    roles: list[Any] = {
        "openai": lambda: [m["role"] for m in asked["messages"]],
        "anthropic": lambda: [asked["system"] and "system", *(m["role"] for m in asked["messages"])],
        "gemini": lambda: [asked["systemInstruction"] and "system", *(c["role"] for c in asked["contents"])],
    }[kind]()
    assert roles == ["system", "user", "model" if kind == "gemini" else "assistant", "user"]
    assert "Bien. \u2028 ¿Y tú?" in json.dumps(asked, ensure_ascii=False)
    schema = {
        "openai": lambda: asked["response_format"]["json_schema"]["schema"],
        "anthropic": lambda: asked["output_config"]["format"]["schema"],
        "gemini": lambda: asked["generationConfig"]["responseJsonSchema"],
    }[kind]()
    assert schema == SCHEMA
    limit = {
        "openai": lambda: asked["max_tokens"],
        "anthropic": lambda: asked["max_tokens"],
        "gemini": lambda: asked["generationConfig"]["maxOutputTokens"],
    }[kind]()
    assert limit >= 50


async def test_top_p_is_asked_for_only_when_it_is_given(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    def top_p() -> Any:
        asked = hosted.requests[-1]
        return asked["generationConfig"].get("topP") if kind == "gemini" else asked.get("top_p")

    await complete(model, ChatRequest(MESSAGES, max_tokens=50, top_p=0.3))
    assert top_p() == 0.3
    await complete(model, REQUEST)
    assert top_p() is None


async def test_looking_at_a_model_asks_it_nothing(kind: str, hosted: FakeHosted) -> None:
    good, unknown, locked = (
        MAKERS[kind](hosted.url),
        NAMED[kind](hosted.url, "another-model"),
        MAKERS[kind](hosted.url, key="falsa"),
    )
    await good.check()
    with pytest.raises(EngineUnavailable, match="does not") as caught:
        await unknown.check()
    assert "_MODEL" in caught.value.action
    with pytest.raises(EngineUnavailable, match="key"):
        await locked.check()
    assert hosted.requests == []
    for one in (good, unknown, locked):
        await one.close()


async def test_closing_the_iterator_stops_the_engine(model: ChatModel, hosted: FakeHosted) -> None:
    hosted.stall_after = 4
    async with aclosing(model.stream(REQUEST)) as parts:
        await anext(parts)
    async with asyncio.timeout(PATIENCE_S):
        while not hosted.cancelled:  # noqa: ASYNC110 (it is set by another thread)
            await asyncio.sleep(0.02)
    assert hosted.cancelled == 1


@pytest.mark.parametrize(
    ("status", "kind_of_error", "words"),
    [
        (401, EngineUnavailable, "key"),
        (403, EngineUnavailable, "key"),
        (404, EngineUnavailable, "model"),
        (429, EngineUnavailable, "no more requests"),
        (500, EngineUnavailable, "too much to do"),
        (503, EngineUnavailable, "too much to do"),
        (529, EngineUnavailable, "too much to do"),
        (400, RequestRefused, "could not work"),
    ],
)
async def test_errors_by_status(
    model: ChatModel, hosted: FakeHosted, status: int, kind_of_error: type[TutorError], words: str
) -> None:
    hosted.status, hosted.error = status, {"type": "some_error", "message": "no", "code": status}
    assert words in (await failure(model, kind_of_error)).message
    assert len(hosted.requests) == 1  # no hidden retries


async def test_a_wrong_key(kind: str, hosted: FakeHosted) -> None:
    model = MAKERS[kind](hosted.url, key="llave-mala")
    assert "_KEY" in (await failure(model, EngineUnavailable)).action
    await model.close()


async def test_nobody_there(kind: str) -> None:
    model = MAKERS[kind]("http://127.0.0.1:9")
    assert "_URL" in (await failure(model, EngineUnavailable)).action
    await model.close()


async def test_a_server_that_answers_html(model: ChatModel, hosted: FakeHosted) -> None:
    hosted.html = True
    await failure(model, EngineFailed)


async def test_a_server_that_stalls(kind: str, hosted: FakeHosted) -> None:
    hosted.stall_after = 3
    model = MAKERS[kind](hosted.url, silent_s=SHORT_S)
    assert "middle" in (await failure(model, EngineFailed)).message
    await model.close()


async def test_a_server_that_never_ends(model: ChatModel, hosted: FakeHosted) -> None:
    hosted.tokens, hosted.repeat = ["palabra " * 20] * 4, 3
    assert "would not stop" in (await failure(model, EngineFailed)).message


async def test_a_server_that_only_pings(hosted: FakeHosted) -> None:
    hosted.repeat = 2
    model = MAKERS["anthropic"](hosted.url, silent_s=SHORT_S)
    assert "middle" in (await failure(model, EngineFailed)).message
    await model.close()


async def test_a_stream_cut_short(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    hosted.events = EVENTS[kind](hosted.tokens)[:3]
    await failure(model, EngineFailed)


@pytest.mark.parametrize("piece", [0, 1])
async def test_bytes_that_are_no_utf8(model: ChatModel, kind: str, hosted: FakeHosted, piece: int) -> None:
    """Either refused or shown with a mark in place of what can't be read; never an error without a name."""
    events = EVENTS[kind](["Hola", "¿qué tal?"])
    hosted.events, hosted.piece = [event.replace("¿".encode(), b"\xc2") for event in events], piece
    try:
        text = await complete(model, REQUEST)
    except EngineFailed:
        return
    assert "\ufffd" in text


async def test_json_that_is_none(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    name = "content_block_delta" if kind == "anthropic" else ""
    hosted.events = [*EVENTS[kind]([])[:1], sse('{"choices": [', name)]
    await failure(model, EngineFailed)


ERRORS_IN_STREAM: dict[str, tuple[bytes, type[TutorError]]] = {
    "openai": (sse({"error": {"message": "slot gone", "code": 500}}), EngineFailed),
    "anthropic": (
        sse({"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}, "error"),
        EngineUnavailable,
    ),
    "gemini": (sse({"error": {"code": 503, "message": "busy", "status": "UNAVAILABLE"}}), EngineUnavailable),
}


async def test_an_error_inside_the_stream(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    event, expected = ERRORS_IN_STREAM[kind]
    hosted.events = [*EVENTS[kind](["Hola"])[:1], event]
    await failure(model, expected)


def _filtered() -> list[bytes]:
    return [event.replace(b'"stop"', b'"content_filter"') for event in openai_events(["No"])]


REFUSALS: dict[str, list[list[bytes]]] = {
    "openai": [_filtered()],
    "anthropic": [claude_events(["No"], stop="refusal")],
    "gemini": [
        gemini_events(["No"], finish="SAFETY"),
        gemini_events([], finish="PROHIBITED_CONTENT"),
        [sse({"promptFeedback": {"blockReason": "SAFETY"}})],
    ],
}


async def test_a_refusal_is_no_fault(model: ChatModel, kind: str, hosted: FakeHosted) -> None:
    for events in REFUSALS[kind]:
        hosted.events = events
        error = await failure(model, ReplyRefused)
        assert not error.retryable


async def test_gemini_tells_a_wrong_key_as_a_bad_request(hosted: FakeHosted) -> None:
    hosted.status = 400
    hosted.error = {"code": 400, "message": "API key not valid.", "details": [{"reason": "API_KEY_INVALID"}]}
    model = MAKERS["gemini"](hosted.url)
    assert "key" in (await failure(model, EngineUnavailable)).message
    await model.close()


async def test_without_a_name_the_first_model_listed_is_taken(hosted: FakeHosted) -> None:
    model = OpenAIModel(f"{hosted.url}/v1", "", KEY, SILENT_S)
    await model.load()
    assert model.name == MODEL
    await model.close()


@pytest.mark.parametrize("make", [ClaudeModel, GeminiModel])
def test_a_paid_model_must_be_named(make: Callable[..., ChatModel]) -> None:
    with pytest.raises(EngineUnavailable, match="which model"):
        make("", "", KEY, SILENT_S)


async def test_only_a_free_server_is_primed(hosted: FakeHosted) -> None:
    for kind, make in MAKERS.items():
        model = make(hosted.url)
        await model.prime(MESSAGES)
        assert not hosted.requests, kind
        await model.close()


async def test_a_kept_connection_that_is_hung_up_is_not_the_end() -> None:
    """The server takes one request per connection and does not say so."""
    served: list[int] = []

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        served.append(1)
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(once, "127.0.0.1") as server, Http(SILENT_S) as http:
        host, port = server.sockets[0].getsockname()
        for _ in range(3):
            assert (await http.get(f"http://{host}:{port}/")).text == "ok"
    assert len(served) == 3
