"""Recordings: kept before anything else is done with them."""

from __future__ import annotations

from typing import BinaryIO

from tutor.speech.audio.formats import suffix
from tutor.store.columns import new_id
from tutor.store.files import Files


def save_recording(sound: BinaryIO, files: Files) -> str:
    """Keep a recording durably under a name made here; returns the name.

    Raises AudioUnreadable, DiskFull, FilesUnreachable.
    """
    head = sound.read(16)
    sound.seek(0)
    name = new_id() + suffix(head)
    files.put(name, sound)
    return name
