"""What belongs to a learner can be taken away, backed up, brought back, and is gone when deleted."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.api.client import begin, messages, say
from tests.conftest import Server, running, spawned
from tests.fakes.ollama import FakeOllama
from tests.tutors import PATIENCE_S
from tutor.core.settings import Settings

SECRET = "=Mi-secreto-inconfundible-47: canto en la ducha."


@pytest.fixture
def own(tmp_path: Path, ollama: FakeOllama) -> Settings:
    return ollama.tutor(tmp_path / "data")


def command(settings: Settings, *args: str) -> subprocess.CompletedProcess[str]:
    given = {"TUTOR_" + k.upper(): str(v) for k, v in settings.model_dump(exclude_unset=True).items()}
    return subprocess.run(
        [sys.executable, "-m", "tutor.cli", *args], env=os.environ | given, capture_output=True, text=True, check=False
    )


def traces(folder: Path, words: bytes) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_export_holds_everything(own: Settings, spoken: Callable[[str], bytes]) -> None:
    with running(own) as server:
        conversation = begin(server.client)
        say(server.client, conversation, SECRET)
        say(server.client, conversation, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})
        shown = messages(server.client, conversation)

        answer = server.client.get("/api/export")
        assert "attachment" in answer.headers["content-disposition"]
        data = answer.json()
        assert [c["id"] for c in data["conversation"]] == [conversation]
        assert {m["text"] for m in data["message"]} == {m["text"] for m in shown}
        assert data["learner"][0]["level"] == "A2"

        archive = zipfile.ZipFile(io.BytesIO(server.client.get("/api/export?format=csv").content))
        rows = list(csv.DictReader(io.StringIO(archive.read("message.csv").decode())))
        assert SECRET in {row["text"].lstrip("'") for row in rows}
        assert not [row for row in rows if row["text"].startswith("=")]  # a spreadsheet would run it

        archive = zipfile.ZipFile(io.BytesIO(server.client.get("/api/export?format=zip").content))
        recording = server.client.get(shown[3]["recording_url"]).content
        assert recording in [archive.read(name) for name in archive.namelist() if name.startswith("recordings/")]
        assert json.loads(archive.read("tutor.json"))["message"] == data["message"]
        assert server.client.get("/api/export?format=exe").status_code == 422
        assert not list(own.data_dir.glob("export-*"))


@pytest.mark.sqlite
def test_a_deleted_conversation_is_gone_from_the_disk(own: Settings, spoken: Callable[[str], bytes]) -> None:
    with running(own) as server:
        kept, lost = begin(server.client), begin(server.client)
        say(server.client, kept, "Esto se queda.")
        say(server.client, lost, SECRET)
        say(server.client, lost, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})
        said = messages(server.client, lost)
        server.client.get(said[2]["speech_url"])
        name = SECRET.strip("=").encode()
        assert traces(own.data_dir, name)
        assert server.client.delete(f"/api/conversations/{lost}").status_code == 204
        assert traces(own.data_dir, name) == []
        assert traces(own.data_dir, lost.encode()) == []
        assert not list(own.recordings_folder.iterdir())
        assert not [file for file in own.speech_folder.iterdir() for m in said if file.name.startswith(m["id"])]
        assert messages(server.client, kept)[1]["text"] == "Esto se queda."


def test_delete_everything_leaves_nothing(own: Settings, spoken: Callable[[str], bytes]) -> None:
    with running(own) as server:
        conversation = begin(server.client)
        say(server.client, conversation, SECRET)
        say(server.client, conversation, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})
        server.client.patch("/api/learner", json={"level": "C1"})
        assert server.client.delete("/api/learner/data").status_code == 204
        assert server.client.get("/api/conversations").json() == []
        assert server.client.get("/api/learner").json()["level"] == "A2"
        assert not list(own.recordings_folder.iterdir())
        assert traces(own.data_dir, SECRET.strip("=").encode()) == []
        say(server.client, begin(server.client), "Y ahora sigo.")


@pytest.mark.sqlite
def test_backup_while_it_runs_and_restore(own: Settings, spoken: Callable[[str], bytes], tmp_path: Path) -> None:
    file = tmp_path / "todo.zip"
    with running(own) as server:
        conversation = begin(server.client)
        say(server.client, conversation, SECRET)
        say(server.client, conversation, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})
        shown = messages(server.client, conversation)
        recording = server.client.get(shown[3]["recording_url"]).content
        made = command(own, "backup", str(file))
        assert made.returncode == 0, made.stderr
        assert file.stat().st_mode & 0o077 == 0
        refused = command(own, "restore", str(file))
        assert refused.returncode == 1
        assert "already working with this data" in refused.stderr
        say(server.client, conversation, "Esto es posterior.")
    restored = command(own, "restore", str(file))
    assert restored.returncode == 0, restored.stderr
    aside = next(own.data_dir.glob("before-restore-*"))
    assert traces(aside, b"Esto es posterior.")
    with running(own) as server:
        assert messages(server.client, conversation) == shown
        assert server.client.get(shown[3]["recording_url"]).content == recording
    other = own.model_copy(update={"data_dir": tmp_path / "elsewhere"})
    assert command(other, "restore", str(file)).returncode == 0
    with running(other) as server:
        assert messages(server.client, conversation) == shown


@pytest.mark.sqlite
@pytest.mark.parametrize("harm", ["no zip", "no database", "broken database", "newer", "climbs out"])
def test_a_bad_backup_changes_nothing(own: Settings, tmp_path: Path, harm: str) -> None:
    with running(own) as server:
        conversation = begin(server.client)
    good = tmp_path / "good.zip"
    assert command(own, "backup", str(good)).returncode == 0
    bad = tmp_path / "bad.zip"
    if harm == "no zip":
        bad.write_bytes(b"PK nonsense")
    else:
        database = zipfile.ZipFile(good).read("tutor.db")
        if harm == "broken database":
            database = database[:5000] + b"\xff" * 4000 + database[9000:]
        if harm == "newer":
            (tmp_path / "n.db").write_bytes(database)
            with closing(sqlite3.connect(tmp_path / "n.db")) as connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
                connection.commit()
            database = (tmp_path / "n.db").read_bytes()
        with zipfile.ZipFile(bad, "w") as archive:
            if harm != "no database":
                archive.writestr("tutor.db", database)
            archive.writestr("../../climbed.webm", b"x")
            archive.writestr("recordings/../../climbed.webm", b"x")
    answer = command(own, "restore", str(bad))
    assert not list(tmp_path.parent.glob("**/climbed.webm"))
    if harm == "climbs out":
        assert answer.returncode == 0
    else:
        assert answer.returncode == 1
        assert "backup" in answer.stderr
        assert not list(own.data_dir.glob("before-restore-*"))
    with running(own) as server:
        assert server.client.get(f"/api/conversations/{conversation}").status_code == 200


@pytest.mark.sqlite
def test_the_export_command(own: Settings, tmp_path: Path) -> None:
    with running(own) as server:
        say(server.client, begin(server.client), SECRET)
        done = command(own, "export", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    archive = zipfile.ZipFile(done.stdout.strip())
    assert SECRET in archive.read("tutor.json").decode()


@pytest.mark.sqlite
def test_a_newer_database_is_refused_in_plain_words(own: Settings) -> None:
    with running(own):
        pass
    with closing(sqlite3.connect(own.data_dir / "tutor.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    answer = command(own, "serve", "--port", "0")
    assert answer.returncode == 1
    assert "newer version of Tutor" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_two_tutors_never_share_a_folder(own: Settings) -> None:
    with running(own):
        answer = command(own, "serve", "--port", "0")
    assert answer.returncode == 1
    assert "already working with this data folder" in answer.stderr


def test_logs_hold_no_learner_text(own: Settings, ollama: FakeOllama) -> None:
    with spawned(own) as server:
        conversation = begin(server.client)
        say(server.client, conversation, SECRET)
        ollama.garbage = True
        say(server.client, conversation, SECRET)
        ollama.garbage, ollama.die_after = False, 1
        say(server.client, conversation, SECRET)
        server.client.post("/api/conversations", json={"level": SECRET, "scenario_id": SECRET})
        server.client.post("/api/corrections", json={"text": SECRET})
        server.client.patch(f"/api/conversations/{conversation}", json={"title": SECRET})
        server.client.get(f"/api/conversations/{SECRET}")
        server.client.get("/", params={"q": SECRET})
        with another_client(server) as client:
            client.post("/api/conversations", content=SECRET.encode())
    lines = server.lines[1:]
    assert [json.loads(line)["level"] for line in lines if line.startswith("{")]  # the failures were logged
    assert "inconfundible" not in "".join(lines)
    assert "ducha" not in "".join(lines)


def another_client(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, timeout=PATIENCE_S, trust_env=False)
