"""A recording that is kept, sent whole or in the part that a player asks for (RFC 9110, section 14)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import PurePath

import anyio.to_thread
from fastapi import Response
from fastapi.responses import StreamingResponse

from tutor.core.errors import NotFound
from tutor.speech.audio.formats import MEDIA_TYPES
from tutor.store.files import Files

# Bytes read at once.
_BLOCK = 1 << 20
# One part; whoever asks for several gets the whole.
_RANGE = re.compile(r"bytes=(\d{1,15})?-(\d{1,15})?")


async def kept_sound(
    files: Files, name: str | None, asked: str | None, headers: dict[str, str], missing: NotFound
) -> Response:
    """The answer with a recording; `asked` is the header Range. Raises `missing`, FilesUnreachable."""
    size = await anyio.to_thread.run_sync(files.size, name) if name else None
    if not name or not size:
        raise missing
    part = _part(asked or "", size)
    if part is not None and part[0] >= part[1]:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part or (0, size)

    async def block(at: int) -> bytes | None:
        return await anyio.to_thread.run_sync(lambda: files.read(name, at, min(at + _BLOCK, end)))

    first = await block(start)
    if first is None:
        raise missing

    async def content() -> AsyncIterator[bytes]:
        yield first
        for at in range(start + _BLOCK, end, _BLOCK):
            yield await block(at) or b""

    sent = headers | {"Accept-Ranges": "bytes", "Content-Length": str(end - start)}
    if part:
        sent["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    kind = MEDIA_TYPES[PurePath(name).suffix]
    return StreamingResponse(content(), 206 if part else 200, headers=sent, media_type=kind)


def _part(asked: str, size: int) -> tuple[int, int] | None:
    """From where to before where; None for the whole. Where nothing is asked for that is there, it is empty."""
    found = _RANGE.fullmatch(asked.strip())
    if not found or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if first is None:
        return max(size - int(last), 0), size
    if last is not None and int(last) < int(first):
        return None
    return int(first), min(int(last) + 1, size) if last else size
