"""Speech as a stream of bytes in the format that somebody asked for."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Literal

import av
import numpy as np
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from tutor.speech.audio.wav import wav_header

Format = Literal["wav", "pcm", "mp3", "opus", "flac", "aac"]

# What others take raw samples to be, in Hz.
PCM_RATE = 24_000
OPUS_RATE = 48_000


@dataclass(frozen=True, slots=True)
class _Kind:
    media_type: str
    container: str
    codec: str
    options: dict[str, str]


_KINDS: dict[Format, _Kind] = {
    "wav": _Kind("audio/wav", "", "", {}),
    "pcm": _Kind("audio/pcm", "s16le", "pcm_s16le", {}),
    "mp3": _Kind("audio/mpeg", "mp3", "libmp3lame", {"write_xing": "0"}),  # its table of contents comes too late
    "opus": _Kind("audio/ogg", "ogg", "libopus", {}),
    "flac": _Kind("audio/flac", "flac", "flac", {}),
    "aac": _Kind("audio/aac", "adts", "aac", {}),
}


def media_type(format: Format) -> str:
    return _KINDS[format].media_type


async def encoded(
    speech: AsyncGenerator[NDArray[np.int16], None], format: Format, sample_rate: int
) -> AsyncGenerator[bytes, None]:
    """Mono samples at `sample_rate` Hz, encoded as they come."""
    if format == "wav":
        yield wav_header(sample_rate, None)
        async for samples in speech:
            yield samples.tobytes()
        return
    kind = _KINDS[format]
    rate = {"pcm": PCM_RATE, "opus": OPUS_RATE}.get(format, sample_rate)
    written = _Written()
    with av.open(written, "w", format=kind.container, options=kind.options) as media:
        stream = media.add_stream(kind.codec, rate=rate)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate, frame_size=0)
        async for samples in speech:
            frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
            frame.sample_rate = sample_rate
            for piece in resampler.resample(frame):
                media.mux(stream.encode(piece))
            if block := written.take():
                yield block
        for piece in resampler.resample(None):
            media.mux(stream.encode(piece))
        media.mux(stream.encode(None))
    yield written.take()


class _Written:
    """A file that can only be written to, as a connection is."""

    def __init__(self) -> None:
        self._block = bytearray()

    def write(self, data: bytes) -> int:
        self._block += data
        return len(data)

    def take(self) -> bytes:
        block, self._block = bytes(self._block), bytearray()
        return block
