"""One learner does not fill the disk: what cannot be heard is not kept, and recordings have their room."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.api.client import begin, messages, say
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama


def unreadable(size: int) -> dict[str, tuple[str, bytes]]:
    return {"audio": ("a.wav", b"RIFF\0\0\0\0WAVE" + os.urandom(size))}


def test_a_recording_that_cannot_be_heard_is_not_kept(server: Server) -> None:
    conversation = begin(server.client)
    last = say(server.client, conversation, files=unreadable(500_000))[-1]
    assert last.data["code"] == "audio_unreadable"
    assert not list((server.data_dir / "recordings").glob("*"))
    assert len(messages(server.client, conversation)) == 1
    turn = say(server.client, conversation)[0].data["turn_id"]  # the conversation goes on
    assert server.client.get(f"/api/turns/{turn}/events").status_code == 200


@pytest.mark.sqlite
def test_recordings_have_their_room(ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path / "data", learner_mb=1)) as server:
        conversation = begin(server.client)
        kept = tmp_path / "data" / "recordings"
        kept.mkdir(exist_ok=True)
        name = f"{'a' * 32}.wav"
        (kept / name).write_bytes(bytes(1_000_000))
        say(server.client, conversation)
        with closing(sqlite3.connect(tmp_path / "data" / "tutor.db")) as database, database:
            database.execute("UPDATE message SET recording = ? WHERE role = 'learner'", [name])
        refused: httpx.Response = server.client.post(
            f"/api/conversations/{conversation}/turns", files=unreadable(1_000)
        )
        assert (refused.status_code, refused.json()["error"]["code"]) == (507, "room_used")
        assert say(server.client, conversation)[-1].name == "done"
        assert server.client.delete(f"/api/conversations/{conversation}").status_code == 204
        assert say(server.client, begin(server.client), files=unreadable(1_000))[-1].data["code"] == "audio_unreadable"


@pytest.mark.sqlite
def test_what_all_keep_leaves_room_for_everybodys_words(ollama: FakeOllama, tmp_path: Path) -> None:
    """However many learners have room of their own: the disk stays open for what is typed."""
    with running(ollama.tutor(tmp_path / "data", keep_free_mb=10**9)) as server:
        conversation = begin(server.client)
        spoken = server.client.post(f"/api/conversations/{conversation}/turns", files=unreadable(1_000))
        read = server.client.post("/api/documents", files={"file": ("a.txt", b"El mar es azul.")})
        for refused in (spoken, read):
            assert (refused.status_code, refused.json()["error"]["code"]) == (507, "computer_full")
        assert say(server.client, conversation)[-1].name == "done"
        told = server.client.get("/api/quotas").json()
        assert told["recordings_most_bytes"] == told["recordings_bytes"] == 0
