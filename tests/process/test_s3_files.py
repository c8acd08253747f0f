"""The files of a store and those of a folder answer alike; what the store does not delete at once it deletes later."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.serve import free_port
from tests.s3 import S3Store
from tests.tutors import PATIENCE_S
from tutor.core.errors import FilesUnreachable
from tutor.core.settings import Settings
from tutor.store.files import Files, open_files

SOUND = bytes(range(256)) * 10


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is only slow is waited for."""
    monkeypatch.setattr("tutor.store.s3_files.ANSWER_S", PATIENCE_S)


@pytest.fixture(params=["folder", "store", "a store's prefix"])
def files(request: pytest.FixtureRequest, store: S3Store, tmp_path: Path) -> Files:
    if request.param == "folder":
        return open_files(Settings(data_dir=tmp_path))
    prefix = "/one/two" if "prefix" in request.param else ""
    store.client.put_object(Bucket=store.bucket, Key="one/two-others", Body=b"of somebody else") if prefix else None
    return open_files(Settings(data_dir=tmp_path, files=f"s3://{store.bucket}{prefix}", files_url=store.url))


def test_what_is_put_can_be_read_listed_and_deleted(files: Files) -> None:
    assert files.names() == []
    assert files.read("a.wav") is None
    assert files.size("a.wav") is None
    for name in ("b.wav", "a.wav"):
        content = io.BytesIO(SOUND)
        content.seek(16)  # where somebody has looked at its head
        content.seek(0)
        files.put(name, content)
    assert files.names() == ["a.wav", "b.wav"]
    assert files.read("a.wav") == SOUND
    assert files.read("a.wav", 3, 9) == SOUND[3:9]
    assert files.read("a.wav", 2_500) == SOUND[2_500:]
    assert files.size("a.wav") == len(SOUND)
    assert files.total(["a.wav", "b.wav", "none.wav"]) == 2 * len(SOUND)
    files.delete(["a.wav", "none.wav"])
    files.discard(["b.wav", "none.wav"])
    assert files.names() == []
    assert files.total(["a.wav", "b.wav"]) == 0


def test_others_take_the_place_of_all_that_is_there(files: Files, tmp_path: Path) -> None:
    for name in ("a.wav", "b.wav"):
        files.put(name, io.BytesIO(name.encode()))
    fresh, aside = tmp_path / "fresh", tmp_path / "aside"
    fresh.mkdir()
    (fresh / "b.wav").write_bytes(b"b.wav")
    (fresh / "c.wav").write_bytes(b"c.wav")
    files.exchange(fresh, aside)
    assert files.names() == ["b.wav", "c.wav"]
    assert (aside / "a.wav").read_bytes() == b"a.wav"
    files.exchange(tmp_path / "none", tmp_path / "aside2")
    assert files.names() == []


def test_what_cannot_be_deleted_now_is_deleted_later_by_another_process_too(store: S3Store, tmp_path: Path) -> None:
    with CuttingProxy(store.port) as way:
        settings = Settings(data_dir=tmp_path, files=f"s3://{store.bucket}/x", files_url=way.url)
        files = open_files(settings)
        for name in ("a.wav", "b.wav"):
            files.put(name, io.BytesIO(SOUND))
        way.lead_to(free_port())
        with pytest.raises(FilesUnreachable):
            files.delete(["a.wav"])
        files.discard(["a.wav"])
        assert set(store.objects()) == {"x/a.wav", "x/b.wav"}
        way.lead_to(store.port)
        open_files(settings).discard(())
        assert set(store.objects()) == {"x/b.wav"}
        assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_more_than_one_request_takes_are_deleted_and_listed(store: S3Store, tmp_path: Path) -> None:
    files = open_files(Settings(data_dir=tmp_path, files=f"s3://{store.bucket}", files_url=store.url))
    names = [f"{n:032x}.wav" for n in range(1_001)]
    for name in names:
        store.client.put_object(Bucket=store.bucket, Key=name, Body=b"1")
    assert files.names() == names
    assert files.total(names) == 1_001
    files.delete(names)
    assert files.names() == []
