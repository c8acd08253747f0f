"""Room on the disk that is kept back, so that there can be deleted when it is full: a deletion writes before it frees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import anyio.to_thread
from starlette.types import ASGIApp, Receive, Scope, Send

RESERVE_BYTES = 8_000_000
# It is taken only where that leaves the others as much, several times.
SPARE = 4


class Reserve:
    """A file of so many bytes that nobody reads."""

    def __init__(self, file: Path, free: Callable[[], int] | None = None) -> None:
        self._file = file
        self._free = free or (lambda: shutil.disk_usage(file.parent).free)

    def hold(self) -> None:
        """Keep the room back, if there is enough."""
        if self._file.exists() or self._free() < SPARE * RESERVE_BYTES:
            return
        try:
            with self._file.open("wb") as file:
                file.write(os.urandom(RESERVE_BYTES))  # which no file system makes smaller
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self._file.unlink(missing_ok=True)

    def give_way(self) -> None:
        """Free it where the disk is full."""
        with suppress(OSError):
            if self._free() < RESERVE_BYTES:
                self._file.unlink(missing_ok=True)


class RoomToDelete:
    """ASGI middleware: requests that delete find the room for it."""

    def __init__(self, app: ASGIApp, reserve: Reserve) -> None:
        self._app = app
        self._reserve = reserve

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "DELETE":
            await self._app(scope, receive, send)
            return
        await anyio.to_thread.run_sync(self._reserve.give_way)
        try:
            await self._app(scope, receive, send)
        finally:
            await anyio.to_thread.run_sync(self._reserve.hold)
