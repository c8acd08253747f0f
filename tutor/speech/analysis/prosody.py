"""The melody and rhythm of a spoken sentence: pitch, pauses, and how fast it is said.

Pitch is found by Praat's autocorrelation (Boersma 1993), in two passes so that the range fits the speaker (De Looze and
Hirst 2008), and told in semitones from the speaker's own median: a deep and a high voice with the same melody draw the same
line. Pauses are where Silero hears nobody speak.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.voice_activity import PAUSE_S, QUIET, SPEECH, WINDOW_S, VoiceActivity

STEP_S = 0.02
# The range in which a first pass looks for the pitch of any speaker, and what of the quarters found there bounds the second.
LOWEST_HZ, HIGHEST_HZ = 60.0, 500.0
BELOW_QUARTER, ABOVE_QUARTER = 0.75, 1.5

# A syllable of Spanish is a strong vowel with the weak ones beside it, or weak ones alone.
_SYLLABLE = re.compile(r"[iuü]?[aeoáéíóú](?:[iuü](?![aeoáéíóú])|y\b)?|[iuü]+y?|\by\b")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")


@dataclass(frozen=True, slots=True)
class PitchPoint:
    """The pitch at a moment: in seconds, and in semitones from the speaker's median."""

    at: float
    semitones: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence inside a sentence, after the word of this number."""

    start: float
    end: float
    after: int


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a sentence was said, in seconds from the start of its first word. `syllables_per_s` counts the pauses in,
    `articulation` does not."""

    words: list[WordTime]
    pitch: list[PitchPoint]
    pauses: list[Pause]
    syllables_per_s: float
    articulation: float


def prosody(samples: NDArray[np.float32], words: Sequence[WordTime]) -> Prosody:
    """The melody and rhythm of `samples` (16 kHz mono), in which these words, one or more, are said."""
    stretches = speech(samples)
    start, end = words[0].start, words[-1].end
    if stretches:  # a recogniser counts the silence around a sentence to its first and last word
        start, end = max(start, stretches[0][0]), min(end, stretches[-1][1])
    words = [word.later(-start) for word in words]
    pauses = [
        Pause(round(a - start, 3), round(b - start, 3), sum((w.start + w.end) / 2 < a - start for w in words) - 1)
        for (_, a), (b, _) in pairwise(stretches)
        if start < a and b < end
    ]
    pauses = [pause for pause in pauses if pause.after >= 0]
    seconds = max(end - start, 0.1)
    silent = sum(pause.end - pause.start for pause in pauses)
    count = sum(syllables(word.text) for word in words)
    return Prosody(
        _without_pauses(words, pauses, seconds),
        [PitchPoint(round(p.at - start, 3), p.semitones) for p in pitch(samples) if start <= p.at <= end],
        pauses,
        round(count / seconds, 2),
        round(count / max(seconds - silent, 0.1), 2),
    )


def _without_pauses(words: list[WordTime], pauses: Sequence[Pause], end: float) -> list[WordTime]:
    """The words without the silence that a recogniser counts to the word before or after it."""
    for pause in pauses:
        words = [
            WordTime(word.text, word.start, max(min(word.end, pause.start), word.start))
            if n <= pause.after
            else WordTime(word.text, min(max(word.start, pause.end), word.end), word.end)
            for n, word in enumerate(words)
        ]
    return [WordTime(word.text, word.start, round(max(min(word.end, end), word.start), 3)) for word in words]


def pitch(samples: NDArray[np.float32]) -> list[PitchPoint]:
    """The pitch where there is any, each fiftieth of a second; none on a machine that Praat is not made for."""
    try:
        import parselmouth
    except ImportError:
        return []
    if len(samples) < SAMPLE_RATE / 5:  # less than Praat's window
        return []
    sound = parselmouth.Sound(samples.astype(np.float64), SAMPLE_RATE)

    def track(low: float, high: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        found = sound.to_pitch_ac(time_step=STEP_S, pitch_floor=low, pitch_ceiling=high)
        hertz = found.selected_array["frequency"]
        return found.xs()[hertz > 0], hertz[hertz > 0]

    _, hertz = track(LOWEST_HZ, HIGHEST_HZ)
    if not len(hertz):
        return []
    low, high = np.quantile(hertz, [0.25, 0.75])
    times, hertz = track(max(LOWEST_HZ, low * BELOW_QUARTER), high * ABOVE_QUARTER)
    semitones = 12 * np.log2(hertz / np.median(hertz)) if len(hertz) else hertz
    return [PitchPoint(round(at, 3), round(st, 2)) for at, st in zip(times.tolist(), semitones.tolist(), strict=True)]


def speech(samples: NDArray[np.float32]) -> list[tuple[float, float]]:
    """The stretches in which somebody speaks, from and to, in seconds; what is shorter than a pause does not part them."""
    found: list[tuple[float, float]] = []
    on = False
    for n, window in enumerate(VoiceActivity().windows(samples)):
        on = window.probability >= (QUIET if on else SPEECH)
        if on and found and n * WINDOW_S - found[-1][1] < PAUSE_S:
            found[-1] = (found[-1][0], (n + 1) * WINDOW_S)
        elif on:
            found.append((n * WINDOW_S, (n + 1) * WINDOW_S))
    return found


def syllables(word: str) -> int:
    """How many syllables a Spanish word has; at least one."""
    return max(1, len(_SYLLABLE.findall(_SILENT_U.sub("", word.lower()))))
