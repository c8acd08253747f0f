"""Spoken clips for the measurements of `eval_heard` and `eval_pronunciation`: Kokoro's voices, kept in a folder."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.conftest import REAL, wav_bytes
from tutor.core.downloads import load_catalogue
from tutor.speech.audio.formats import decode
from tutor.speech.audio.wav import to_int16
from tutor.speech.tts.voices import KokoroModel, with_breath

VOICES = ("ef_dora", "em_alex", "em_santa")
FOLDER = Path("out/clips")
RATE = 24_000


@dataclass(frozen=True)
class Clip:
    """What is said and how. `snr_db` is the level of speech over pink noise, None for none; `phonemes` says that the
    text is IPA, as Kokoro reads it."""

    text: str
    voice: str
    speed: float = 1.0
    snr_db: float | None = None
    phonemes: bool = False

    @property
    def file(self) -> Path:
        return FOLDER / f"{hashlib.sha256(repr(self).encode()).hexdigest()[:16]}.wav"


class Studio:
    """Records clips, each once."""

    def __init__(self) -> None:
        self._styles = {}
        for entry in load_catalogue().voices:
            if entry.id in VOICES:
                files = load_catalogue().ensure_voice(entry, REAL)
                self._styles[entry.id] = np.fromfile(files["style"], dtype=np.float32).reshape(-1, 1, 256)
                self._model = KokoroModel(files["model"])

    def samples(self, clip: Clip) -> NDArray[np.float32]:
        """The clip at 16 kHz, mono."""
        if not clip.file.exists():
            FOLDER.mkdir(parents=True, exist_ok=True)
            said = self._model.say(clip.text, self._styles[clip.voice], clip.speed, "es", phonemes=clip.phonemes)
            if clip.snr_db is not None:
                said = said + noise(len(said), float(np.sqrt(np.mean(said**2))), clip.snr_db)
            clip.file.write_bytes(wav_bytes(with_breath(to_int16(said), RATE), RATE))
        return decode(clip.file, 60)


def noise(length: int, level: float, snr_db: float) -> NDArray[np.float32]:
    """Pink noise `snr_db` below `level` (root mean square), the same for the same length."""
    spectrum = np.fft.rfft(np.random.default_rng(length).standard_normal(length))
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    spectrum[0] = 0
    pink = np.fft.irfft(spectrum, length)
    return (pink * level / 10 ** (snr_db / 20) / np.sqrt(np.mean(pink**2))).astype(np.float32)
