"""Rooms that a learner speaks in: a crowd, a television, a song."""

from __future__ import annotations

from typing import Any

import numpy as np
import parselmouth
from numpy.typing import NDArray
from parselmouth.praat import call

from tests.clips import VOICES
from tests.conftest import REAL
from tests.tutors import networks
from tutor.core.downloads import load_catalogue
from tutor.speech.audio.formats import SAMPLE_RATE

Samples = NDArray[np.float32]
LINES = (
    "Pues yo le dije que no podía venir el sábado, porque tenía que trabajar hasta las diez de la noche.",
    "¿Has visto la película que pusieron anoche? A mí me pareció larga, pero la música era preciosa.",
    "Camarero, por favor, dos cafés con leche y una tostada con tomate, y después tráiganos la cuenta.",
    "Mi abuela siempre cuenta que cuando era niña caminaba una hora hasta la escuela, con lluvia y con nieve.",
    "El tren sale a las cinco y media, así que tenemos que estar en la estación un poco antes.",
    "No me lo puedo creer, otra vez han subido el alquiler, y encima la calefacción no funciona.",
)
ROOM_S = 0.4  # for how long the room echoes
MELODY = (0, 2, 4, 5, 7, 7, 9, 7, 5, 4, 2, 0)  # semitones above C
C_HZ = {"ef_dora": 261.6, "em_alex": 130.8}
NOTE_S = 0.45


def at_16_khz(samples: Samples, rate: int) -> Samples:
    return np.asarray(parselmouth.Sound(samples, rate).resample(SAMPLE_RATE).values[0], dtype=np.float32)


def level(samples: Samples, decibels: float) -> Samples:
    """The sound with its loud parts at this level of full scale."""
    windows = samples[: len(samples) // 512 * 512].reshape(-1, 512)
    power = np.mean(windows**2, axis=1)
    return np.asarray(samples * 10 ** (decibels / 20) / np.sqrt(np.percentile(power, 90)), dtype=np.float32)


class People:
    """Who else is in the room. Their lines are spoken once."""

    def __init__(self) -> None:
        voices = {entry.id: entry for entry in load_catalogue().voices}
        files = {name: load_catalogue().ensure_voice(voices[name], REAL) for name in VOICES}
        self._model = networks().kokoro(files[VOICES[0]]["model"], files[VOICES[0]]["style"], "es").model
        self._styles = {
            name: np.fromfile(found["style"], dtype=np.float32).reshape(-1, 1, 256) for name, found in files.items()
        }
        self._lines = [self.say(line, VOICES[n % len(VOICES)]) for n, line in enumerate(LINES)]

    def say(self, text: str, voice: str) -> Samples:
        return at_16_khz(self._model.say(text, self._styles[voice], 1.0, "es"), 24_000)

    def talking(self, how_many: int, seconds: float, seed: int = 0) -> Samples:
        """So many of them at once, each at their own distance, in a room that echoes."""
        rng = np.random.default_rng([how_many, seed])
        length = int(seconds * SAMPLE_RATE)
        together = np.zeros(length)
        for _ in range(how_many):
            lines = np.concatenate([self._lines[n] for n in rng.permutation(len(self._lines))])
            line = np.resize(np.roll(lines, rng.integers(len(lines))), length)
            together += level(line, rng.uniform(-6, 0))
        t = np.arange(int(ROOM_S * SAMPLE_RATE)) / SAMPLE_RATE
        echo = rng.normal(0, 1, len(t)) * np.exp(-6.9 * t / ROOM_S)
        echo[0] += 5
        whole = len(together) + len(echo) - 1
        heard = np.fft.irfft(np.fft.rfft(together, whole) * np.fft.rfft(echo, whole), whole)
        return heard[:length].astype(np.float32)

    def sing(self, text: str, voice: str, slower: float = 1.8) -> Samples:
        """A text on a melody, each note held with some vibrato."""
        said = parselmouth.Sound(self.say(text, voice), SAMPLE_RATE)
        manipulation = call(said, "To Manipulation", 0.01, 75, 500)
        duration = call(manipulation, "Extract duration tier")
        call(duration, "Add point", 0, slower)
        call([duration, manipulation], "Replace duration tier")
        melody = _melody(said.duration, C_HZ[voice], slower)
        call([melody, manipulation], "Replace pitch tier")
        sung = call(manipulation, "Get resynthesis (overlap-add)")
        return np.asarray(sung.values[0], dtype=np.float32)


def hum(hz: float, seconds: float = 5.0) -> Samples:
    """A melody hummed from this note on: pulses of the vocal folds through the resonances of an [m] (Fant 1960)."""
    pulses = call(_melody(seconds, hz), "To PointProcess")
    folds = call(pulses, "To Sound (phonation)", SAMPLE_RATE, 1, 0.05, 0.7, 0.03, 3.0, 4.0)
    mouth = call("Create FormantGrid", "m", 0, seconds, 4, 250, 1000, 60, 50)
    through = call(call([folds, mouth], "Filter"), "Filter (pass Hann band)", 0, 800, 400)
    t = np.arange(through.n_samples) / SAMPLE_RATE
    return np.asarray(through.values[0] * (0.3 + 0.7 * np.abs(np.sin(np.pi * t / NOTE_S))), dtype=np.float32)


def _melody(seconds: float, hz: float, slower: float = 1.0) -> Any:
    """Praat's pitch tier of a melody that is drawn out afterwards."""
    pitch = call("Create PitchTier", "melody", 0, seconds)
    for at in np.arange(0, seconds, 0.01):
        sung_at = at * slower
        semitones = MELODY[int(sung_at / NOTE_S) % len(MELODY)] + 0.3 * np.sin(2 * np.pi * 5.5 * sung_at)
        call(pitch, "Add point", at, hz * 2 ** (semitones / 12))
    return pitch
