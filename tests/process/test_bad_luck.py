"""A full disk, a damaged or emptied database, a folder that cannot be written: a sentence each time, and nothing stays
that was to go."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.client import begin, say, wait_until
from tests.conftest import Server, running, spawned
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.core.reserve import RESERVE_BYTES
from tutor.core.settings import Settings

pytestmark = pytest.mark.sqlite


@pytest.fixture
def own(ollama: FakeOllama, tmp_path: Path) -> Settings:
    return ollama.tutor(tmp_path / "data")


def start(settings: Settings) -> str:
    """What `tutor serve` says as it refuses."""
    env = os.environ | {"TUTOR_DATA_DIR": str(settings.data_dir), "TUTOR_PREWARM": "0"}
    command = [sys.executable, "-m", "tutor.cli", "serve", "--port", "0"]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert ended.returncode == 1, ended.stdout
    assert "Traceback" not in ended.stderr
    return ended.stderr


@pytest.fixture
def talked(own: Settings) -> Settings:
    """A tutor that has something to lose."""
    with running(own) as server:
        for n in range(8):
            say(server.client, begin(server.client), f"Esta es la frase número {n}. " * 40)
    return own


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda data: data[: len(data) // 2],
    "head": lambda data: b"\xff" * 4096 + data[4096:],
    "garbage": lambda data: os.urandom(len(data)),
    "middle": lambda data: data[:8192] + b"\xff" * (len(data) - 16384) + data[-8192:],
    "four pages": lambda data: (
        data[: len(data) // 8192 * 4096] + b"\xff" * 16384 + data[len(data) // 8192 * 4096 + 16384 :]
    ),
    "another file": lambda data: b"PK\x03\x04" + data[4:],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_is_told_and_left_alone(talked: Settings, damage: str) -> None:
    database = talked.data_dir / "tutor.db"
    harmed = DAMAGE[damage](database.read_bytes())
    database.write_bytes(harmed)
    said = start(talked)
    assert "damaged" in said
    assert "tutor restore" in said
    assert database.read_bytes() == harmed


@pytest.mark.parametrize("part", ["turnevent", "card", "ix_message_turn_id"])
def test_damage_that_nothing_else_would_meet_at_the_start_is_told(talked: Settings, part: str) -> None:
    """One page of a table or an index that is not read until somebody comes: the look over the whole file finds it."""
    database = talked.data_dir / "tutor.db"
    with closing(sqlite3.connect(database)) as looking:
        size = looking.execute("PRAGMA page_size").fetchone()[0]
        page = looking.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [part]).fetchone()[0]
    data = database.read_bytes()
    if part == "turnevent":  # has several pages: the last of them, whose number stands in the head of the first
        page = int.from_bytes(data[(page - 1) * size + 8 :][:4], "big")
    harmed = data[: (page - 1) * size] + b"\xff" * size + data[page * size :]
    database.write_bytes(harmed)
    said = start(talked)
    assert "damaged" in said
    assert "tutor restore" in said
    assert database.read_bytes() == harmed


def test_an_emptied_database_beside_recordings_is_no_new_tutor(talked: Settings) -> None:
    (talked.data_dir / "recordings").mkdir(exist_ok=True)
    (talked.data_dir / "recordings" / f"{'0' * 32}.wav").write_bytes(b"RIFF")
    (talked.data_dir / "tutor.db").write_bytes(b"")
    assert "empty" in start(talked)
    assert (talked.data_dir / "tutor.db").stat().st_size == 0


def test_a_folder_that_cannot_be_written(own: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = start(own.model_copy(update={"data_dir": tmp_path / "file" / "data"}))
    assert "TUTOR_DATA_DIR" in said


def test_an_export_that_failed_leaves_nothing(own: Settings) -> None:
    import resource

    with spawned(own) as server:
        conversation = begin(server.client)
        recordings = own.data_dir / "recordings"
        recordings.mkdir(exist_ok=True)
        for n in range(3):
            say(server.client, conversation, f"Frase {n}.")
        with io.BytesIO(os.urandom(900_000)) as sound:
            server.client.post(
                f"/api/conversations/{conversation}/turns",
                files={"audio": ("a.wav", b"RIFF\0\0\0\0WAVE" + sound.read())},
            )
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (40, 40))
        answer = server.client.get("/api/export?format=zip")
        assert answer.status_code == 507
        assert answer.json()["error"]["code"] == "disk_full"
        assert not list(own.data_dir.glob("export-*"))


def test_an_export_that_a_sudden_end_left_is_cleared_away_at_the_next_start(own: Settings) -> None:
    with running(own):
        pass
    left, mine = own.data_dir / "export-zza5_z2y", own.data_dir / "export-of-my-own.zip"
    left.write_text("secreto")
    mine.write_text("mío")
    with running(own):
        assert not left.exists()
        assert mine.exists()


@pytest.fixture
def small_disk(ollama: FakeOllama, tmp_path: Path) -> Iterator[Server]:
    """A server on a disk of 48 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder], check=False).returncode:
        pytest.skip("a disk of one's own needs root")
    try:
        with spawned(ollama.tutor(folder / "data", backup_days=0)) as server:  # which would come and go with its copy
            yield server
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_on_a_full_disk_there_can_still_be_deleted(small_disk: Server) -> None:
    client, data = small_disk.client, small_disk.data_dir
    wait_until(lambda: (data / ".reserve").exists() and (data / ".reserve").stat().st_size == RESERVE_BYTES)
    conversation = begin(client)
    say(client, conversation, "Esto se va. " * 50)
    with (data / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(b"\0" * 4096) == 4096:
                pass
        except OSError:
            pass
    assert client.post("/api/cards/words", json={"word": "mesa"}).status_code == 507
    assert client.delete(f"/api/conversations/{conversation}").status_code == 204
    assert client.get(f"/api/conversations/{conversation}").status_code == 404
    assert client.delete("/api/learner/data").status_code == 204
    (data / "filler").unlink()
    assert client.delete("/api/learner/data").status_code == 204
    wait_until(lambda: (data / ".reserve").exists() and (data / ".reserve").stat().st_size == RESERVE_BYTES)
