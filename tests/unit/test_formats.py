"""What recordings other programs send: known by their first bytes, whatever encoder wrote them; text is none."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest

from tutor.core.errors import AudioUnreadable
from tutor.speech.audio.formats import MEDIA_TYPES, container, decode, suffix

RATE = 24_000


def encoded(format: str, codec: str) -> bytes:
    tone = (np.sin(np.arange(RATE * 2) * 0.05) * 9000).astype(np.int16).reshape(1, -1)
    out = io.BytesIO()
    with av.open(out, "w", format=format) as media:
        stream = media.add_stream(codec, rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone, format="s16", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(format=stream.format.name, layout="mono", rate=RATE, frame_size=stream.frame_size)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            media.mux(stream.encode(piece))
        media.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("format", "codec"), [("mp3", "libmp3lame"), ("mp2", "mp2"), ("flac", "flac"), ("adts", "aac"), ("ogg", "libopus")]
)
def test_other_programs_recordings_are_read(tmp_path: Path, format: str, codec: str) -> None:
    sound = encoded(format, codec)
    for content in {sound, sound[sound.find(b"\xff") :] if format == "mp3" else sound}:  # with and without its ID3 tag
        file = tmp_path / "sound"
        file.write_bytes(content)
        assert len(decode(file, 10)) / 16_000 == pytest.approx(2, abs=0.15)
        assert suffix(content[:16]) in MEDIA_TYPES


@pytest.mark.parametrize(
    "head",
    [b"", b"#EXTM3U\nfile:///", "\ufeffHola, Ana".encode("utf-16"), b"\xff" * 16, b"\xff\xe0\0\0", b"ffconcat version"],
)
def test_what_is_none_is_refused(head: bytes) -> None:
    with pytest.raises(AudioUnreadable):
        container(head)
