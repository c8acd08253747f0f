"""Recordings in a store that speaks the S3 API: all that is done with those in a folder, and when the store is away."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.client import begin, messages, say
from tests.conftest import running
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import free_port
from tests.s3 import S3Store
from tests.tutors import PATIENCE_S, Server, as_environment
from tutor.core.settings import Settings

SAID = "Hola, me llamo Ana."


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is only slow is waited for."""
    monkeypatch.setattr("tutor.store.s3_files.ANSWER_S", PATIENCE_S)


@pytest.fixture
def own(store: S3Store, ollama: FakeOllama, tmp_path: Path) -> Settings:
    return ollama.tutor(tmp_path / "data", files=f"s3://{store.bucket}/spoken", files_url=store.url)


def speak(server: Server, conversation: str, sound: bytes) -> str:
    """Say something; the address of the recording."""
    assert say(server.client, conversation, files={"audio": ("r.wav", sound)})[-1].name == "done"
    address: str = [m for m in messages(server.client, conversation) if m["role"] == "learner"][-1]["recording_url"]
    return address


def command(settings: Settings, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tutor.cli", *words],
        env=os.environ | as_environment(settings),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_recording_is_in_the_store_alone_and_heard_in_parts(
    own: Settings, store: S3Store, spoken: Callable[[str], bytes]
) -> None:
    sound = spoken(SAID)
    with running(own) as server:
        recording = speak(server, begin(server.client), sound)
        [(key, kept)] = store.objects().items()
        assert key.startswith("spoken/")
        assert kept == sound
        assert not own.recordings_folder.exists()

        whole = server.client.get(recording)
        assert (whole.content, whole.headers["content-type"]) == (sound, "audio/wav")
        for asked, part in (("bytes=0-", sound), ("bytes=10-19", sound[10:20]), ("bytes=-7", sound[-7:])):
            answer = server.client.get(recording, headers={"Range": asked})
            assert (answer.status_code, answer.content) == (206, part)
            assert answer.headers["content-range"].endswith(f"/{len(sound)}")
        assert server.client.get(recording, headers={"Range": f"bytes={len(sound)}-"}).status_code == 416
        assert server.client.get("/api/quotas").json()["recordings_bytes"] == len(sound)

        archive = zipfile.ZipFile(io.BytesIO(server.client.get("/api/export?format=zip").content))
        assert sound in [archive.read(name) for name in archive.namelist() if name.startswith("recordings/")]
    with running(own) as server:  # one that has to ask how long it is
        assert server.client.get("/api/quotas").json()["recordings_bytes"] == len(sound)


def test_what_is_deleted_is_gone_from_the_store(own: Settings, store: S3Store, spoken: Callable[[str], bytes]) -> None:
    sound = spoken(SAID)
    with running(own) as server:
        kept, lost = begin(server.client), begin(server.client)
        speak(server, kept, sound)
        speak(server, lost, sound)
        noise = b"RIFF\0\0\0\0WAVE" + os.urandom(1_000)
        assert say(server.client, kept, files={"audio": ("r.wav", noise)})[-1].data["code"] == "audio_unreadable"
        assert len(store.objects()) == 2
        assert server.client.delete(f"/api/conversations/{lost}").status_code == 204
        assert len(store.objects()) == 1
        assert server.client.delete("/api/learner/data").status_code == 204
        assert store.objects() == {}


@pytest.mark.sqlite
def test_a_backup_holds_what_is_in_the_store_and_brings_it_back(
    own: Settings, store: S3Store, spoken: Callable[[str], bytes], tmp_path: Path
) -> None:
    sound, file = spoken(SAID), tmp_path / "todo.zip"
    with running(own) as server:
        conversation = begin(server.client)
        recording = speak(server, conversation, sound)
        made = command(own, "backup", str(file))
        assert made.returncode == 0, made.stderr
        then = store.objects()
        speak(server, conversation, sound)
        assert server.client.delete(f"/api/conversations/{conversation}").status_code == 204
        later = speak(server, begin(server.client), sound)
        assert server.client.get(later).content == sound
    assert not set(then) & set(store.objects())
    restored = command(own, "restore", str(file))
    assert restored.returncode == 0, restored.stderr
    assert store.objects() == then
    aside = next(own.data_dir.glob("before-restore-*"))
    assert [put.read_bytes() for put in (aside / "recordings").iterdir()] == [sound]
    with running(own) as server:
        assert server.client.get(recording).content == sound


def test_while_the_store_is_away_nothing_is_lost_and_everybody_is_told(
    own: Settings, store: S3Store, spoken: Callable[[str], bytes]
) -> None:
    sound = spoken(SAID)
    with CuttingProxy(store.port) as way:
        settings = own.model_copy(update={"files_url": way.url})
        with running(settings) as server:
            conversation = begin(server.client)
            recording = speak(server, conversation, sound)
            before = len(messages(server.client, conversation))

            way.lead_to(free_port())
            for answer in (
                server.client.post(f"/api/conversations/{conversation}/turns", files={"audio": ("r.wav", sound)}),
                server.client.get(recording),
                server.client.get("/api/export?format=zip"),
                server.client.delete(f"/api/conversations/{conversation}"),
                server.client.delete("/api/learner/data"),
            ):
                assert answer.status_code == 503
                assert answer.json()["error"]["code"] == "files_unreachable"
                assert answer.json()["error"]["retryable"]
            assert not [*settings.data_dir.glob("export-*"), *settings.data_dir.glob("erasing-*")]
            assert say(server.client, conversation)[-1].name == "done"  # typing goes on
            assert len(messages(server.client, conversation)) == before + 2

            way.lead_to(store.port)
            assert server.client.get(recording).content == sound
            speak(server, conversation, sound)
            assert len(store.objects()) == 2
            assert server.client.delete(f"/api/conversations/{conversation}").status_code == 204
            assert store.objects() == {}


def test_a_turn_whose_recording_cannot_be_fetched_is_taken_again(
    own: Settings, store: S3Store, spoken: Callable[[str], bytes]
) -> None:
    sound = spoken(SAID)
    with CuttingProxy(store.port) as way, running(own.model_copy(update={"files_url": way.url})) as server:
        conversation = begin(server.client)
        way.cut(2, after=0, only="GET /")  # it is put there, and cannot be had
        events = say(server.client, conversation, files={"audio": ("r.wav", sound)})
        assert (events[-1].name, events[-1].data["code"]) == ("error", "files_unreachable")
        assert events[-1].data["retryable"]
        turn = events[0].data["turn_id"]
        assert list(store.objects().values()) == [sound]
        again = server.client.post(f"/api/turns/{turn}/regenerate", headers={"Accept": "application/json"})
        assert again.status_code == 200, again.text
        assert messages(server.client, conversation)[1]["text"]


def test_a_store_that_is_away_or_keeps_versions_is_told_at_the_start(own: Settings, store: S3Store) -> None:
    away = own.model_copy(update={"files_url": f"http://127.0.0.1:{free_port()}"})
    nowhere = own.model_copy(update={"files": "s3://no-such-bucket-of-ours"})
    for settings in (away, nowhere):
        ended = command(settings, "serve", "--port", "0")
        assert ended.returncode == 1
        assert "Recordings can be neither kept nor heard" in ended.stderr
        assert "Traceback" not in ended.stderr
    store.client.put_bucket_versioning(Bucket=store.bucket, VersioningConfiguration={"Status": "Enabled"})
    ended = command(own, "serve", "--port", "0")
    assert ended.returncode == 1
    assert "keeps versions" in ended.stderr
