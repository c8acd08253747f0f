"""Our API for other programs, asked by the official `openai` client over the real server."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import av
import openai
import pytest

from tests.api.client import wait_until
from tests.conftest import REAL, Server, running
from tests.fakes.ollama import MODEL, FakeOllama
from tutor.core.settings import Settings

ASK = [{"role": "user", "content": "Hola"}]
ASKED = {"type": "text", "text": "¿Qué ves?"}
CALL = {"id": "1", "type": "function", "function": {"name": "weather", "arguments": "{}"}}


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{server.url}/v1", api_key="any", max_retries=0) as client:
        yield client


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()][:2] == [MODEL, "whisper-base"]


def test_a_whole_answer(client: openai.OpenAI, ollama: FakeOllama) -> None:
    answer = client.chat.completions.create(
        model="any",
        messages=[{"role": "system", "content": "Sé breve."}, *ASK],
        max_tokens=20,
        temperature=0.1,
        top_p=0.2,
    )
    assert answer.choices[0].message.content == "¡Muy bien! ¿Y tú?"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.model == MODEL
    assert answer.usage is not None
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (42, 4)
    asked = ollama.chats[-1]
    assert asked["messages"][0] == {"role": "system", "content": "Sé breve."}
    assert (asked["options"]["num_predict"], asked["options"]["temperature"], asked["options"]["top_p"]) == (
        20,
        0.1,
        0.2,
    )


def test_a_stream(client: openai.OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model="any",
            messages=[{"role": "user", "content": [{"type": "text", "text": "Hola"}]}],
            stream=True,
            stream_options={"include_usage": True},
        )
    )
    assert "".join(c.choices[0].delta.content or "" for c in chunks if c.choices) == "¡Muy bien! ¿Y tú?"
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.total_tokens == 46


def test_a_schema_reaches_the_engine(client: openai.OpenAI, ollama: FakeOllama) -> None:
    schema = {"type": "object", "properties": {"corrected": {"type": "string"}}}
    answer = client.chat.completions.create(
        model="any",
        messages=ASK,
        response_format={"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}},
    )
    assert answer.choices[0].message.content == '{"corrected": ""}'
    assert ollama.requests[-1]["format"] == schema


def test_who_goes_away_stops_the_engine(client: openai.OpenAI, ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = ["palabra "] * 300, 0.2
    before = ollama.cancelled
    with client.chat.completions.create(model="any", messages=ASK, stream=True) as stream:
        next(iter(stream))
        next(iter(stream))
    wait_until(lambda: ollama.cancelled > before)
    assert ollama.cancelled == before + 1


def test_faults(client: openai.OpenAI, ollama: FakeOllama) -> None:
    ollama.garbage = True
    with pytest.raises(openai.InternalServerError) as failed:
        client.chat.completions.create(model="any", messages=ASK)
    assert failed.value.code == "engine_failed"
    ollama.garbage, ollama.die_after = False, 2
    with pytest.raises(openai.APIError, match="model"):
        list(client.chat.completions.create(model="any", messages=ASK, stream=True))
    ollama.die_after = None
    for messages in ([], [{"role": "dog", "content": "x"}], [{"role": "user"}]):
        with pytest.raises(openai.UnprocessableEntityError):
            client.chat.completions.create(model="any", messages=messages)  # type: ignore[arg-type]
    with pytest.raises(openai.APIStatusError) as long:
        client.chat.completions.create(model="any", messages=[{"role": "user", "content": "a" * 200_000}])
    assert long.value.status_code == 413


@pytest.mark.models
@pytest.mark.parametrize("format", ["wav", "pcm", "mp3", "opus", "flac", "aac"])
def test_speech_is_heard_again(client: openai.OpenAI, format: str) -> None:
    said = client.audio.speech.create(
        model="any",
        voice="alloy",
        input="Hoy vamos al mercado. Mañana comemos.",
        response_format=format,  # type: ignore[arg-type]
    ).read()
    raw = {"format": "s16le", "options": {"sample_rate": "24000"}} if format == "pcm" else {}
    with av.open(io.BytesIO(said), **raw) as media:  # type: ignore[call-overload]
        seconds = sum(frame.samples / frame.sample_rate for frame in media.decode(audio=0))
    assert 2 < seconds < 6
    if format != "pcm":
        heard = client.audio.transcriptions.create(model="any", file=("a", said), response_format="verbose_json")
        assert "mercado" in heard.text.lower()
        assert heard.duration == pytest.approx(seconds, abs=0.2)
        assert heard.segments
        assert "".join(segment.text for segment in heard.segments).split() == heard.text.split()
        assert heard.words
        assert heard.words[0].end > heard.words[0].start
        assert "mercado" in client.audio.transcriptions.create(model="any", file=("a", said)).text.lower()


@pytest.mark.models
def test_what_is_heard_as_text_and_subtitles(client: openai.OpenAI, spoken: Callable[[str], bytes]) -> None:
    sound = ("a.wav", spoken("Hoy vamos al mercado."))
    asked = client.audio.transcriptions.create
    text = asked(model="any", file=sound, response_format="text", language="en", prompt="x", temperature=0.3)
    assert "mercado" in text
    assert asked(model="any", file=sound, response_format="srt").startswith("1\n00:00:0")
    assert asked(model="any", file=sound, response_format="vtt").startswith("WEBVTT\n\n00:00:0")
    words = asked(model="any", file=sound, response_format="verbose_json", timestamp_granularities=["word"]).words
    assert words


def test_what_is_not_known_is_ignored(client: openai.OpenAI, ollama: FakeOllama) -> None:
    answer = client.chat.completions.create(
        model="any",
        messages=[
            {"role": "developer", "content": "Sé breve.", "name": "house"},
            {"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}, ASKED]},
            {"role": "assistant", "content": None, "tool_calls": [CALL]},
            {"role": "tool", "tool_call_id": "1", "content": "Llueve."},
        ],
        stop=["\n"],
        n=1,
        seed=3,
        user="ana",
        logit_bias={"1": 2},
        presence_penalty=0.2,
        tools=[{"type": "function", "function": {"name": "weather", "parameters": {}}}],
        tool_choice="auto",
        reasoning_effort="low",
        metadata={"of": "mine"},
        service_tier="auto",
        extra_body={"min_p": 0.1, "chat_template_kwargs": {"enable_thinking": False}, "unheard_of": [1, {"a": None}]},
    )  # type: ignore[call-overload]
    assert answer.choices[0].message.content == "¡Muy bien! ¿Y tú?"
    assert [m.get("content", "") for m in ollama.chats[-1]["messages"]] == ["Sé breve.", "¿Qué ves?", "", "Llueve."]


def test_speech_that_cannot_be(client: openai.OpenAI) -> None:
    for text, status in (("", 422), ("a" * 5000, 413)):
        with pytest.raises(openai.APIStatusError) as refused:
            client.audio.speech.create(model="any", voice="alloy", input=text)
        assert refused.value.status_code == status


def test_what_is_no_recording(client: openai.OpenAI, server: Server) -> None:
    with pytest.raises(openai.UnprocessableEntityError) as refused:
        client.audio.transcriptions.create(model="any", file=("a.wav", b"no sound"))
    assert refused.value.code == "audio_unreadable"
    assert not list((server.data_dir / "recordings").glob("*"))


def test_sign_in_and_rates(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        models_dir=REAL.models_folder,
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        accounts=True,
        turns_rate="2/hour",
    )
    with running(settings) as server:
        found = re.search(r"token=(\S+)", server.wait_for_line("#/setup"))
        assert found
        body = {"name": "Clara", "password": "una contraseña larga", "token": found[1]}
        assert server.client.post("/api/owner", json=body).status_code == 201
        token = server.client.post("/api/tokens", json={"name": "casa"}).json()["token"]
        ask: Callable[[str], object] = lambda key: openai.OpenAI(  # noqa: E731
            base_url=f"{server.url}/v1", api_key=key, max_retries=0
        ).chat.completions.create(model="any", messages=ASK)  # type: ignore[arg-type]
        with pytest.raises(openai.AuthenticationError):
            ask("guessed")
        ask(token)
        ask(token)
        with pytest.raises(openai.RateLimitError) as limited:
            ask(token)
        assert int(limited.value.response.headers["retry-after"]) > 0
