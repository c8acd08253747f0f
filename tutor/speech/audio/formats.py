"""Recordings to samples: a bounded decoder that trusts nothing the file says of itself. `pcm` imports no NumPy: see `decode_one`."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import av

from tutor.core.errors import AudioTooLong, AudioUnreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000  # Hz, what Whisper hears
MAX_CHANNELS = 8
MAX_SOURCE_RATE = 192_000

# What browsers record, by the first bytes. The demuxer is forced: FFmpeg left to guess takes a text file
# named .webm for a playlist and opens the local files that it lists.
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x1a\x45\xdf\xa3", "matroska"),
    (0, b"OggS", "ogg"),
    (4, b"ftyp", "mov"),
    (8, b"WAVE", "wav"),
    # What other programs send: OpenAI's own API takes these too.
    (0, b"fLaC", "flac"),
    (0, b"ID3", "mp3"),
)
_SUFFIXES = {
    "matroska": ".webm",
    "ogg": ".ogg",
    "mov": ".mp4",
    "wav": ".wav",
    "flac": ".flac",
    "mp3": ".mp3",
    "aac": ".aac",
}
# What a recording is called on the wire, by the ending of its file.
MEDIA_TYPES = {
    ".webm": "audio/webm",
    ".ogg": "audio/ogg",
    ".mp4": "audio/mp4",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".mp3": "audio/mpeg",
    ".aac": "audio/aac",
}


def container(head: bytes) -> str:
    """FFmpeg's name of the container that starts with `head` (12 bytes or more). Raises AudioUnreadable."""
    for offset, magic, name in _SIGNATURES:
        if head[offset : offset + len(magic)] == magic:
            return name
    if name := _by_frame(head):
        return name
    raise AudioUnreadable(
        "That is not a recording the tutor can read." if head else "The recording is empty.",
        action="Send webm, ogg, mp4 or wav, as browsers record them, or mp3, flac or aac.",
    )


def is_sound(head: bytes) -> bool:
    """Whether a file that starts with `head` (12 bytes or more) is a sound that can be decoded."""
    try:
        return bool(container(head))
    except AudioUnreadable:
        return False


def _by_frame(head: bytes) -> str:
    """MPEG audio has no signature, only frames: eleven bits that are set, then what it is (ISO 11172-3, 13818-7)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return ""
    layer, rate = head[1] >> 1 & 3, head[2] >> 2 & 3
    if layer == 0 and head[1] & 0xF0 == 0xF0 and head[2] >> 2 & 15 < 13:
        return "aac"  # ADTS
    reserved = head[1] >> 3 & 3 == 1 or head[2] >> 4 in (0, 15) or rate == 3
    return "mp3" if layer in (1, 2) and not reserved else ""


def suffix(head: bytes) -> str:
    """File ending for a recording that starts with `head`. Raises AudioUnreadable."""
    return _SUFFIXES[container(head)]


def decode(sound: Path | bytes, max_seconds: float) -> NDArray[np.float32]:
    """Samples of a file, or of its bytes, in -1…1 at 16 kHz, mono. Raises AudioUnreadable, AudioTooLong."""
    from tutor.speech.audio.wav import samples_of

    return samples_of(pcm(sound.read_bytes() if isinstance(sound, Path) else sound, max_seconds))


def pcm(content: bytes, max_seconds: float) -> bytes:
    """A recording as PCM16 at 16 kHz, mono. Raises AudioUnreadable, AudioTooLong.

    Stops reading at the limit, so that a small file which unpacks to hours costs no more than the limit.
    """
    name = container(content[:16])
    limit = int(max_seconds * SAMPLE_RATE)
    chunks: list[bytes] = []
    heard = 0
    try:
        with av.open(io.BytesIO(content), "r", format=name, metadata_errors="ignore") as media:
            if not media.streams.audio:
                raise AudioUnreadable("There is no sound in that recording.")
            stream = media.streams.audio[0]
            if not 0 < stream.codec_context.channels <= MAX_CHANNELS or stream.rate > MAX_SOURCE_RATE:
                raise AudioUnreadable()
            resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
            for frame in media.decode(stream):
                for piece in resampler.resample(frame):
                    chunks.append(_bytes(piece))
                    heard += piece.samples
                if heard > limit:
                    raise AudioTooLong(f"The recording is longer than {max_seconds / 60:g} minutes.")
            for piece in resampler.resample(None):
                chunks.append(_bytes(piece))
    except av.FFmpegError as error:
        # A recording cut off in the middle still holds what was said before the cut.
        if not chunks:
            raise AudioUnreadable(detail=str(error)) from error
    if not chunks:
        raise AudioUnreadable("There is no sound in that recording.")
    return b"".join(chunks)


def _bytes(frame: av.AudioFrame) -> bytes:
    return bytes(frame.planes[0])[: 2 * frame.samples]  # a plane may be longer than its samples
