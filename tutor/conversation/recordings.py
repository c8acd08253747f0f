"""Recordings as files: kept before anything else is done with them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from tutor.core.errors import NO_ROOM, DiskFull
from tutor.speech.audio.formats import suffix
from tutor.store.columns import new_id


def save_recording(sound: BinaryIO, folder: Path) -> str:
    """Store a recording durably under a name made here; returns the name. Raises AudioUnreadable, DiskFull."""
    head = sound.read(16)
    sound.seek(0)
    name = new_id() + suffix(head)
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            while block := sound.read(1 << 20):
                file.write(block)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        path.unlink(missing_ok=True)
        if error.errno in NO_ROOM:
            raise DiskFull(action="Free some space. Your recording is still in this page; send it again.") from error
        raise
    return name
