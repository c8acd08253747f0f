"""A hostile recording ends its own process, never the server, and costs bounded time and memory."""

from __future__ import annotations

import asyncio
import io
import signal
import wave
from pathlib import Path

import av
import numpy as np
import psutil
import pytest

from tests.tutors import PATIENCE_S
from tutor.core.errors import AudioTooLong, AudioUnreadable
from tutor.speech.audio import decoder as module
from tutor.speech.audio.decoder import Decoder


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT_S", PATIENCE_S)


def tone(seconds: float, rate: int = 8000) -> bytes:
    samples = (np.sin(np.arange(int(seconds * rate)) / 5) * 9000).astype(np.int16)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return out.getvalue()


async def test_samples_come_back_whole() -> None:
    decoder = Decoder()
    try:
        first, second = await asyncio.gather(decoder.decode(tone(2), 10), decoder.decode(tone(2), 10))
    finally:
        await decoder.close()
    assert abs(len(first) - 32_000) < 200
    assert first.dtype == np.float32
    assert 0.2 < float(np.abs(first).max()) < 0.4
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (tone(12), AudioTooLong),
        (b"ffconcat version 1.0\nfile /etc/passwd\n" + b"\n" * 99, AudioUnreadable),
        (b"\x1a\x45\xdf\xa3" + b"\x00" * 500, AudioUnreadable),
        (b"OggS" + bytes(range(256)) * 8, AudioUnreadable),
        (b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00\x01\x00\xff\xff\xff\xff\xff\xff", AudioUnreadable),
        (b"", AudioUnreadable),
    ],
)
async def test_bad_files_are_told_apart(content: bytes, error: type[Exception]) -> None:
    decoder = Decoder()
    with pytest.raises(error):
        await decoder.decode(content, 10)
    await decoder.close()


async def test_hours_of_silence_in_a_small_file_cost_no_more_than_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "long.webm"
    with av.open(str(file), "w", format="matroska") as out:
        stream = out.add_stream("flac", rate=8000)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000 * 60), dtype=np.int16), format="s16", layout="mono")
        frame.rate = 8000
        for _ in range(180):
            for packet in stream.encode(frame):
                out.mux(packet)
    assert file.stat().st_size < 4_000_000
    decoder = Decoder()
    before = psutil.Process().memory_info().rss
    with pytest.raises(AudioTooLong):
        await decoder.decode(file.read_bytes(), 300)
    assert psutil.Process().memory_info().rss - before < 50_000_000
    await decoder.close()


async def test_a_recording_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT_S", 0.5)
    decoder = Decoder()
    decoder.prepare()
    assert decoder._next
    (await decoder._next).send_signal(signal.SIGSTOP)  # it never ends
    with pytest.raises(AudioUnreadable, match="more than"):
        await decoder.decode(tone(1), 10)
    monkeypatch.setattr(module, "TIME_LIMIT_S", PATIENCE_S)
    assert len(await decoder.decode(tone(1), 10)) > 15_000  # the next one is not affected
    await decoder.close()
    assert not [child for child in psutil.Process().children() if "decode_one" in " ".join(child.cmdline())]


async def test_a_process_that_dies_is_a_recording_that_cannot_be_read() -> None:
    decoder = Decoder()
    decoder.prepare()
    assert decoder._next
    (await decoder._next).kill()
    with pytest.raises(AudioUnreadable, match="ended with"):
        await decoder.decode(tone(1), 10)
    await decoder.close()


async def test_who_brings_many_recordings_delays_others_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each holds its bytes, a thread and a process: all at once they would take all threads, and all memory."""
    monkeypatch.setattr(module, "AT_ONCE", 2)
    decoder, at_once, most, order = Decoder(), 0, 0, list[str]()

    async def brought(whose: str) -> None:
        nonlocal at_once, most
        async with decoder.turn(whose):
            at_once += 1
            most = max(most, at_once)
            order.append(whose)
            await asyncio.sleep(0)
            at_once -= 1

    await asyncio.gather(*(brought("ana") for _ in range(30)), brought("ben"))
    assert most == 2
    assert order.index("ben") <= 3
