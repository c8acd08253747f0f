"""Recordings as files: in a folder, or in a store that speaks the S3 API (`s3_files.py`).

A file has the name that it was given, is written once and never changed.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

import anyio.to_thread

from tutor.core.errors import NO_ROOM, DiskFull
from tutor.core.settings import Settings

# How often what could not be deleted is tried again, in seconds.
AGAIN_S = 60.0


class Files(Protocol):
    """Where recordings are. Each method may wait for a disk or a network: not for use inside an event loop.

    Each raises FilesUnreachable where the files are elsewhere and cannot be reached.
    """

    def look(self) -> None:
        """See whether files can be kept here. Raises UnsafeSettings."""

    def put(self, name: str, content: BinaryIO) -> None:
        """Keep a file durably, or nothing of it. Raises DiskFull."""

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        """The bytes of a file, all or from `start` to before `end`; None where there is none of that name."""

    def size(self, name: str) -> int | None:
        """The bytes of a file; None where there is none of that name."""

    def total(self, names: Iterable[str]) -> int:
        """The bytes of several files together; those that are not there take none."""

    def free(self) -> int | None:
        """The bytes that there is room for; None where nobody can tell, or nobody has to."""

    def names(self) -> list[str]:
        """Of all files that are here, in order."""

    def delete(self, names: Iterable[str]) -> None:
        """Delete files; those that are not there are deleted already."""

    def discard(self, names: Iterable[str]) -> None:
        """Delete files to which nothing refers any more: now, or as soon as it can be done. Never fails for being away."""

    def exchange(self, fresh: Path, aside: Path) -> None:
        """Have the files of one folder in the place of all that are here, which go to another folder."""


class FolderFiles:
    """Files in a folder, which is made when the first one is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> None:
        """Whether the data folder can be written is looked at elsewhere."""

    def put(self, name: str, content: BinaryIO) -> None:
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                shutil.copyfileobj(content, file, 1 << 20)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            path.unlink(missing_ok=True)
            if error.errno in NO_ROOM:
                raise DiskFull(
                    action="Free some space. Your recording is still in this page; send it again."
                ) from error
            raise

    def read(self, name: str, start: int = 0, end: int | None = None) -> bytes | None:
        try:
            with (self._folder / name).open("rb") as file:
                file.seek(start)
                return file.read() if end is None else file.read(end - start)
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        try:
            return (self._folder / name).stat().st_size
        except FileNotFoundError:
            return None

    def total(self, names: Iterable[str]) -> int:
        return sum(self.size(name) or 0 for name in names)

    def free(self) -> int | None:
        return shutil.disk_usage(self._folder.parent).free

    def names(self) -> list[str]:
        return sorted(file.name for file in self._folder.iterdir()) if self._folder.is_dir() else []

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def discard(self, names: Iterable[str]) -> None:
        self.delete(names)

    def exchange(self, fresh: Path, aside: Path) -> None:
        if self._folder.exists():
            shutil.move(self._folder, aside)
        if fresh.is_dir():
            fresh.replace(self._folder)


def open_files(settings: Settings) -> Files:
    """The files of the settings, not yet looked at. Raises UnsafeSettings."""
    if not settings.files:
        return FolderFiles(settings.recordings_folder)
    from tutor.store.s3_files import open_s3  # which needs its client

    return open_s3(settings)


async def keep_discarding(files: Files) -> None:
    """Try again, for as long as the tutor runs, to delete what could not be."""
    while True:
        await anyio.to_thread.run_sync(files.discard, ())
        await asyncio.sleep(AGAIN_S)
