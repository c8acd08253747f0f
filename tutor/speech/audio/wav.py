"""16-bit mono samples, and the WAV they are kept and sent as."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

UNKNOWN_SIZE = 0xFFFFFFFF
WAV_HEADER_BYTES = 44


def wav_header(sample_rate: int, data_bytes: int | None) -> bytes:
    """44 bytes before 16-bit mono samples; sizes are 0xFFFFFFFF while the length is unknown."""
    riff = UNKNOWN_SIZE if data_bytes is None else 36 + data_bytes
    data = UNKNOWN_SIZE if data_bytes is None else data_bytes
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        riff,
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        sample_rate,
        sample_rate * 2,
        2,
        16,
        b"data",
        data,
    )


def as_wav(sample_rate: int, data: bytes) -> bytes:
    """A WAV of 16-bit mono samples."""
    return wav_header(sample_rate, len(data)) + data


def to_int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples of -1…1 as 16 bits."""
    return (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)


def samples_of(pcm: bytes | bytearray) -> NDArray[np.float32]:
    """PCM16 as samples in -1…1."""
    return np.frombuffer(bytes(pcm), dtype="<i2").astype(np.float32) / 32768.0
