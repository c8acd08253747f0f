"""Voices: Kokoro and Piper behind one protocol. A voice says one sentence at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor.errors import EngineUnavailable

# Silence around each sentence, in seconds. Kokoro's trimming clips initial vowels (hexgrad/kokoro #246), so a
# little of the silence before the first sound is kept, and sentences need a breath between them.
LEAD_S, BREATH_S = 0.05, 0.28


class Voice(Protocol):
    """Something that speaks. `sample_rate` in Hz."""

    @property
    def sample_rate(self) -> int: ...

    def load(self) -> None:
        """Bring the voice into memory. Raises EngineUnavailable."""

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        """The samples of one sentence, mono, at `speed` times the natural rate."""


@dataclass(frozen=True, slots=True)
class VoiceChoice:
    """A voice as a learner chooses it."""

    id: str
    name: str
    engine: str
    language: str
    region: str
    gender: str
    installed: bool
    size_bytes: int


class TimedVoice:
    """A voice that tells `heard` how many seconds it took to make a second of sound."""

    def __init__(self, voice: Voice, heard: Callable[[float], object]) -> None:
        self._voice = voice
        self._heard = heard

    @property
    def sample_rate(self) -> int:
        return self._voice.sample_rate

    def load(self) -> None:
        self._voice.load()

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        began = time.perf_counter()
        samples = self._voice.say(sentence, speed)
        if len(samples):
            self._heard((time.perf_counter() - began) * self.sample_rate / len(samples))
        return samples


class KokoroVoice:
    """A style of the Kokoro-82M model (Apache-2.0). Voices share one loaded model through `KokoroModel`."""

    sample_rate = 24_000

    def __init__(self, model: KokoroModel, style: Path, language: str) -> None:
        self.model = model
        self._style_file = style
        self._language = language
        self._style: NDArray[np.float32] | None = None

    def load(self) -> None:
        self.model.load()
        if self._style is None:
            # One style vector of 256 numbers for each length of phoneme sequence up to 510.
            self._style = np.fromfile(self._style_file, dtype=np.float32).reshape(-1, 1, 256)

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        self.load()
        samples = self.model.say(sentence, self._style, min(max(speed, 0.5), 2.0), self._language)
        return with_breath(to_int16(samples), self.sample_rate)


def _frugal_session(model: Path) -> Any:
    """An ONNX session that gives back its working memory after each sentence.

    Kept for the next one, as is the default, it grows with every length not met before: 460 MB after forty sentences
    and a gigabyte after an hour, where this stays at 230 MB. It takes no longer.
    """
    from onnxruntime import InferenceSession, RunOptions

    class FrugalSession(InferenceSession):  # type: ignore[misc]
        def run(self, outputs: Any, inputs: Any, run_options: Any = None) -> Any:
            options = RunOptions()
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
            return super().run(outputs, inputs, options)

    return FrugalSession(str(model), providers=["CPUExecutionProvider"])


class KokoroModel:
    """The Kokoro network, loaded once for all of its voices."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kokoro: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            if self._kokoro is not None:
                return
            try:
                from kokoro_onnx import Kokoro

                # Styles are passed as arrays, so the voices file it insists on may be empty.
                empty = self._path.with_name("no-voices.npz")
                np.savez(empty)
                self._kokoro = Kokoro.from_session(_frugal_session(self._path), str(empty))
            except (ImportError, RuntimeError, ValueError, OSError) as error:
                raise EngineUnavailable("The voice could not be loaded.", detail=str(error)) from error

    def say(self, text: str, style: Any, speed: float, language: str, *, phonemes: bool = False) -> NDArray[np.float32]:
        """The samples of a text, or of its sounds in IPA. Raises EngineUnavailable."""
        self.load()
        with self._lock:
            samples, _ = self._kokoro.create(
                text, voice=style, speed=speed, lang=language, trim=True, is_phonemes=phonemes
            )
        return np.asarray(samples, dtype=np.float32)


class PiperVoice:
    """A Piper voice: one ONNX file with its JSON beside it."""

    def __init__(self, model: Path, sample_rate: int) -> None:
        self._path = model
        self.sample_rate = sample_rate
        self._voice: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        with self._lock:
            if self._voice is not None:
                return
            try:
                import piper

                self._voice = piper.PiperVoice.load(self._path)
            except (ImportError, RuntimeError, ValueError, OSError) as error:
                raise EngineUnavailable("The voice could not be loaded.", detail=str(error)) from error
            self.sample_rate = int(self._voice.config.sample_rate)

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        self.load()
        from piper import SynthesisConfig

        with self._lock:
            chunks = [
                c.audio_int16_array for c in self._voice.synthesize(sentence, SynthesisConfig(length_scale=1 / speed))
            ]
        samples = np.concatenate(chunks) if chunks else np.zeros(0, dtype=np.int16)
        return with_breath(samples, self.sample_rate)


def to_int16(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    return (np.clip(samples, -1.0, 1.0) * 32767).astype(np.int16)


def with_breath(samples: NDArray[np.int16], sample_rate: int) -> NDArray[np.int16]:
    lead = np.zeros(int(LEAD_S * sample_rate), dtype=np.int16)
    breath = np.zeros(int(BREATH_S * sample_rate), dtype=np.int16)
    return np.concatenate([lead, samples, breath])
