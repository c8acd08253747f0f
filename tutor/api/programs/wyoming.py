"""The tutor's ears and voices over the Wyoming protocol, so that Home Assistant can use them.

The protocol knows no sign-in: who reaches the port may use it. Nothing that is heard or said there is kept.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any, cast

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioChunkConverter, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

from tutor import __version__
from tutor.core.errors import AudioTooLong, InvalidInput, NothingHeard, TextTooLong, TutorError
from tutor.runtime import Services
from tutor.speech.audio.formats import MAX_SOURCE_RATE, SAMPLE_RATE
from tutor.speech.audio.wav import samples_of
from tutor.speech.tts.synthesize import say_once

log = logging.getLogger(__name__)

# All of them together are one learner in the queues and for the rates.
WHO = "wyoming"
# More in one event than any program sends at once, in bytes.
MOST_BYTES = 4_000_000


async def serve(services: Services) -> AsyncTcpServer | None:
    """Listen where the settings say; None when the port is taken, which is logged."""
    settings = services.settings
    server = AsyncTcpServer(settings.wyoming_host, settings.wyoming_port)
    try:
        await server.start(partial(Handler, services))
    except OSError as error:
        log.error("Wyoming is off: its port %d cannot be used: %s", settings.wyoming_port, error)
        return None
    return server


class Handler(AsyncEventHandler):
    """One connection."""

    def __init__(self, services: Services, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(cast(asyncio.StreamReader, _Bounded(reader)), writer)
        self._services = services
        self._sound = bytearray()
        self._converter = AudioChunkConverter(rate=SAMPLE_RATE, width=2, channels=1)

    async def run(self) -> None:
        try:
            await super().run()
        except (ConnectionError, LookupError, TypeError, AttributeError, ValueError, EOFError) as error:
            log.info("a Wyoming connection was closed: %s", error)

    async def handle_event(self, event: Event) -> bool:
        """Do what an event asks for. What goes wrong is told, and the connection stays."""
        try:
            await self._handle(event)
        except TutorError as error:
            self._sound.clear()
            await self.write_event(Error(text=error.message, code=error.code).event())
        return True

    async def _handle(self, event: Event) -> None:
        if Describe.is_type(event.type):
            await self.write_event(_info(self._services).event())
        elif Transcribe.is_type(event.type) or AudioStart.is_type(event.type):
            self._sound.clear()
        elif AudioChunk.is_type(event.type):
            self._take(AudioChunk.from_event(event))
        elif AudioStop.is_type(event.type):
            await self.write_event(Transcript(text=await self._hear()).event())
        elif Synthesize.is_type(event.type):
            await self._say(Synthesize.from_event(event))

    def _take(self, chunk: AudioChunk) -> None:
        if not (0 < chunk.rate <= MAX_SOURCE_RATE and chunk.width in (1, 2, 4) and chunk.channels in (1, 2)):
            raise InvalidInput("That is no sound the tutor can read.")
        chunk.audio = chunk.audio[: len(chunk.audio) // (chunk.width * chunk.channels) * chunk.width * chunk.channels]
        self._sound += self._converter.convert(chunk).audio
        if len(self._sound) > self._services.settings.max_audio_seconds * SAMPLE_RATE * 2:
            raise AudioTooLong()

    async def _hear(self) -> str:
        samples = samples_of(self._sound)
        self._sound.clear()
        await self._services.limits.count("uploads", WHO)
        try:
            return (await self._services.engines.ears.hear(samples, WHO)).text if len(samples) else ""
        except NothingHeard:
            return ""

    async def _say(self, wanted: Synthesize) -> None:
        services = self._services
        if len(wanted.text) > services.settings.max_text_chars:
            raise TextTooLong()
        await services.limits.count("speech", WHO)
        voice_id, voice = await services.engines.voices.voice((wanted.voice and wanted.voice.name) or "auto")
        sound = {"rate": voice.sample_rate, "width": 2, "channels": 1}
        await self.write_event(AudioStart(**sound).event())
        async for samples in say_once(
            voice, wanted.text, 1.0, services.engines.queues["tts"], WHO, services.engines.voices.variety(voice_id)
        ):
            await self.write_event(AudioChunk(audio=samples.tobytes(), **sound).event())
        await self.write_event(AudioStop().event())


class _Bounded:
    """A reader that takes no event larger than it should be."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self.readline = reader.readline  # bounded by itself
        self.feed_eof = reader.feed_eof

    async def readexactly(self, n: int) -> bytes:
        if n > MOST_BYTES:
            raise ValueError(f"an event of {n} bytes")
        return await self._reader.readexactly(n)


def _info(services: Services) -> Info:
    settings, catalogue = services.settings, services.engines.catalogue

    def shared(name: str, description: str, *, installed: bool = True) -> dict[str, Any]:
        told = {"name": name, "description": description, "installed": installed}
        return told | {"attribution": Attribution(name="Tutor", url=""), "version": __version__}

    hears = settings.whisper_model if settings.stt == "whisper" else settings.stt_model
    model = AsrModel(languages=[settings.language], **shared(hears, "What the tutor hears with"))
    voices = [
        TtsVoice(
            languages=[voice.language],
            **shared(voice.id, voice.name, installed=catalogue.installed(voice, settings)),
        )
        for voice in catalogue.voices
        if voice.language.startswith(settings.language)
    ]
    tutor = shared("tutor", "A voice tutor for Spanish")
    return Info(asr=[AsrProgram(models=[model], **tutor)], tts=[TtsProgram(voices=voices, **tutor)])
