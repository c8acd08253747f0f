"""Ears and voices over the Wyoming protocol, asked by the `wyoming` package's own client."""

from __future__ import annotations

import asyncio
import contextlib
import io
import wave
from collections.abc import Callable, Iterator

import pytest
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop, wav_to_chunks
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize, SynthesizeVoice

from tests.conftest import REAL, Server, running
from tests.fakes.ollama import FakeOllama
from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S
from tutor.core.settings import Settings

SOUND = {"rate": 16_000, "width": 2, "channels": 1}


@pytest.fixture(scope="module")
def port(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        max_audio_seconds=20,
        wyoming_port=port,
    )
    with running(settings):
        yield port


async def answer(client: AsyncTcpClient) -> Event:
    event = await asyncio.wait_for(client.read_event(), PATIENCE_S)
    assert event is not None
    return event


async def test_what_there_is(port: int) -> None:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        await client.write_event(Describe().event())
        info = Info.from_event(await answer(client))
    assert info.asr[0].models[0].languages == ["es"]
    assert "ef_dora" in [voice.name for voice in info.tts[0].voices if voice.installed]


@pytest.mark.models
async def test_what_it_says_it_hears(port: int) -> None:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        await client.write_event(Synthesize("Ayer fuimos al mercado.", voice=SynthesizeVoice(name="ef_dora")).event())
        start = AudioStart.from_event(await answer(client))
        sound = []
        while AudioChunk.is_type((event := await answer(client)).type):
            sound.append(event)
        assert AudioStop.is_type(event.type)
        assert start.rate == 24_000

        for event in (Transcribe(language="es").event(), start.event(), *sound, AudioStop().event()):
            await client.write_event(event)
        assert "mercado" in Transcript.from_event(await answer(client)).text.lower()


@pytest.mark.models
async def test_a_recording_at_another_rate_in_small_bits(port: int, spoken: Callable[[str], bytes]) -> None:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        with wave.open(io.BytesIO(spoken("Mi hermana vive en Sevilla."))) as recording:
            for part in wav_to_chunks(recording, 1024, start_event=True, stop_event=True):
                await client.write_event(part.event())
        assert "sevilla" in Transcript.from_event(await answer(client)).text.lower()


@pytest.mark.models
async def test_silence_is_no_text(port: int) -> None:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        for event in (
            AudioStart(**SOUND).event(),
            AudioChunk(audio=bytes(64_000), **SOUND).event(),
            AudioStop().event(),
        ):
            await client.write_event(event)
        assert Transcript.from_event(await answer(client)).text == ""


async def test_what_cannot_be_done_is_told_and_the_connection_stays(port: int) -> None:
    async with AsyncTcpClient("127.0.0.1", port) as client:
        for event, code in (
            (Synthesize("a" * 5000).event(), "text_too_long"),
            (AudioChunk(audio=bytes(12), rate=16_000, width=3, channels=1).event(), "invalid_input"),
            (AudioChunk(audio=bytes(12), rate=0, width=2, channels=1).event(), "invalid_input"),
            (AudioChunk(audio=bytes(3_000_000), rate=16_000, width=2, channels=1).event(), "audio_too_long"),
        ):
            await client.write_event(event)
            assert Error.from_event(await answer(client)).code == code
        await client.write_event(Event("unheard-of"))
        await client.write_event(Describe().event())
        assert Info.is_type((await answer(client)).type)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"[]\n",
        b"\xff\xfe\n",
        b'{"type": "audio-chunk"}\n',
        b'{"type": "audio-chunk", "payload_length": 9000000000}\n',
        b'{"type": "audio-chunk", "payload_length": -1}\n',
        b"x" * 200_000,
    ],
)
async def test_what_is_not_the_protocol_is_hung_up_on(port: int, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    with contextlib.suppress(ConnectionResetError):
        assert await asyncio.wait_for(reader.read(), PATIENCE_S) == b""
    writer.close()
    await test_what_there_is(port)  # others are still served


def test_a_port_that_is_taken_is_logged(
    server: Server, ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory
) -> None:
    taken = int(server.url.rpartition(":")[2])
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"), llm="ollama", ollama_url=ollama.url, prewarm=False, wyoming_port=taken
    )
    with running(settings) as other:
        assert str(taken) in other.wait_for_line("Wyoming is off")
        assert other.client.get("/api/status").status_code == 200
