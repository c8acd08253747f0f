"""One response: a turn of the tutor, or its first line, as the events of the Realtime API."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio.to_thread

from tutor.api.conversation.said import said
from tutor.api.programs.realtime.settings import RATE
from tutor.api.programs.realtime.sound import SAMPLE_BYTES, Resampler, encoded
from tutor.api.programs.realtime.talk import RealtimeTalk
from tutor.api.programs.realtime.wire import Wire, made_id
from tutor.api.spoken import Spoken
from tutor.conversation.events import TurnLog
from tutor.conversation.manager import Turns
from tutor.core.errors import TutorError
from tutor.runtime import Services
from tutor.speech.tts.synthesize import Utterance

# Sound in one event: a fifth of a second.
PIECE = RATE // 5 * SAMPLE_BYTES
WAV_HEADER, RATE_AT = 44, 24  # bytes, and where the rate is among them


@dataclass(frozen=True, slots=True)
class Manner:
    """How a response is told: by voice or in writing."""

    spoken: bool
    voice: str
    speed: float


class Response:
    """Tells one response from `response.created` to `response.done`. `item_id` is that of the reply."""

    def __init__(
        self,
        wire: Wire,
        services: Services,
        talk: RealtimeTalk,
        manner: Manner,
        previous: str | None,
        metadata: dict[str, Any] | None = None,
    ) -> None:
        self.id, self.item_id = made_id("resp"), made_id("item")
        self._wire = wire
        self._services = services
        self._talk = talk
        self._spoken = manner.spoken
        self._manner = manner
        self._previous = previous
        self._metadata = metadata or {}
        self._text = ""
        self._speaking: asyncio.Task[None] | None = None
        self._turn: tuple[Turns, str] | None = None
        self._cancelled = ""

    @property
    def item(self) -> dict[str, Any]:
        """The reply as an item of the conversation."""
        part = (
            {"type": "output_audio", "transcript": self._text}
            if self._spoken
            else {"type": "output_text", "text": self._text}
        )
        return self._item("completed", [part])

    async def answer(self, turns: Turns, log: TurnLog) -> None:
        """Tell a turn."""
        self._turn = (turns, log.turn_id)
        await self._begin()
        last: dict[str, Any] = {}
        failed = False
        async for batch in log.follow():
            for event in batch:
                last, failed = event.data, event.name == "error"
                if event.name == "token":
                    await self._delta(event.data["text"])
                elif event.name == "speech":
                    self._text = event.data["text"]
                    self._speak(event.data["speech_url"].split("/")[-2])
        self._text = last.get("text", self._text)
        await self._heard()
        usage = last.get("usage")
        error = {"type": "server_error", "code": last["code"], "message": last["message"]} if failed else None
        await self._end(error, usage)

    async def line(self, text: str, message_id: str) -> None:
        """Tell a line that is there already."""
        await self._begin()
        self._text = text
        await self._delta(text)
        self._speak(message_id)
        await self._heard()
        await self._end(None, None)

    async def cancel(self, reason: str) -> None:
        """Say no more; returns when the turn has ended. `response.done` comes from whoever tells the response."""
        self._cancelled = reason
        if self._turn:
            turns, turn_id = self._turn
            await turns.stop(turn_id)
        if self._speaking:
            self._speaking.cancel()

    def leave(self) -> None:
        """Nobody reads any more; the turn goes on, as a turn does."""
        self._cancelled = self._cancelled or "client_cancelled"
        if self._speaking:
            self._speaking.cancel()

    def _speak(self, message_id: str) -> None:
        if self._spoken and not self._cancelled:
            self._speaking = asyncio.create_task(self._sound(message_id))

    async def _heard(self) -> None:
        if self._speaking:
            await asyncio.wait([self._speaking])

    async def _sound(self, message_id: str) -> None:
        try:
            await self._services.limits.count("speech", self._talk.learner_id)
            known = {voice.id for voice in await self._services.engines.voices.choices() if voice.installed}
            voice = (
                self._manner.voice if self._manner.voice in known else None
            )  # another company's means the learner's own
            made = (await said(self._services, self._talk.learner_id, message_id, self._manner.speed, voice)).made
            async for piece in _pieces(made):
                await self._wire.send("response.output_audio.delta", **self._where, delta=encoded(piece))
        except TutorError as error:
            await self._wire.error(error)

    @property
    def _where(self) -> dict[str, Any]:
        return {"response_id": self.id, "item_id": self.item_id, "output_index": 0, "content_index": 0}

    def _item(self, status: str, content: list[dict[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self.item_id, "object": "realtime.item", "type": "message", "role": "assistant"}
        return made | {"status": status, "content": content}

    def _told(self, status: str, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "object": "realtime.response", "status": status, "output": []}
        told |= {"conversation_id": self._talk.conversation_id, "metadata": self._metadata, "status_details": None}
        return told | {"output_modalities": ["audio" if self._spoken else "text"], "usage": None} | more

    async def _begin(self) -> None:
        send = self._wire.send
        await send("response.created", response=self._told("in_progress"))
        item = self._item("in_progress", [])
        await send("response.output_item.added", response_id=self.id, output_index=0, item=item)
        for kind in ("conversation.item.created", "conversation.item.added"):
            await send(kind, previous_item_id=self._previous, item=item)
        part = {"type": "audio", "transcript": ""} if self._spoken else {"type": "text", "text": ""}
        await send("response.content_part.added", **self._where, part=part)

    async def _delta(self, text: str) -> None:
        kind = "response.output_audio_transcript.delta" if self._spoken else "response.output_text.delta"
        await self._wire.send(kind, **self._where, delta=text)

    async def _end(self, error: dict[str, Any] | None, usage: dict[str, Any] | None) -> None:
        send, text = self._wire.send, self._text
        if self._spoken:
            await send("response.output_audio.done", **self._where)
            await send("response.output_audio_transcript.done", **self._where, transcript=text)
        else:
            await send("response.output_text.done", **self._where, text=text)
        part = {"type": "audio", "transcript": text} if self._spoken else {"type": "text", "text": text}
        await send("response.content_part.done", **self._where, part=part)
        status = "failed" if error else "cancelled" if self._cancelled else "completed"
        item = self.item | {"status": "completed" if status == "completed" else "incomplete"}
        await send("response.output_item.done", response_id=self.id, output_index=0, item=item)
        await send("conversation.item.done", previous_item_id=self._previous, item=item)
        details: dict[str, Any] | None = None
        if error:
            details = {"type": "failed", "error": error}
        elif self._cancelled:
            details = {"type": "cancelled", "reason": self._cancelled}
        told = self._told(status, output=[item], status_details=details, usage=_usage(usage))
        await send("response.done", response=told)


def _usage(usage: dict[str, Any] | None) -> dict[str, Any] | None:
    if usage is None:
        return None
    asked, answered = usage["prompt_tokens"], usage["completion_tokens"]
    cached = {"cached_tokens": usage.get("cached_tokens") or 0, "text_tokens": asked, "audio_tokens": 0}
    return {
        "total_tokens": asked + answered,
        "input_tokens": asked,
        "output_tokens": answered,
        "input_token_details": cached,
        "output_token_details": {"text_tokens": answered, "audio_tokens": 0},
    }


async def _pieces(made: Spoken) -> AsyncIterator[bytes]:
    """Speech as PCM16 at the wire's rate, as it is made, in small pieces. Raises TutorError where the voice can't speak."""
    if isinstance(made, Utterance):
        await made.first()
    blocks = _blocks(made)
    (rate,) = struct.unpack_from("<I", (header := await anext(blocks)), RATE_AT)
    resampler, held = Resampler(rate, RATE), bytearray()
    async for block in _after(header[WAV_HEADER:], blocks):
        held += resampler(block)
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if rest := bytes(held) + resampler.rest():
        yield rest


async def _blocks(made: Spoken) -> AsyncIterator[bytes]:
    if isinstance(made, Path):
        with suppress(FileNotFoundError):
            yield await anyio.to_thread.run_sync(made.read_bytes)
    else:
        async for block in made.wav():
            yield block


async def _after(first: bytes, blocks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for block in blocks:
        yield block
