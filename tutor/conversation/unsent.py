"""What somebody has said and not sent yet, as the other processes of a tutor find it."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass

import orjson

from tutor.core.bus import Bus
from tutor.core.errors import SpeechForgotten
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import Transcript, Word
from tutor.speech.tts.kept import wav_header

# How long an utterance waits to be sent, in seconds.
SAID_S = 600.0


@dataclass(frozen=True, slots=True)
class Unsent:
    """Something said in a conversation that can be sent there once."""

    id: str
    learner_id: str
    conversation_id: str
    session_id: str
    sound: bytes
    transcript: Transcript
    until: float

    @property
    def wav(self) -> bytes:
        return wav_header(SAMPLE_RATE, len(self.sound)) + self.sound

    def message(self) -> dict[str, object]:
        return {"type": "final", "listen_id": self.id, "transcript": self.transcript.as_dict()}


class UnsentShelf:
    """Keeps utterances for whichever process they are sent to. Raises BusUnreachable."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    async def put(self, utterance: Unsent) -> None:
        told = asdict(utterance)
        sound = told.pop("sound")
        left = utterance.until - time.monotonic()
        if left > 0:
            await self._bus.put(f"said:{utterance.id}", orjson.dumps(told) + b"\n" + sound, left)

    async def look(self, listen_id: str) -> Unsent | None:
        """What is kept under an id; it stays."""
        kept = await self._bus.get(f"said:{listen_id}")
        if kept is None:
            return None
        told, _, sound = kept.partition(b"\n")
        fields = orjson.loads(told)
        words = [Word(**word) for word in fields["transcript"].pop("words")]
        transcript = Transcript(words=words, **fields.pop("transcript"))
        return Unsent(**fields | {"until": time.monotonic() + SAID_S}, sound=sound, transcript=transcript)

    async def take(self, utterance: Unsent) -> None:
        """Have it sent by nobody else. Raises SpeechForgotten where it was already."""
        if await self._bus.take(f"said:{utterance.id}") is None:
            raise SpeechForgotten()

    async def drop(self, *utterances: Unsent) -> None:
        if utterances:
            await self._bus.drop(*(f"said:{utterance.id}" for utterance in utterances))
