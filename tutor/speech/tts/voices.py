"""Voices: Kokoro and Piper behind one protocol. A voice says one sentence at a time."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor.core.accelerators import onnx_providers
from tutor.core.errors import EngineUnavailable
from tutor.speech.analysis.timing import Phone, WordTime, by_phones, by_sound
from tutor.speech.audio.wav import to_int16
from tutor.speech.tts.durations import with_output

# Silence around each sentence, in seconds. Kokoro's trimming clips initial vowels (hexgrad/kokoro #246), so a
# little of the silence before the first sound is kept, and sentences need a breath between them.
LEAD_S, BREATH_S = 0.05, 0.28
# Where the networks keep how long each sound lasts: Kokoro in frames of 25 ms, Piper in those of its configuration.
KOKORO_DURATIONS, PIPER_DURATIONS = "/encoder/Clip_output_0", "/Ceil_output_0"
# Kokoro is heard so much before its own plan, in seconds: after silences words began 0.05 to 0.07 s early.
KOKORO_EARLY_S = 0.06

# Of a voice on another server; it becomes the name of files.
REMOTE_NAME = re.compile(r"[\w.-]{1,60}", re.ASCII)

# The samples of a sentence, and when each of its words is said.
Timed = tuple[NDArray[np.int16], list[WordTime]]


class Voice(Protocol):
    """Something that speaks. `sample_rate` in Hz."""

    @property
    def sample_rate(self) -> int: ...

    def load(self) -> None:
        """Bring the voice into memory. Raises EngineUnavailable."""

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        """The samples of one sentence, mono, at `speed` times the natural rate."""

    def say_timed(self, sentence: str, speed: float) -> Timed:
        """The same, and when each word is said."""


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
        return self.say_timed(sentence, speed)[0]

    def say_timed(self, sentence: str, speed: float) -> Timed:
        began = time.perf_counter()
        samples, words = self._voice.say_timed(sentence, speed)
        if len(samples):
            self._heard((time.perf_counter() - began) * self.sample_rate / len(samples))
        return samples, words


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
        return self.say_timed(sentence, speed)[0]

    def say_timed(self, sentence: str, speed: float) -> Timed:
        self.load()
        samples, phones = self.model.say_timed(sentence, self._style, min(max(speed, 0.5), 2.0), self._language)
        words = [word.later(LEAD_S - KOKORO_EARLY_S) for word in by_phones(sentence, phones)]
        return with_breath(to_int16(samples), self.sample_rate), words


def _sleeping() -> Any:
    """Options of an ONNX session whose threads sleep when they wait for each other, where they would spin.

    A sentence takes 0.57 s so and 0.54 s when they spin; beside the language model on two cores 1.1 s, and 1.8 s.
    """
    from onnxruntime import SessionOptions

    options = SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def _frugal_session(model: Path) -> Any:
    """An ONNX session that tells durations and gives back its working memory after each sentence.

    Kept for the next one, as is the default, it grows with every length not met before: 460 MB after forty sentences
    and a gigabyte after an hour, where this stays at 230 MB. It takes no longer.
    """
    from onnxruntime import InferenceSession, RunOptions

    class FrugalSession(InferenceSession):  # type: ignore[misc]
        def run(self, outputs: Any, inputs: Any, run_options: Any = None) -> Any:
            options = RunOptions()
            options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
            return super().run(outputs, inputs, options)

    network = with_output(model.read_bytes(), KOKORO_DURATIONS, "duration")
    session = FrugalSession(network, _sleeping(), providers=list(onnx_providers()))
    session._model_path = str(model)  # kokoro-onnx asks for it, and a session made from bytes has none
    return session


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
        return self.say_timed(text, style, speed, language, phonemes=phonemes)[0]

    def say_timed(
        self, text: str, style: Any, speed: float, language: str, *, phonemes: bool = False
    ) -> tuple[NDArray[np.float32], list[Phone]]:
        """The same, and when each sound is heard."""
        self.load()
        # Several at once: kokoro-onnx keeps espeak for one at a time, and a session of ONNX serves any number.
        samples, _, phones = self._kokoro.create_timed(
            text,
            voice=style,
            speed=speed,
            lang=language,
            trim=True,
            is_phonemes=phonemes,
            sentence_pause=0,  # the pauses are the network's own
            clause_pause=0,
        )
        return np.asarray(samples, dtype=np.float32), [Phone(p.phoneme, p.start, p.end) for p in phones]


class PiperVoice:
    """A Piper voice: one ONNX file with its JSON beside it."""

    # Piper's espeak has one language at a time for the whole process, so Piper's voices speak one after the other.
    _lock = threading.Lock()

    def __init__(self, model: Path, sample_rate: int) -> None:
        self._path = model
        self.sample_rate = sample_rate
        self._voice: Any = None

    def load(self) -> None:
        with self._lock:
            if self._voice is not None:
                return
            try:
                import piper
                from onnxruntime import InferenceSession

                config = json.loads(self._path.with_name(self._path.name + ".json").read_text(encoding="utf-8"))
                network = with_output(self._path.read_bytes(), PIPER_DURATIONS, "duration")
                self._voice = piper.PiperVoice(
                    InferenceSession(network, _sleeping(), providers=list(onnx_providers())),
                    piper.PiperConfig.from_dict(config),
                )
            except (ImportError, RuntimeError, ValueError, OSError) as error:
                raise EngineUnavailable("The voice could not be loaded.", detail=str(error)) from error
            self.sample_rate = int(self._voice.config.sample_rate)

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        return self.say_timed(sentence, speed)[0]

    def say_timed(self, sentence: str, speed: float) -> Timed:
        self.load()
        from piper import SynthesisConfig

        how = SynthesisConfig(length_scale=1 / speed)
        with self._lock:
            chunks = list(self._voice.synthesize(sentence, how, include_alignments=True))
        samples = np.concatenate([c.audio_int16_array for c in chunks]) if chunks else np.zeros(0, dtype=np.int16)
        phones = self._phones(chunks)
        words = by_phones(sentence, phones) if phones else by_sound(sentence, samples, self.sample_rate)
        return with_breath(samples, self.sample_rate), [word.later(LEAD_S) for word in words]

    def _phones(self, chunks: list[Any]) -> list[Phone]:
        """The sounds of all chunks; none where the network does not tell how long they are."""
        phones, at = [], 0.0
        for chunk in chunks:
            if chunk.phoneme_alignments is None:
                return []
            for sound in chunk.phoneme_alignments:
                end = at + sound.num_samples / self.sample_rate
                phones.append(Phone(sound.phoneme, at, end))
                at = end
            phones.append(Phone(" ", at, at))
        return phones


def with_breath(samples: NDArray[np.int16], sample_rate: int) -> NDArray[np.int16]:
    lead = np.zeros(int(LEAD_S * sample_rate), dtype=np.int16)
    breath = np.zeros(int(BREATH_S * sample_rate), dtype=np.int16)
    return np.concatenate([lead, samples, breath])
