"""A school's backup as the guide tells it: PostgreSQL's own, then a copy of the recordings' prefix, while the tutor runs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg

from tests.api.client import begin, messages, say
from tests.conftest import running
from tests.fakes.ollama import FakeOllama
from tests.postgres import database_for, programs
from tests.process.pairs import needs_servers
from tests.s3 import S3Store
from tests.tutors import Server

pytestmark = needs_servers[0]


def copy_prefix(store: S3Store, of: str, to: str) -> None:
    """What `aws s3 sync` does with two prefixes of one bucket."""
    for key in store.objects():
        if key.startswith(f"{of}/"):
            source = {"Bucket": store.bucket, "Key": key}
            store.client.copy_object(Bucket=store.bucket, Key=f"{to}/{key.removeprefix(f'{of}/')}", CopySource=source)


def program(name: str, *words: str) -> None:
    folder = programs()
    assert folder
    subprocess.run([folder / name, *words], check=True, capture_output=True)


def spoken_in(server: Server, conversation: str, sound: bytes) -> str:
    """Say something; the address of its recording."""
    assert say(server.client, conversation, files={"audio": ("r.wav", sound)})[-1].name == "done"
    said = [m for m in messages(server.client, conversation) if m["role"] == "learner"]
    return str(said[-1]["recording_url"])


def test_what_a_school_keeps_comes_back_from_its_backup(
    database: str, store: S3Store, ollama: FakeOllama, spoken: Callable[[str], bytes], tmp_path: Path
) -> None:
    url, sound, dump = database_for(database, tmp_path), spoken("Hola, me llamo Ana."), tmp_path / "tutor.dump"
    plain = url.replace("+psycopg", "")
    where = {"files": f"s3://{store.bucket}/spoken", "files_url": store.url}
    with running(ollama.tutor(tmp_path / "data", database_url=url, **where)) as server:
        kept, lost = begin(server.client), begin(server.client)
        recording, deleted = spoken_in(server, kept, sound), spoken_in(server, lost, sound)
        program("pg_dump", "--format=custom", f"--file={dump}", plain)
        # Between the two halves of the backup somebody deletes, and somebody speaks.
        assert server.client.delete(f"/api/conversations/{lost}").status_code == 204
        spoken_in(server, kept, sound)
        copy_prefix(store, "spoken", "backup")
        said = messages(server.client, kept)

    # All of it is gone; a new database and a new prefix take its place.
    name = url.rpartition("/")[2] + "_restored"
    with psycopg.connect(f"{plain.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    program("pg_restore", f"--dbname={plain.rpartition('/')[0]}/{name}", str(dump))
    copy_prefix(store, "backup", "restored")
    fresh = {"files": f"s3://{store.bucket}/restored", "files_url": store.url}
    new_url = f"{url.rpartition('/')[0]}/{name}"
    with running(ollama.tutor(tmp_path / "new", database_url=new_url, **fresh)) as server:
        assert messages(server.client, kept) == said[: len(said) - 2]
        assert server.client.get(recording).content == sound
        # Deleted after the database was saved: its words are back, its sound is not, and nothing fails by it.
        assert messages(server.client, lost)
        assert server.client.get(deleted).status_code == 404
        assert say(server.client, kept)[-1].name == "done"
        assert server.client.delete(f"/api/conversations/{lost}").status_code == 204
        assert server.client.get("/api/export?format=zip").status_code == 200
