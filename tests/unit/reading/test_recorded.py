"""A recording as sentences: the right stretch of it, at any speed, with the times of its words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tutor.reading.heard import paragraphs_of, words_at
from tutor.reading.recorded import keep_sound, sentence_of, sound_bytes
from tutor.reading.text import WordAt
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import Transcript, Word
from tutor.store.files import FolderFiles

TEXT = "Ana come. Luis bebe mucho."
# The words, when each sounds, and at how many Hz.
SAID = [("Ana", 0.5, 0.8, 300), ("come.", 0.9, 1.2, 400), ("Luis", 1.8, 2.1, 600), ("bebe", 2.15, 2.4, 800), ("mucho.", 2.5, 2.9, 1000)]  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> FolderFiles:
    """Has one sound in which each word is a tone."""
    at = np.arange(round(3.5 * SAMPLE_RATE)) / SAMPLE_RATE
    samples = sum((0.5 * np.sin(2 * np.pi * hertz * at) * ((at >= a) & (at < b)) for _, a, b, hertz in SAID), 0 * at)
    files = FolderFiles(tmp_path)
    keep_sound(samples.astype(np.float32), files, "kept.wav")
    assert files.size("kept.wav") == sound_bytes(len(at))
    return files


def heard(shift_s: float = 0.0) -> list[list[float]]:
    """The words as ears place them, a little beside where they are."""
    rows, at = [], 0
    for word, from_s, to_s, _ in SAID:
        at = TEXT.index(word, at)
        rows.append([at, at + len(word), from_s + shift_s, to_s + shift_s])
    return rows


def tones(samples: NDArray[np.int16]) -> list[int]:
    """Which of the tones sound in it."""
    power = np.abs(np.fft.rfft(samples.astype(np.float64)))
    hertz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    most = power.max()
    return [tone for *_, tone in SAID if power[np.abs(hertz - tone) < 15].max() > most / 10]


@pytest.mark.parametrize("shift_s", [0.0, -0.08, 0.08])
def test_a_sentence_is_all_of_its_words_and_none_of_others(files: FolderFiles, shift_s: float) -> None:
    first = sentence_of(files, "kept.wav", heard(shift_s), 0, 9)
    second = sentence_of(files, "kept.wav", heard(shift_s), 10, len(TEXT))
    assert first
    assert second
    assert tones(first.samples) == [300, 400]
    assert tones(second.samples) == [600, 800, 1000]
    assert len(second.samples) >= 1.1 * SAMPLE_RATE, "no word is cut"
    assert [TEXT[10:][word.start : word.end] for word in second.words] == ["Luis", "bebe", "mucho."]


@pytest.mark.parametrize("speed", [0.6, 1.0, 1.2])
def test_slower_and_faster_it_keeps_its_pitch_and_its_words(files: FolderFiles, speed: float) -> None:
    said = sentence_of(files, "kept.wav", heard(), 10, len(TEXT))
    assert said
    samples = np.frombuffer(said.wav(speed)[44:], dtype=np.int16)
    assert len(samples) == pytest.approx(len(said.samples) / speed, rel=0.05)
    assert tones(samples) == [600, 800, 1000]
    words = said.words_at(speed)
    assert words[1].from_s == pytest.approx(said.words[1].from_s / speed, abs=0.01)
    middle = samples[round(words[0].from_s * SAMPLE_RATE) : round(words[0].to_s * SAMPLE_RATE)]
    assert tones(middle) == [600], "the times are those of the sound"


def test_what_was_not_heard_is_not_there(files: FolderFiles) -> None:
    assert sentence_of(files, "kept.wav", [], 0, 9) is None
    assert sentence_of(files, "gone.wav", heard(), 0, 9) is None
    beyond = [[start, end, from_s + 60, to_s + 60] for start, end, from_s, to_s in heard()]
    assert sentence_of(files, "kept.wav", beyond, 0, 9) is None


def test_words_find_their_places_though_one_sentence_was_heard_twice() -> None:
    def piece(*words: str) -> Transcript:
        said = [Word(f" {word}", n / 2, n / 2 + 0.4, 0.9) for n, word in enumerate(words)]
        return Transcript("", said, "es", 9.0)

    pieces = [(0.0, piece("Sí,", "claro.")), (10.0, piece("Sí,", "claro.")), (20.0, piece("Vale", "pues."))]
    texts = ["\n".join(paragraph.text for paragraph in paragraphs_of(pieces))]
    assert texts == ["Sí, claro.\nVale pues."]
    assert words_at(texts, pieces) == [
        (WordAt(0, 3, 0.0, 0.4), WordAt(4, 10, 0.5, 0.9), WordAt(11, 15, 20.0, 20.4), WordAt(16, 21, 20.5, 20.9))
    ]
