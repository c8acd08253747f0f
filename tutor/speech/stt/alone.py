"""Recordings of a word or two: what the recogniser made of one is judged once more, by the sounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tutor.speech.analysis.phones import Heard
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.voice_activity import voiced
from tutor.speech.stt.brief import LONGEST_S, MOST_WORDS, brief, common_words
from tutor.speech.stt.transcribe import DOUBTFUL, VOICE, Transcript, Word

Floats = NDArray[np.float32]

# How sure a word is said to be that the sounds tell, where the recogniser wrote another.
BY_SOUND_PROBABILITY = 0.5


def is_brief(heard: Transcript, language: str) -> bool:
    """Whether there are but a word or two, in the language that is learnt."""
    return heard.language == language and len(heard.text.split()) <= MOST_WORDS


def by_sound(
    samples: Floats,
    heard: Transcript | None,
    sounds: Callable[[Floats], Heard | None],
    expected: Sequence[str] = (),
) -> Transcript | None:
    """What was said in `samples` (16 kHz mono); None for nothing. `heard` is what the recogniser made of it, None for nothing,
    `sounds` what it can tell by the sounds. What is longer than a word or two stays as it is."""
    place = voiced(samples, **VOICE)
    if place is None or place[1] - place[0] > LONGEST_S * SAMPLE_RATE:
        return None if heard is None or heard.unsure else heard
    seen = sounds(samples[slice(*place)])
    if seen is None:
        return heard
    text, probability = (heard.text, heard.probability) if heard else ("", 0.0)
    found = brief(seen, text, probability, common_words(), expected, doubtful=DOUBTFUL)
    if found is None or (heard is None and not found.sure and len(found.text) == 1 and found.text not in expected):
        return None  # a hum sounds like one vowel, of which the recogniser makes nothing
    if heard and found.text == heard.text:
        return replace(heard, unsure=not found.sure)
    start, end = (round(at / SAMPLE_RATE, 2) for at in place)
    sure = max(probability, BY_SOUND_PROBABILITY) if found.sure else probability
    words = found.text.split()
    each = (end - start) / len(words)
    spoken = [
        Word(word, round(start + n * each, 2), round(start + (n + 1) * each, 2), round(sure, 3))
        for n, word in enumerate(words)
    ]
    return Transcript(found.text, spoken, "es", round(len(samples) / SAMPLE_RATE, 2), unsure=not found.sure)
