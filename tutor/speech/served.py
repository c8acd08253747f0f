"""Networks that hear and speak in other processes, behind what `Networks` has here: who uses them does not know.

`Ask` calls a method of one of them there and waits; it is called in worker threads. Over there `Hosted` answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.downloads import load_catalogue
from tutor.core.errors import TutorError
from tutor.core.settings import Settings
from tutor.speech.analysis.phones import EAR, Heard
from tutor.speech.live.finished import TurnEnd
from tutor.speech.networks import Networks
from tutor.speech.stt.transcribe import Transcript, Word
from tutor.speech.tts.voices import Timed

Samples = NDArray[np.float32]
Place = Literal["recogniser", "sounds", "voices"]
# Calls a method of a network at a place: (place, network, method, arguments).
Ask = Callable[[Place, tuple[Any, ...], str, tuple[Any, ...]], Any]


class ServedTranscriber:
    """A recogniser elsewhere."""

    def __init__(self, ask: Ask, folder: Path, language: str) -> None:
        self._ask, self._network = ask, ("whisper", str(folder), language)

    def _call(self, method: str, *args: Any) -> Any:
        return self._ask("recogniser", self._network, method, args)

    def load(self) -> None:
        self._call("load")

    def transcribe(self, samples: Samples, native_language: str = "") -> Transcript:
        return cast(Transcript, self._call("transcribe", samples, native_language))

    def follow(self, samples: Samples, known: Sequence[str], native_language: str = "") -> Transcript | None:
        return cast("Transcript | None", self._call("follow", samples, list(known), native_language))

    def score_wordings(self, samples: Samples, wordings: Sequence[str]) -> list[float] | None:
        return cast("list[float] | None", self._call("score_wordings", samples, list(wordings)))

    def place(self, samples: Samples, words: Sequence[str]) -> list[Word] | None:
        return cast("list[Word] | None", self._call("place", samples, list(words)))

    def states(self, samples: Samples) -> Samples:
        """The sound itself: the encoder is where its states are read, and they are larger than it."""
        return samples


class ServedPhones:
    """What tells sounds, elsewhere, with the encoder that it reads."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def hear(self, states: Samples) -> Heard | None:
        return cast("Heard | None", self._ask("sounds", ("sounds",), "hear", (states,)))


class ServedVoice:
    """A voice elsewhere; `sample_rate` is right once it is loaded."""

    def __init__(self, ask: Ask, network: tuple[Any, ...]) -> None:
        self._ask, self._network = ask, network
        self.sample_rate = 0

    def load(self) -> None:
        self.sample_rate = int(self._ask("voices", self._network, "load", ()))

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        return self.say_timed(sentence, speed)[0]

    def say_timed(self, sentence: str, speed: float) -> Timed:
        return cast(Timed, self._ask("voices", self._network, "say_timed", (sentence, speed)))


class ServedNetworks:
    """`Networks` that are elsewhere, but for the small one that nobody waits for."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._here = Networks()

    def whisper(self, folder: Path, language: str) -> ServedTranscriber:
        return ServedTranscriber(self._ask, folder, language)

    def phones(self) -> ServedPhones:
        return ServedPhones(self._ask)

    def turn_end(self, file: Path) -> TurnEnd:
        return self._here.turn_end(file)

    def kokoro(self, model: Path, style: Path, language: str) -> ServedVoice:
        return ServedVoice(self._ask, ("kokoro", str(model), str(style), language))

    def piper(self, model: Path, sample_rate: int) -> ServedVoice:
        return ServedVoice(self._ask, ("piper", str(model), sample_rate))


@dataclass(frozen=True, slots=True)
class Failed:
    """An error of the tutor's on its way back: exceptions lose what they know when they are pickled."""

    kind: type[TutorError]
    message: str
    action: str
    detail: str | None

    @classmethod
    def of(cls, error: TutorError) -> Failed:
        return cls(type(error), error.message, error.action, error.detail)

    def error(self) -> TutorError:
        return self.kind(self.message, action=self.action, detail=self.detail)


class Hosted:
    """Answers for the networks of one process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._networks = Networks()

    async def answer(self, network: tuple[Any, ...], method: str, args: tuple[Any, ...]) -> Any:
        """What a method of a network gives, or `Failed`."""
        try:
            return await anyio.to_thread.run_sync(self._answer, network, method, args)
        except TutorError as error:
            return Failed.of(error)

    def _answer(self, network: tuple[Any, ...], method: str, args: tuple[Any, ...]) -> Any:
        kind, *of = network
        if kind == "sounds":
            folder = load_catalogue().ensure(EAR, self._settings)
            states = self._networks.whisper(folder, self._settings.language).states(*args)
            return None if states is None else self._networks.phones().hear(states)
        if kind == "whisper":
            folder, language = of
            return getattr(self._networks.whisper(Path(folder), language), method)(*args)
        if kind == "kokoro":
            model, style, language = of
            voice: Any = self._networks.kokoro(Path(model), Path(style), language)
        else:
            model, sample_rate = of
            voice = self._networks.piper(Path(model), sample_rate)
        answer = getattr(voice, method)(*args)
        return voice.sample_rate if method == "load" else answer
