"""Is somebody speaking? Silero's network as faster-whisper ships it, fed as the sound comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.speech.audio.formats import SAMPLE_RATE

# What the network looks at, and how much of the sound before that it wants to see, in samples.
WINDOW = 512
_CONTEXT = 64
WINDOW_S = WINDOW / SAMPLE_RATE
# Speech begins with so many windows in a row above `SPEECH`, and goes on until `PAUSE_S` of them fall below `QUIET`
# (Silero's own two thresholds). A click is one window, a short «sí» six.
SPEECH, QUIET = 0.5, 0.35
ONSET = 3
PAUSE_S = 0.25
SILENCE = 1e-10  # the power of a window is never taken to be less


@dataclass(frozen=True, slots=True)
class Window:
    """How likely a voice is in it, 0…1, and how loud it is, in decibels of full scale."""

    probability: float
    level_db: float


class VoiceActivity:
    """The network with its memory. Works in a worker thread; a window of 32 ms takes 0.2 ms."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._h = self._c = np.zeros((1, 1, 128), dtype=np.float32)
        self._heard = np.zeros(_CONTEXT, dtype=np.float32)  # the context, then what does not fill a window yet

    def windows(self, samples: NDArray[np.float32]) -> list[Window]:
        """Those that `samples` (16 kHz mono) complete."""
        self._heard = np.concatenate([self._heard, samples])
        windows = (len(self._heard) - _CONTEXT) // WINDOW
        if not windows:
            return []
        rows = np.stack([self._heard[n * WINDOW : (n + 1) * WINDOW + _CONTEXT] for n in range(windows)])
        self._heard = self._heard[windows * WINDOW :]
        speech, self._h, self._c = self._session.run(None, {"input": rows, "h": self._h, "c": self._c})
        levels = 10 * np.log10(np.mean(rows[:, _CONTEXT:] ** 2, axis=1) + SILENCE)
        return [Window(float(p), float(level)) for p, level in zip(speech, levels, strict=True)]


class SpeechGate:
    """Turns probabilities into speech that begins and pauses."""

    def __init__(self) -> None:
        self.on = False
        self._loud = 0
        self._quiet = 0

    def window(self, probability: float) -> bool:
        """Take one window; returns whether speech began or paused with it."""
        self._loud = self._loud + 1 if probability >= SPEECH else 0
        self._quiet = self._quiet + 1 if probability < QUIET else 0
        changed = self._quiet * WINDOW_S >= PAUSE_S if self.on else self._loud >= ONSET
        self.on ^= changed
        return changed


def voiced(samples: NDArray[np.float32], **options: int) -> tuple[int, int] | None:
    """From where to where there is a voice in `samples` (16 kHz mono); None for none. `options` are faster-whisper's."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    found = get_speech_timestamps(samples, VadOptions(**options))
    return (int(found[0]["start"]), int(found[-1]["end"])) if found else None
