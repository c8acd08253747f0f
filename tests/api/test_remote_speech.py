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
from tests.conftest import REAL, Server, running
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import serving
from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineFailed, EngineUnavailable, NothingHeard, RequestRefused, TutorError
from tutor.core.settings import Settings
from tutor.speech.remote import RemoteTranscriber, RemoteVoice, voices_of

SILENCE = np.zeros(16_000, dtype=np.float32)


@pytest.fixture(scope="module", autouse=True)
def _patient() -> Iterator[None]:
    """A server that is only slow is waited for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tutor.speech.remote.TIMEOUT_S", PATIENCE_S)
        yield


@pytest.fixture(scope="module")
def tutor(server: Server, ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Neither hears words nor speaks by itself."""
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        models_dir=REAL.models_folder,
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
def test_sounds_are_read_here(tutor: Server, spoken: Callable[[str], bytes]) -> None:
    """Another server hears the words, but none tells of the sounds."""
    files, data = {"audio": ("a.wav", spoken("Me gusta la casa."))}, {"text": "Me gusta la casa."}
    answer = tutor.client.post("/api/pronunciation", files=files, data=data)
    assert answer.status_code == 200, answer.text
    assert [word["sound"] for word in answer.json()["words"]] == [""] * 4


@pytest.mark.models
def test_silence(server: Server) -> None:
    with pytest.raises(NothingHeard):
        RemoteTranscriber(f"{server.url}/v1", "any", "", "es").transcribe(SILENCE)


@pytest.mark.models
def test_its_voices_can_be_chosen(tutor: Server, server: Server, spoken: Callable[[str], bytes]) -> None:
    listed = tutor.client.get("/api/voices").json()
    there = [voice["id"] for voice in server.client.get("/api/voices").json() if voice["installed"]]
    assert {f"openai-{id}" for id in there} < {voice["id"] for voice in listed}
    assert listed[0]["name"] == "alloy"  # of the settings
    assert all(voice["installed"] and voice["language"] == "es" for voice in listed)
    for wrong in (there[0], "openai-nobody", "openai-../x"):
        assert tutor.client.patch("/api/learner", json={"voice": wrong}).status_code == 404

    usual = tutor.client.get(say(tutor.client, begin(tutor.client))[-1].data["speech_url"]).content
    assert tutor.client.patch("/api/learner", json={"voice": f"openai-{there[1]}"}).status_code == 200
    chosen = tutor.client.get(say(tutor.client, begin(tutor.client))[-1].data["speech_url"]).content
    assert len(chosen) > 10_000
    assert chosen != usual
    tutor.client.patch("/api/learner", json={"voice": "auto"})


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ({"voices": ["a", "b-1.2"]}, ["a", "b-1.2"]),
        ({"voices": [{"id": "a"}, {"voice_id": "b"}, {"name": "c"}, {"x": 1}, 7, None]}, ["a", "b", "c"]),
        (["a", "../b", "x" * 61, ""], ["a"]),
        ({"voices": "a"}, []),
        ("a", []),
        (None, []),
    ],
)
def test_voices_as_servers_list_them(told: object, names: list[str]) -> None:
    app = FastAPI()

    @app.get("/v1/audio/voices")
    def voices() -> Response:
        return Response(json.dumps(told), media_type="application/json")

    with serving(app) as port:
        assert voices_of(f"http://127.0.0.1:{port}/v1", "") == names
    with serving(FastAPI()) as port:
        assert voices_of(f"http://127.0.0.1:{port}/v1", "") == []
    assert voices_of("http://127.0.0.1:9/v1", "") == []
    assert "nova" in voices_of("https://api.openai.com/v1", "")


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
        (422, b"{}", RequestRefused),
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
