"""Models from a folder or server of one's own, as `tutor models pack` writes it: the same hashes, no other network."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.unit.test_catalogue import CONTENT, serving, sha256
from tutor.core.downloads import Catalogue, ModelEntry
from tutor.core.downloads.files import ModelFile
from tutor.core.errors import DownloadFailed, ModelFileBroken
from tutor.core.settings import Settings

HUB = "http://127.0.0.1:9/never"


def catalogue() -> Catalogue:
    files = (
        ModelFile(name="model.gguf", size=len(CONTENT), sha256=sha256(CONTENT), url=HUB),
        ModelFile(name="config.json", size=2, sha256=sha256(b"{}"), url=HUB),
    )
    return Catalogue([ModelEntry(name="m", kind="llm", licence="MIT", description="", file=files)], [])


def machine(folder: Path, mirror: str = "") -> Settings:
    return Settings(data_dir=folder, models_url=mirror, _env_file=None)


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """What a machine with internet has packed."""
    first = machine(tmp_path / "first")
    folder = first.models_folder / "m"
    folder.mkdir(parents=True)
    (folder / "model.gguf").write_bytes(CONTENT)
    (folder / "config.json").write_bytes(b"{}")
    catalogue().pack("m", first, tmp_path / "packed")
    return tmp_path / "packed"


@pytest.mark.parametrize("form", ["{}", "file://{}"])
def test_a_folder(packed: Path, tmp_path: Path, form: str) -> None:
    other = machine(tmp_path / "other", form.format(packed))
    assert (catalogue().ensure("m", other) / "model.gguf").read_bytes() == CONTENT
    assert catalogue().installed("m", other)


def test_a_server(packed: Path, tmp_path: Path) -> None:
    with serving() as site:
        site.files = {f"/school/m/{file.name}": file.read_bytes() for file in (packed / "m").iterdir()}
        other = machine(tmp_path / "other", f"{site.url}/school/")
        assert (catalogue().ensure("m", other) / "model.gguf").read_bytes() == CONTENT


def test_what_is_not_there_comes_from_the_usual_places(packed: Path, tmp_path: Path) -> None:
    (packed / "m" / "config.json").unlink()
    with serving() as site:
        site.files = {"/config.json": b"{}"}
        files = (ModelFile(name="config.json", size=2, sha256=sha256(b"{}"), url=f"{site.url}/config.json"),)
        one = Catalogue([ModelEntry(name="m", kind="llm", licence="MIT", description="", file=files)], [])
        one.ensure("m", machine(tmp_path / "other", str(packed)))
        assert [path for path, _ in site.asked] == ["/config.json"]


@pytest.mark.parametrize("harm", ["other bytes", "shorter", "a link to elsewhere"])
def test_other_bytes_are_refused(packed: Path, tmp_path: Path, harm: str) -> None:
    file = packed / "m" / "model.gguf"
    if harm == "other bytes":
        file.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))
    elif harm == "shorter":
        file.write_bytes(CONTENT[:-1])
    else:
        file.unlink()
        file.symlink_to("/etc/passwd")
    other = machine(tmp_path / "other", str(packed))
    with pytest.raises(DownloadFailed):
        catalogue().ensure("m", other)
    assert not (other.models_folder / "m" / "model.gguf").exists()


def test_only_what_is_whole_is_packed(packed: Path, tmp_path: Path) -> None:
    first = machine(tmp_path / "first")
    file = first.models_folder / "m" / "model.gguf"
    file.write_bytes(b"x" + CONTENT[1:])
    os.utime(file, (1, 1))
    with pytest.raises(ModelFileBroken):
        catalogue().pack("m", first, tmp_path / "again")
    assert not (tmp_path / "again" / "m" / "model.gguf").exists()


def test_only_the_file_of_the_catalogue_is_loaded(packed: Path, tmp_path: Path) -> None:
    other = machine(tmp_path / "other", str(packed))
    folder = catalogue().ensure("m", other)
    (folder / "a-stranger.gguf").write_bytes(b"GGUF")
    assert catalogue().gguf("m", other).name == "model.gguf"


def test_what_has_arrived_is_told_while_it_comes(packed: Path, tmp_path: Path) -> None:
    told, models = [], catalogue()

    def progress(name: str, here: int, size: int) -> None:
        told.append([(one.name, one.kind, one.here, one.size) for one in models.arriving])

    models.ensure("m", machine(tmp_path / "other", str(packed)), progress)
    size = len(CONTENT) + 2
    assert told == [[("m", "llm", len(CONTENT), size)], [("m", "llm", size, size)]]
    assert models.arriving == []


def test_nothing_is_told_of_what_failed(tmp_path: Path) -> None:
    models = catalogue()
    with pytest.raises(DownloadFailed):
        models.ensure("m", machine(tmp_path / "other", str(tmp_path / "nowhere")))
    assert models.arriving == []
