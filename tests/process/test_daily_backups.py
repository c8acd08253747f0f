"""The tutor copies its database each day; a copy brings it back, and holds nothing that was deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.api.client import begin, messages, say, wait_until
from tests.conftest import running
from tests.fakes.ollama import FakeOllama
from tests.process.test_belongings import command, traces
from tutor.core.settings import Settings

pytestmark = pytest.mark.sqlite

SECRET, KEPT = "Mi secreto inconfundible 47", "Esto se queda."


@pytest.fixture
def own(tmp_path: Path, ollama: FakeOllama) -> Settings:
    return ollama.tutor(tmp_path / "data")


def copies(settings: Settings) -> list[Path]:
    return sorted(settings.backups_folder.glob("tutor-*.db"))


def test_a_damaged_database_is_brought_back_from_the_latest_copy(own: Settings) -> None:
    with running(own) as server:
        conversation = begin(server.client)
        say(server.client, conversation, KEPT)
    for file in copies(own):  # of the start, when there was nothing yet
        file.unlink()
    with running(own) as server:
        wait_until(lambda: copies(own))
        shown = messages(server.client, conversation)
    (own.data_dir / "tutor.db").write_bytes(os.urandom(50_000))
    broken = own.backups_folder / "tutor-2999-01-01.db"
    broken.write_bytes(b"nothing of use")
    refused = command(own, "serve", "--port", "0")
    assert "tutor restore" in refused.stderr
    restored = command(own, "restore")
    assert restored.returncode == 0, restored.stderr
    with running(own) as server:
        assert messages(server.client, conversation) == shown


def test_what_is_deleted_is_gone_from_the_copies_before_the_answer(own: Settings) -> None:
    with running(own) as server:
        kept, lost = begin(server.client), begin(server.client)
        say(server.client, kept, KEPT)
        say(server.client, lost, SECRET)
        fact = server.client.post("/api/memory", json={"text": "le gusta un secreto inconfundible"}).json()["id"]
    for file in copies(own):
        file.unlink()
    with running(own) as server:
        wait_until(lambda: copies(own))
        first = copies(own)[0]
        first.rename(first.with_name("tutor-2026-01-01.db"))
        wait_until(lambda: traces(own.backups_folder, b"inconfundible"))
        assert server.client.delete(f"/api/memory/{fact}").status_code == 204
        assert traces(own.backups_folder, b"le gusta un secreto") == []
        assert server.client.delete(f"/api/conversations/{lost}").status_code == 204
        assert traces(own.data_dir, b"inconfundible") == []
        assert traces(own.backups_folder, KEPT.encode())
        assert server.client.delete("/api/learner/data").status_code == 204
        assert traces(own.data_dir, KEPT.encode()) == []
        assert copies(own)


def test_none_are_made_where_none_are_wanted_and_that_is_told_by_restore(own: Settings) -> None:
    off = own.model_copy(update={"backup_days": 0})
    with running(off) as server:
        begin(server.client)
    assert not own.backups_folder.exists()
    answer = command(off, "restore")
    assert answer.returncode == 1
    assert "no backup" in answer.stderr
