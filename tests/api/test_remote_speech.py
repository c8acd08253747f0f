"""A tutor that hears and speaks through another server: a second tutor with its OpenAI API."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from fastapi import FastAPI, Response

from tests.api.client import begin, say
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serving
from tutor.errors import EngineFailed, EngineUnavailable, NothingHeard, TutorError
from tutor.settings import Settings
from tutor.speech.openai import RemoteTranscriber, RemoteVoice

SILENCE = np.zeros(16_000, dtype=np.float32)


@pytest.fixture(scope="module")
def tutor(server: Server, ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Without a model of its own for speech."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        corrections_llm=False,
        stt="openai",
        stt_url=f"{server.url}/v1",
        tts="openai",
        tts_url=f"{server.url}/v1",
    )
    with running(settings) as one:
        yield one


@pytest.mark.models
def test_a_spoken_turn(tutor: Server, spoken: Callable[[str], bytes]) -> None:
    recording = spoken("Ayer fuimos al mercado con mi hermana.")
    events = say(tutor.client, begin(tutor.client), files={"audio": ("a.wav", recording)})
    heard = next(e.data for e in events if e.name == "transcript")
    assert "mercado" in heard["text"].lower()
    assert len(heard["words"]) == len(heard["text"].split())
    assert 0 < heard["words"][0]["probability"] <= 1
    sound = tutor.client.get(events[-1].data["speech_url"]).content
    with wave.open(io.BytesIO(sound[:40] + (len(sound) - 44).to_bytes(4, "little") + sound[44:])) as file:
        assert file.getframerate() == 24_000
        assert file.getnframes() > 24_000
    engines = tutor.client.get("/api/status").json()["engines"]
    assert (engines["stt"]["engine"], engines["tts"]["engine"]) == ("openai", "openai")


@pytest.mark.models
def test_silence(server: Server) -> None:
    with pytest.raises(NothingHeard):
        RemoteTranscriber(f"{server.url}/v1", "any", "", "es").transcribe(SILENCE)


def answers(status: int, content: bytes) -> FastAPI:
    app = FastAPI()

    @app.post("/v1/audio/{kind}")
    def audio(kind: str) -> Response:
        return Response(content, status)

    return app


WAV = b"RIFF\xff\xff\xff\xffWAVE"


@pytest.mark.parametrize(
    ("status", "content", "kind"),
    [
        (401, b"{}", EngineUnavailable),
        (404, b"<html>", EngineUnavailable),
        (429, b"", EngineUnavailable),
        (500, b"", EngineUnavailable),
        (422, b"{}", EngineFailed),
        (200, b"<html>gateway</html>", EngineFailed),
        (200, b"", EngineFailed),
        (200, b"\xff\xfe{", EngineFailed),
        (200, WAV, EngineFailed),
        (200, WAV + b"data\xff\xff\xff\xff" + bytes(100), EngineFailed),
    ],
)
def test_servers_that_misbehave(status: int, content: bytes, kind: type[TutorError]) -> None:
    with serving(answers(status, content)) as port:
        url = f"http://127.0.0.1:{port}/v1"
        for ask in (
            lambda: RemoteVoice(url, "m", "clave", "v").load(),
            lambda: RemoteTranscriber(url, "m", "clave", "es").transcribe(SILENCE),
        ):
            with pytest.raises(kind) as failed:
                ask()
            assert type(failed.value) is kind
            assert failed.value.action
            assert "clave" not in str(failed.value)


def test_a_transcription_without_words_or_text() -> None:
    for told, words in (
        ({"text": " Hola  mundo. "}, 0),
        ({"text": "Hola", "words": [{"word": "Hola", "start": 0, "end": 1}]}, 1),
    ):
        with serving(answers(200, json.dumps(told).encode())) as port:
            heard = RemoteTranscriber(f"http://127.0.0.1:{port}/v1", "m", "", "es").transcribe(SILENCE)
        assert heard.text.startswith("Hola")
        assert len(heard.words) == words
    with serving(answers(200, b'{"text": " ... "}')) as port, pytest.raises(NothingHeard):
        RemoteTranscriber(f"http://127.0.0.1:{port}/v1", "m", "", "es").transcribe(SILENCE)


def test_nobody_there() -> None:
    with pytest.raises(EngineUnavailable, match="does not answer"):
        RemoteVoice("http://127.0.0.1:9/v1", "m", "", "v").load()
