"""Speech as files: a WAV, and beside it when its words are said."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from uuid import uuid4

import orjson

from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.wav import as_wav


def write_speech(
    file: Path, sample_rate: int, data: bytes, times: list[list[WordTime]], wanted: Callable[[], bool] = lambda: True
) -> None:
    """Keep 16-bit mono samples and the words of each sentence, unless it is not `wanted` any more. Raises OSError."""
    temporary = file.with_name(f"{file.stem}.{uuid4().hex[:8]}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        times_file(file).write_bytes(orjson.dumps([[asdict(word) for word in words] for words in times]))
        temporary.write_bytes(as_wav(sample_rate, data))
        if wanted():
            temporary.replace(file)
        else:
            times_file(file).unlink(missing_ok=True)
    finally:
        temporary.unlink(missing_ok=True)


def is_kept(file: Path) -> bool:
    return file.exists() and times_file(file).exists()


def kept_times(file: Path) -> list[list[WordTime]]:
    """When the words of finished speech are said, by sentence."""
    return [[WordTime(**word) for word in words] for words in orjson.loads(times_file(file).read_bytes())]


def times_file(file: Path) -> Path:
    return file.with_suffix(".json")


def make_room(folder: Path, most_bytes: int) -> None:
    """Delete the speech that was heard longest ago, until the rest takes less than so many bytes."""
    if not folder.is_dir():
        return
    kept = [(entry.stat(), Path(entry.path)) for entry in os.scandir(folder) if entry.name.endswith(".wav")]
    left = sum(stat.st_size for stat, _ in kept) - most_bytes
    for stat, file in sorted(kept, key=lambda pair: pair[0].st_mtime_ns):
        if left <= 0:
            break
        file.unlink(missing_ok=True)
        times_file(file).unlink(missing_ok=True)
        left -= stat.st_size
