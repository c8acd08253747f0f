"""The learner's microphone in a realtime session: sound in, and what was heard of it as events."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tutor.api.conversation.listen import AHEAD_S
from tutor.api.programs.realtime.settings import SessionSettings
from tutor.api.programs.realtime.sound import Resampler
from tutor.api.programs.realtime.wire import Wire, made_id
from tutor.conversation.microphones import Listeners, Session
from tutor.core.errors import AudioTooLong, NothingHeard, TooMuchSound
from tutor.speech.audio.formats import SAMPLE_RATE

# Listening takes no more at once, in bytes: what else waits for it waits no longer than that takes.
AT_ONCE = SAMPLE_RATE * 2


@dataclass(frozen=True, slots=True)
class HeardItem:
    """Something said, as an item of the conversation."""

    item_id: str
    listen_id: str
    text: str


class Microphone:
    """Feeds a listening session, and tells what it hears. Calls of `append` and `commit` must not overlap."""

    def __init__(
        self,
        wire: Wire,
        listeners: Listeners,
        session: Session,
        settings: SessionSettings,
        previous: Callable[[], str | None],
        *,
        speech: Callable[[], Awaitable[None]],
        said: Callable[[HeardItem], Awaitable[None]],
    ) -> None:
        """`speech` is called when somebody begins to speak, `said` when they have finished. `previous` is the item
        that a new one follows."""
        self._wire = wire
        self._listeners = listeners
        self._session = session
        self._settings = settings
        self._previous = previous
        self._speech = speech
        self._said = said
        self._rate = settings.input_rate
        self._resampler = Resampler(self._rate, SAMPLE_RATE)
        self._began = time.monotonic()
        self._taken = 0
        self._item = ""  # that of what is being said
        self._outbox = listeners.attach(session)
        self._telling = asyncio.create_task(self._tell())
        self.obey_settings()

    @property
    def gone(self) -> asyncio.Task[None]:
        """Ends when the session was ended by others, or what it hears could not be told."""
        return self._telling

    def obey_settings(self) -> None:
        """Take over what was set: the rate, and whether silence ends a turn."""
        if self._rate != self._settings.input_rate:
            self._rate = self._settings.input_rate
            self._resampler = Resampler(self._rate, SAMPLE_RATE)
        if (holds := self._settings.turns is None) != self._session.listening.endpoint.holding:
            self._session.listening.hold(holds)

    @property
    def silence_s(self) -> float:
        """The silence that ends a turn, in seconds."""
        return self._session.listening.endpoint.silence_s

    async def append(self, pcm: bytes) -> None:
        """More sound. Raises TooMuchSound, and what listening raises."""
        sound = self._resampler(pcm)
        samples = len(sound) // 2
        if self._taken + samples > (AHEAD_S + time.monotonic() - self._began) * SAMPLE_RATE:
            raise TooMuchSound(action="Send it as it is spoken.")
        self._taken += samples
        for at in range(0, len(sound), AT_ONCE):
            async with self._session.lock:
                await self._session.listening.feed(sound[at : at + AT_ONCE])

    async def commit(self) -> None:
        """The learner has finished. Raises what listening raises."""
        async with self._session.lock:
            await self._session.listening.end()

    async def clear(self) -> None:
        async with self._session.lock:
            self._listeners.discard(self._session)
        self._item = ""
        await self._wire.send("input_audio_buffer.cleared")

    async def close(self) -> None:
        self._listeners.detach(self._session, self._outbox, keep=False)
        self._telling.cancel()
        await asyncio.wait([self._telling])

    async def _tell(self) -> None:
        while (message := await self._outbox.get()) is not None:
            await self._pass_on(message)

    async def _pass_on(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "voice" if message["on"] and not self._item:
                self._item = made_id("item")
                if self._settings.turns:
                    began = max(0, self._session.listening.words.start)
                    at = {"audio_start_ms": began * 1000 // SAMPLE_RATE, "item_id": self._item}
                    await self._wire.send("input_audio_buffer.speech_started", **at)
                    await self._speech()
            case "final":
                await self._stopped()
                await self._final(message)
            case "nothing":
                await self._stopped()
                self._item = ""
                if message["unclear"]:
                    await self._wire.error(NothingHeard())
            case "error":
                await self._wire.error(AudioTooLong(message["message"], action=message["action"]))

    async def _stopped(self) -> None:
        if self._settings.turns and self._item:
            at = self._session.listening.received * 1000 // SAMPLE_RATE
            await self._wire.send("input_audio_buffer.speech_stopped", audio_end_ms=at, item_id=self._item)

    async def _final(self, message: dict[str, Any]) -> None:
        item_id, self._item = self._item or made_id("item"), ""
        transcript, previous, send = message["transcript"], self._previous(), self._wire.send
        heard = HeardItem(item_id, message["listen_id"], transcript["text"])
        await send("input_audio_buffer.committed", item_id=item_id, previous_item_id=previous)
        item = user_item(item_id, {"type": "input_audio", "transcript": heard.text})
        for kind in ("conversation.item.created", "conversation.item.added", "conversation.item.done"):
            await send(kind, previous_item_id=previous, item=item)
        await send(
            "conversation.item.input_audio_transcription.completed",
            item_id=item_id,
            content_index=0,
            transcript=heard.text,
            usage={"type": "duration", "seconds": round(transcript.get("duration_s") or 0.0, 2)},
        )
        await self._said(heard)


def user_item(item_id: str, part: dict[str, Any]) -> dict[str, Any]:
    """What a learner said or typed."""
    made = {"id": item_id, "object": "realtime.item", "type": "message", "role": "user", "status": "completed"}
    return made | {"content": [part]}
