"""The networks that hear and speak here, each opened once. Tutors in one process can share them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from tutor.speech.analysis.phones import Heard, Phones
from tutor.speech.live.finished import TurnEnd
from tutor.speech.stt.transcribe import Transcriber, WhisperTranscriber
from tutor.speech.tts.voices import KokoroModel, KokoroVoice, PiperVoice, Voice

T = TypeVar("T")


class Encoder(Transcriber, Protocol):
    """A recogniser whose encoder's states can be read."""

    def states(self, samples: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """What the encoder makes of `samples`; None for sound that is too long."""


class SoundReader(Protocol):
    """Tells sounds from an encoder's states."""

    def hear(self, states: NDArray[np.float32]) -> Heard | None: ...


class AnyNetworks(Protocol):
    """Networks, here or elsewhere."""

    def whisper(self, folder: Path, language: str) -> Encoder:
        """A recogniser of words, told which language it hears (ISO 639)."""

    def phones(self) -> SoundReader:
        """What tells sounds from the states of a recogniser's encoder."""

    def turn_end(self, file: Path) -> TurnEnd:
        """What hears whether somebody has finished speaking."""

    def kokoro(self, model: Path, style: Path, language: str) -> Voice:
        """A voice of Kokoro's, speaking a language as espeak calls it."""

    def piper(self, model: Path, sample_rate: int) -> Voice:
        """A voice of Piper's; `sample_rate` in Hz, until it is loaded."""


class Networks:
    """Opened when first asked for, loaded when first used; safe to use from several threads.

    None of them keeps anything of what it heard or said.
    """

    def __init__(self) -> None:
        self._opened: dict[tuple[object, ...], object] = {}
        self._lock = threading.RLock()

    def whisper(self, folder: Path, language: str) -> WhisperTranscriber:
        """A recogniser of words, told which language it hears (ISO 639)."""
        return self._once(lambda: WhisperTranscriber(folder, language), "whisper", folder, language)

    def phones(self) -> Phones:
        """What tells sounds from the states of a recogniser's encoder."""
        return self._once(Phones, "phones")

    def turn_end(self, file: Path) -> TurnEnd:
        """What hears whether somebody has finished speaking."""
        return self._once(lambda: TurnEnd(file), "turn", file)

    def kokoro(self, model: Path, style: Path, language: str) -> KokoroVoice:
        """A voice of Kokoro's, speaking a language as espeak calls it."""
        network = self._once(lambda: KokoroModel(model), "kokoro", model)
        return self._once(lambda: KokoroVoice(network, style, language), "style", style, language)

    def piper(self, model: Path, sample_rate: int) -> PiperVoice:
        """A voice of Piper's; `sample_rate` in Hz, until it is loaded."""
        return self._once(lambda: PiperVoice(model, sample_rate), "piper", model)

    def _once(self, make: Callable[[], T], *key: object) -> T:
        with self._lock:
            if key not in self._opened:
                self._opened[key] = make()
            return cast(T, self._opened[key])
