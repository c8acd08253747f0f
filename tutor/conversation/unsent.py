"""What somebody has said and not sent yet, as the other processes of a tutor find it."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, fields
from typing import Any

import orjson

from tutor.core.bus import Bus
from tutor.core.errors import SpeechForgotten
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.wav import as_wav
from tutor.speech.stt.transcribe import Transcript, Word

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
        return as_wav(SAMPLE_RATE, self.sound)

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
        head, _, sound = kept.partition(b"\n")
        told = orjson.loads(head)
        heard = told["transcript"]
        words = [Word(**_known(Word, word)) for word in heard["words"]]
        transcript = Transcript(**_known(Transcript, heard) | {"words": words})
        until = time.monotonic() + SAID_S
        return Unsent(**_known(Unsent, told) | {"until": until, "sound": sound, "transcript": transcript})

    async def take(self, utterance: Unsent) -> None:
        """Have it sent by nobody else. Raises SpeechForgotten where it was already."""
        if not await self._bus.take(f"said:{utterance.id}"):
            raise SpeechForgotten()

    async def drop(self, *utterances: Unsent) -> None:
        if utterances:
            await self._bus.drop(*(f"said:{utterance.id}" for utterance in utterances))


def _known(kind: type, told: dict[str, Any]) -> dict[str, Any]:
    """What of it has a place here: a newer process may tell more."""
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in told.items() if name in names}
