"""Sound files become texts: in every format, bounded, in the background, and told of as it goes."""

from __future__ import annotations

import asyncio
import io
import json
import threading
import time
import wave
import zipfile
from collections.abc import AsyncGenerator, Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.api.client import refused
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.speech.audio.encode import Format, encoded
from tutor.speech.ears import Ears
from tutor.speech.stt.transcribe import Transcript


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(ollama.tutor(tmp_path_factory.mktemp("hearings"), max_sound_minutes=0.5)) as server:
        yield server


def as_file(wav: bytes, format: Format) -> bytes:
    """A WAV at 24 kHz in another format."""
    if format == "wav":
        return wav
    samples = np.frombuffer(wav[44:], dtype=np.int16)

    async def speech() -> AsyncGenerator[NDArray[np.int16], None]:
        yield samples

    async def whole() -> bytes:
        return b"".join([part async for part in encoded(speech(), format, 24_000)])

    return asyncio.run(whole())


def add(server: Server, sound: bytes, name: str = "El cuento.mp3") -> dict[str, object]:
    answer = server.client.post("/api/documents", files={"file": (name, sound)})
    assert answer.status_code == 202, answer.text
    return dict(answer.json())


@pytest.fixture
def hears(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """What is heard is only told once this is set: no sound has become a text before the next one comes."""
    may, hear = threading.Event(), Ears.hear

    async def later(ears: Ears, *how: Any, **more: Any) -> Transcript:
        heard = await hear(ears, *how, **more)
        while not may.is_set():  # noqa: ASYNC110 (it is set by another thread)
            await asyncio.sleep(0.01)
        return heard

    monkeypatch.setattr(Ears, "hear", later)
    return may


def wait_until_heard(server: Server) -> list[dict[str, object]]:
    """What is left when nothing is heard any more."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        left = list(server.client.get("/api/documents/hearings").json())
        if all(hearing["state"] != "hearing" for hearing in left):
            return left
        time.sleep(0.1)
    raise AssertionError(left)


@pytest.mark.parametrize("format", ["wav", "mp3", "flac", "opus"])
def test_a_sound_becomes_a_text_with_times(server: Server, spoken: Callable[[str], bytes], format: Format) -> None:
    sound = as_file(spoken("Mi hermana vive en Sevilla. Los domingos paseamos por el río."), format)
    begun = add(server, sound, f"Mi hermana.{format}")
    assert begun["state"] == "hearing"
    assert begun["title"] == "Mi hermana"
    assert 2 < float(str(begun["total_s"])) < 15
    assert wait_until_heard(server) == []
    [document] = [one for one in server.client.get("/api/documents").json() if one["title"] == "Mi hermana"]
    assert document["kind"] == "sound"
    [passage] = server.client.get(f"/api/documents/{document['id']}/passages").json()
    assert "hermana" in passage["text"]
    assert "domingos" in passage["text"]
    assert passage["at_s"] is not None
    assert document["recorded"]
    assert server.client.delete(f"/api/documents/{document['id']}").status_code == 204


def recordings(server: Server) -> list[str]:
    return sorted(file.name for file in (server.data_dir / "recordings").glob("*"))


def test_it_is_read_aloud_in_the_voice_that_was_heard(server: Server, spoken: Callable[[str], bytes]) -> None:
    first, second = spoken("Mi hermana vive en Sevilla."), spoken("Los domingos paseamos por el río.")
    pause = bytes(24_000)
    data = first[44:] + pause + second[44:]
    add(server, first[:40] + len(data).to_bytes(4, "little") + data, "Mi hermana.wav")
    assert wait_until_heard(server) == []
    [document] = [one for one in server.client.get("/api/documents").json() if one["title"] == "Mi hermana"]
    [kept] = recordings(server)

    def said(number: int, speed: float = 1.0) -> NDArray[np.int16]:
        where = f"/api/documents/{document['id']}/passages/1/sentences/{number}/speech"
        answer = server.client.get(where, params={"speed": speed})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
        assert int.from_bytes(answer.content[24:28], "little") == 16_000
        return np.frombuffer(answer.content[44:], dtype=np.int16)

    # What is played is that stretch of what was sent: the same loudness at the same time.
    for number, sound in enumerate((first, second)):
        sent = np.frombuffer(sound[44:], dtype=np.int16)
        assert likeness(loudness(sent, 24_000), loudness(said(number), 16_000)) > 0.95
        assert likeness(loudness(sent, 24_000), loudness(said(1 - number), 16_000)) < 0.8
    assert len(said(0, 0.6)) == pytest.approx(len(said(0)) / 0.6, rel=0.1)

    where = f"/api/documents/{document['id']}/passages/1/sentences/1/speech/words"
    told = json.loads(server.client.get(where).text.split("data: ")[1].split("\n")[0].strip())["words"]
    assert [word["text"].strip(".,").lower() for word in told][:2] == ["los", "domingos"]
    assert told[0]["start"] == 0
    assert sorted(word["from_s"] for word in told) == [word["from_s"] for word in told]
    assert told[-1]["to_s"] <= len(said(1)) / 16_000

    archive = zipfile.ZipFile(io.BytesIO(server.client.get("/api/export", params={"format": "zip"}).content))
    with archive.open(f"recordings/{kept}") as exported, wave.open(exported) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(len(data) / 2 / 24_000, abs=0.1)
    used = server.client.get("/api/quotas").json()
    assert used["recordings_bytes"] > len(data) / 2
    assert server.client.delete(f"/api/documents/{document['id']}").status_code == 204
    assert recordings(server) == []
    refused(server.client.get(where), 404, "not_found")


def loudness(samples: NDArray[np.int16], rate: int) -> NDArray[np.float64]:
    """By fiftieths of a second."""
    length = rate // 50
    frames = samples[: len(samples) // length * length].reshape(-1, length).astype(np.float64)
    return np.sqrt((frames**2).mean(axis=1))


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The best correlation of two courses of loudness, wherever the one begins in the other."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    padded = np.concatenate([np.zeros(25), longer, np.zeros(25)])
    return max(
        float(np.corrcoef(padded[at : at + len(shorter)], shorter)[0, 1])
        for at in range(len(padded) - len(shorter) + 1)
        if padded[at : at + len(shorter)].any()
    )


def test_it_takes_room_for_recordings(ollama: FakeOllama, tmp_path: Path, spoken: Callable[[str], bytes]) -> None:
    wav = spoken("Mi hermana vive en Sevilla. Los domingos paseamos por el río.")
    long = wav[:40] + (len(wav[44:]) * 10).to_bytes(4, "little") + wav[44:] * 10
    with running(ollama.tutor(tmp_path, learner_mb=1)) as server:
        refused(server.client.post("/api/documents", files={"file": ("largo.wav", long)}), 507, "room_used")
        assert server.client.get("/api/documents/hearings").json() == []
        add(server, wav, "corto.wav")
        assert wait_until_heard(server) == []
        assert len(recordings(server)) == 1
        assert server.client.delete("/api/learner/data").status_code == 204
        assert recordings(server) == []


def test_what_nobody_says_anything_in_says_so(server: Server, spoken: Callable[[str], bytes]) -> None:
    wav = bytearray(spoken("Hola."))
    wav[44:] = bytes(len(wav) - 44)
    begun = add(server, bytes(wav), "silencio.wav")
    [failed] = wait_until_heard(server)
    assert failed["id"] == begun["id"]
    assert failed["state"] == "failed"
    assert isinstance(failed["error"], dict)
    assert failed["error"]["code"] == "document_empty"
    assert server.client.delete(f"/api/documents/hearings/{failed['id']}").status_code == 204
    refused(server.client.delete(f"/api/documents/hearings/{failed['id']}"), 404, "not_found")
    assert server.client.get("/api/documents/hearings").json() == []


def test_sounds_are_bounded_in_length_and_number(
    server: Server, hears: threading.Event, spoken: Callable[[str], bytes]
) -> None:
    wav = spoken("Un momento, por favor.")
    head, body = wav[:40], wav[44:] * 40
    long = head + len(body).to_bytes(4, "little") + body
    refused(server.client.post("/api/documents", files={"file": ("largo.wav", long)}), 413, "audio_too_long")
    refused(
        server.client.post("/api/documents", files={"file": ("roto.mp3", b"ID3" + bytes(400))}), 422, "audio_unreadable"
    )
    some = head + (len(body) // 3).to_bytes(4, "little") + body[: len(body) // 3 // 2 * 2]
    first, second = add(server, some, "a.wav"), add(server, some, "b.wav")
    refused(server.client.post("/api/documents", files={"file": ("c.wav", some)}), 409, "too_many_hearings")
    for hearing in (second, first):
        server.client.delete(f"/api/documents/hearings/{hearing['id']}")
    hears.set()
    assert server.client.get("/api/documents/hearings").json() == []
    assert [one for one in server.client.get("/api/documents").json() if one["title"] in "ab"] == []


def test_what_is_heard_of_a_learner_goes_when_all_of_theirs_is_deleted(
    server: Server, hears: threading.Event, spoken: Callable[[str], bytes]
) -> None:
    wav = spoken("Mi hermana vive en Sevilla. Los domingos paseamos por el río.")
    for name in ("uno.wav", "dos.wav"):
        add(server, wav, name)
    assert len(server.client.get("/api/documents/hearings").json()) == 2
    assert server.client.delete("/api/learner/data").status_code == 204
    assert server.client.get("/api/documents/hearings").json() == []
    hears.set()
    add(server, wav, "después.wav")  # heard one after the other: what came before would be a text by then
    assert wait_until_heard(server) == []
    assert [one["title"] for one in server.client.get("/api/documents").json()] == ["después"]
