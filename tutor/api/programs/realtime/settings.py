"""What a program has set for its session, and what then holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from tutor.api.spoken import FASTEST, SLOWEST

Modality = Literal["text", "audio"]
# What is sent and, unless a program says otherwise, taken: samples a second.
RATE = 24_000


class Pcm(BaseModel):
    """16-bit mono; the only format there is."""

    type: Literal["audio/pcm"]
    rate: Annotated[int, Field(ge=8_000, le=48_000)] = RATE


class PcmOut(BaseModel):
    type: Literal["audio/pcm"]
    rate: Literal[24_000] = 24_000


class TurnDetection(BaseModel):
    """Who ends a turn. When a learner has finished is decided as on the page, whatever silence a program names."""

    type: Literal["server_vad", "semantic_vad"] = "server_vad"
    create_response: bool = True
    interrupt_response: bool = True


class VoiceId(BaseModel):
    id: Annotated[str, Field(max_length=200)]


class InputChange(BaseModel):
    format: Pcm | None = None
    turn_detection: TurnDetection | None = None


class OutputChange(BaseModel):
    format: PcmOut | None = None
    voice: Annotated[str, Field(max_length=200)] | VoiceId | None = None
    speed: Annotated[float, Field(ge=0.25, le=1.5)] | None = None


class AudioChange(BaseModel):
    input: InputChange | None = None
    output: OutputChange | None = None


class SessionChange(BaseModel):
    """Only what is named changes."""

    type: Literal["realtime"] = "realtime"
    audio: AudioChange | None = None
    output_modalities: Annotated[list[Modality], Field(min_length=1, max_length=2)] | None = None


@dataclass
class SessionSettings:
    """What holds in a session. `voice` is empty for the learner's own."""

    input_rate: int = RATE
    turns: TurnDetection | None = None
    voice: str = ""
    speed: float = 1.0
    spoken: bool = True

    def change(self, change: SessionChange) -> None:
        """Take over what is named; `turn_detection: null` leaves the end of a turn to the program."""
        if change.output_modalities is not None:
            self.spoken = "audio" in change.output_modalities
        heard = change.audio.input if change.audio else None
        if heard and heard.format:
            self.input_rate = heard.format.rate
        if heard and "turn_detection" in heard.model_fields_set:
            self.turns = heard.turn_detection
        said = change.audio.output if change.audio else None
        if said and said.voice is not None:
            self.voice = said.voice if isinstance(said.voice, str) else said.voice.id
        if said and said.speed is not None:
            self.speed = min(max(said.speed, SLOWEST), FASTEST)

    def told(self, session_id: str, model: str, silence_s: float, ears: str) -> dict[str, Any]:
        """The session as a program is told of it: with what holds, not with what it wished."""
        turns = None
        if self.turns:
            turns = self.turns.model_dump() | {"type": self.turns.type}
            if self.turns.type == "server_vad":
                turns |= {"silence_duration_ms": round(silence_s * 1000)}
        return {
            "id": session_id,
            "object": "realtime.session",
            "type": "realtime",
            "model": model,
            "output_modalities": ["audio" if self.spoken else "text"],
            "instructions": "",
            "tools": [],
            "tool_choice": "none",
            "max_output_tokens": "inf",
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": self.input_rate},
                    "transcription": {"model": ears, "language": "es"},
                    "noise_reduction": None,
                    "turn_detection": turns,
                },
                "output": {
                    "format": {"type": "audio/pcm", "rate": RATE},
                    "voice": self.voice or "auto",
                    "speed": self.speed,
                },
            },
        }
