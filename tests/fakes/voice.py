"""A voice that takes no time: a sample for each letter of a sentence."""

from __future__ import annotations

import numpy as np

from tutor.speech.analysis.timing import WordTime
from tutor.speech.tts.voices import Timed


class PlainVoice:
    """Says each sentence and remembers it."""

    sample_rate = 24_000

    def __init__(self) -> None:
        self.said: list[str] = []

    def load(self) -> None:
        pass

    def say(self, sentence: str, speed: float) -> np.ndarray:
        return self.say_timed(sentence, speed)[0]

    def say_timed(self, sentence: str, speed: float) -> Timed:
        self.said.append(sentence)
        length = len(sentence) / self.sample_rate
        return np.arange(len(sentence), dtype=np.int16), [WordTime(sentence.split()[0], 0.0, length)]
