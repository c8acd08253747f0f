"""How well and how fast ears hear on this machine: they are given what a voice here has said."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.core.errors import TutorError
from tutor.language.es.tokens import plain, words
from tutor.speech.stt.transcribe import Transcriber
from tutor.speech.tts.voices import Voice

SENTENCES = (
    "Mañana por la tarde voy al mercado con mi hermana.",
    "¿A qué hora sale el próximo tren para Sevilla?",
    "Me gustaría reservar una mesa para cuatro personas.",
)
EAR_RATE = 16_000
# Hearing that takes longer than what was said keeps a learner waiting.
SLOWEST_FACTOR = 1.0


@dataclass(frozen=True, slots=True)
class HeardProbe:
    """`factor` is how many seconds it takes to hear a second of sound, `right` the share of words that were heard as they
    were said. `at` is when, ISO 8601 in UTC."""

    factor: float
    right: float
    at: str

    @property
    def well(self) -> bool:
        return self.factor <= SLOWEST_FACTOR


def probe_ears(transcriber: Transcriber, voice: Voice) -> HeardProbe:
    """Let a voice speak, and ears hear it. Raises what they raise."""
    took, lasted, right, said = 0.0, 0.0, 0, 0
    transcriber.load()
    for sentence in SENTENCES:
        samples = _for_ears(voice.say(sentence, 1.0), voice.sample_rate)
        began = time.perf_counter()
        try:
            heard = transcriber.transcribe(samples).text
        except TutorError:  # it heard nothing
            heard = ""
        took += time.perf_counter() - began
        lasted += len(samples) / EAR_RATE
        wanted = Counter(plain(word) for word in words(sentence))
        right += (wanted & Counter(plain(word) for word in words(heard))).total()
        said += wanted.total()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return HeardProbe(round(took / lasted, 3), round(right / said, 3), at)


def _for_ears(samples: NDArray[np.int16], rate: int) -> NDArray[np.float32]:
    """float32, (samples,), 16 kHz mono, of samples at `rate` Hz."""
    sound = samples.astype(np.float32) / 32768
    at = np.arange(0, len(sound), rate / EAR_RATE)
    heard: NDArray[np.float32] = np.interp(at, np.arange(len(sound)), sound).astype(np.float32)
    return heard


class EarChoice:
    """Which ears were chosen on the page, and what was measured of each, kept in a file. A setting of the operator's wins."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.chosen = ""
        self._probes: dict[str, HeardProbe] = {}
        try:
            told: Any = json.loads(file.read_text("utf-8"))
            self.chosen = str(told.get("chosen", ""))
            self._probes = {str(name): HeardProbe(**one) for name, one in told.get("probes", {}).items()}
        except (OSError, ValueError, TypeError, AttributeError):
            pass  # nothing was chosen, or it is measured anew

    def of(self, name: str) -> HeardProbe | None:
        """What was last measured of ears."""
        return self._probes.get(name)

    def keep(self, name: str, found: HeardProbe) -> None:
        """Keep what was measured. Raises OSError."""
        self._write(lambda: self._probes.__setitem__(name, found))

    def choose(self, name: str) -> None:
        """Hear with these from now on; empty for the usual ones. Raises OSError."""
        self._write(lambda: setattr(self, "chosen", name))

    def _write(self, change: Callable[[], object]) -> None:
        change()
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        told = {"chosen": self.chosen, "probes": {name: asdict(one) for name, one in self._probes.items()}}
        new.write_text(json.dumps(told, indent=1), "utf-8")
        new.replace(self._file)
