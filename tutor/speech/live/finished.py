"""Whether a turn sounds finished: Smart Turn's network, which hears how the last words were said.

It reads eight seconds of sound as Whisper does, 80 bands in a hundredth of a second each, and was made by Daily
(https://github.com/pipecat-ai/smart-turn). It knows no words, so it only helps the rule of `endpoint.py`.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.speech.audio.formats import SAMPLE_RATE

# The catalogue's name of the model.
TURN_MODEL = "smart-turn-3.2"
HEARD_S = 8
# Keeps silence from being divided by nothing.
_LEAST_VARIANCE = 1e-7


class TurnEnd:
    """The network in a file, loaded when first asked. Safe to ask from several threads."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[Any, Any] | None = None
        self._lock = threading.Lock()

    def probability(self, samples: NDArray[np.float32]) -> float:
        """How likely whoever spoke in `samples` (float32, 16 kHz mono, up to now) has finished, 0…1. On one thread."""
        with self._lock:
            extractor, session = self._open()
            last = samples[-HEARD_S * SAMPLE_RATE :]
            sound = np.pad(last, (HEARD_S * SAMPLE_RATE - len(last), 0)).astype(np.float32)
            sound = (sound - sound.mean()) / np.sqrt(sound.var() + _LEAST_VARIANCE)
            features = extractor(sound, padding=0)[None].astype(np.float32)
            return float(session.run(None, {"input_features": features})[0][0].item())

    def _open(self) -> tuple[Any, Any]:
        if self._opened is None:
            from faster_whisper.feature_extractor import FeatureExtractor
            from onnxruntime import InferenceSession, SessionOptions

            options = SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = InferenceSession(self._file, options, providers=["CPUExecutionProvider"])
            self._opened = FeatureExtractor(chunk_length=HEARD_S), session
        return self._opened
