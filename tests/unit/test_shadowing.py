"""Takes of a sentence by synthetic voices: what is close is called close, and what differs is named."""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
import parselmouth
import pytest
from numpy.typing import NDArray
from parselmouth.praat import call

from tests.conftest import REAL, wav_bytes
from tutor.core.downloads import load_catalogue
from tutor.speech.analysis.prosody import Prosody, pitch, prosody, speech, syllables
from tutor.speech.analysis.shadowing import Shadowed, shadowed
from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.formats import SAMPLE_RATE, decode
from tutor.speech.stt.transcribe import WhisperTranscriber
from tutor.speech.tts.voices import KokoroVoice

TEXT = "Ayer fui al cine con mi hermana y vimos una película muy larga."
Samples = NDArray[np.float32]


@pytest.mark.parametrize(
    ("word", "count"),
    [("día", 2), ("ciudad", 2), ("bueno", 2), ("queso", 2), ("guitarra", 3), ("pingüino", 3), ("veía", 3), ("muy", 1),
     ("hoy", 1), ("y", 1), ("construyo", 3), ("Uruguay", 3), ("película", 4), ("aéreo", 4), ("st", 1)],
)  # fmt: skip
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_pitch_is_told_from_the_speakers_own_median() -> None:
    t = np.arange(SAMPLE_RATE) / SAMPLE_RATE

    def tone(hertz: float) -> Samples:
        return np.asarray(sum(np.sin(2 * np.pi * hertz * n * t) / n for n in range(1, 8)) / 4, dtype=np.float32)

    for low in (110.0, 220.0):
        rise = np.array([p.semitones for p in pitch(np.concatenate([tone(low), tone(low * 2 ** (4 / 12))]))])
        assert np.median(rise[-20:]) - np.median(rise[:20]) == pytest.approx(4, abs=0.1)
    assert pitch(np.zeros(SAMPLE_RATE, dtype=np.float32)) == []
    assert pitch(np.zeros(10, dtype=np.float32)) == []
    assert speech(np.zeros(SAMPLE_RATE, dtype=np.float32)) == []


def test_a_machine_without_praat_tells_rhythm_and_no_pitch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "parselmouth", None)  # as on arm64, where it is not installed
    sound = np.sin(np.arange(SAMPLE_RATE) * 2 * np.pi * 220 / SAMPLE_RATE).astype(np.float32)
    assert pitch(sound) == []
    said = prosody(sound, [WordTime("sí", 0.0, 0.4), WordTime("claro", 0.4, 0.9)])
    assert said.syllables_per_s > 0
    assert shadowed(said, said).melody is None


def test_too_little_to_compare_is_not_judged() -> None:
    words = [WordTime("sí", 0.0, 0.2)]
    silent = Prosody(words, [], [], 5.0, 5.0)
    result = shadowed(silent, silent)
    assert (result.melody, result.rhythm, result.findings) == (None, 1.0, [])


@pytest.fixture(scope="module")
def say(dora: KokoroVoice, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Samples]:
    """The sentence at 16 kHz, said by one of the voices at a speed."""
    path = tmp_path_factory.mktemp("takes") / "take.wav"

    def said(voice_id: str = "ef_dora", speed: float = 0.9) -> Samples:
        catalogue = load_catalogue()
        entry = next(v for v in catalogue.voices if v.id == voice_id)
        voice = KokoroVoice(dora.model, catalogue.ensure_voice(entry, REAL)["style"], "es")
        path.write_bytes(wav_bytes(voice.say(TEXT, speed), voice.sample_rate))
        return decode(path, 60)

    return said


@pytest.fixture(scope="module")
def measured() -> Callable[[Samples], Prosody]:
    whisper = WhisperTranscriber(REAL.models_folder / "whisper-base", "es")

    def measure(samples: Samples) -> Prosody:
        placed = whisper.place(samples, TEXT.split())
        assert placed
        return prosody(samples, [WordTime(w.text, w.start, w.end) for w in placed])

    return measure


@pytest.fixture(scope="module")
def compare(
    say: Callable[..., Samples], measured: Callable[[Samples], Prosody]
) -> Callable[[Samples], tuple[Shadowed, list[str]]]:
    model = measured(say())

    def compared(take: Samples) -> tuple[Shadowed, list[str]]:
        result = shadowed(model, measured(take))
        return result, [finding.code for finding in result.findings]

    return compared


Compare = Callable[[Samples], tuple[Shadowed, list[str]]]


@pytest.mark.models
def test_the_same_voice_in_a_noisy_room_fits_closely(say: Callable[..., Samples], compare: Compare) -> None:
    take = say()
    noise = np.random.default_rng(1).normal(0, 0.01, len(take)).astype(np.float32)
    result, codes = compare(np.concatenate([np.zeros(8000, np.float32), take + noise]))  # and it starts later
    assert codes == []
    assert result.melody is not None
    assert result.melody > 0.8
    assert result.rhythm > 0.8
    assert result.take.words[0].start == 0.0


@pytest.mark.models
@pytest.mark.parametrize("voice", ["em_alex", "em_santa"])
def test_another_voice_with_the_same_melody_fits(voice: str, say: Callable[..., Samples], compare: Compare) -> None:
    result, codes = compare(say(voice))
    assert codes == []
    assert result.melody is not None
    assert result.melody > 0.6


@pytest.mark.models
@pytest.mark.parametrize(("speed", "code"), [(0.6, "slower"), (1.35, "faster")])
def test_another_pace_is_named(speed: float, code: str, say: Callable[..., Samples], compare: Compare) -> None:
    result, codes = compare(say(speed=speed))
    assert codes == [code]
    assert result.findings[0].amount == pytest.approx(speed / 0.9, abs=0.12)


@pytest.mark.models
def test_pauses_are_named_with_the_word_before_them(
    dora: KokoroVoice, say: Callable[..., Samples], compare: Compare
) -> None:
    take, words = say(), dora.say_timed(TEXT, 0.9)[1]
    cut = round(words[3].end * SAMPLE_RATE)
    result, codes = compare(np.concatenate([take[:cut], np.zeros(SAMPLE_RATE * 7 // 10, np.float32), take[cut:]]))
    assert codes == ["pause"]
    assert TEXT.split()[result.findings[0].word or 0] == "cine"
    assert result.findings[0].amount == pytest.approx(0.7, abs=0.15)
    assert result.take.syllables_per_s < result.take.articulation


@pytest.mark.models
def test_a_flat_voice_is_named(say: Callable[..., Samples], compare: Compare) -> None:
    sound = call(parselmouth.Sound(say().astype(np.float64), SAMPLE_RATE), "To Manipulation", 0.01, 75, 400)
    tier = call(sound, "Extract pitch tier")
    call(tier, "Formula", "170")
    call([tier, sound], "Replace pitch tier")
    flat = call(sound, "Get resynthesis (overlap-add)").values[0].astype(np.float32)
    assert compare(flat)[1] == ["flat"]


@pytest.mark.models
def test_other_words_are_unlikely(say: Callable[..., Samples]) -> None:
    whisper = WhisperTranscriber(REAL.models_folder / "whisper-base", "es")
    take = say()
    for text, said in ((TEXT, True), ("El perro de mi vecino duerme todo el día en el sofá.", False)):
        placed = whisper.place(take, text.split())
        assert placed
        assert (np.mean([word.probability for word in placed]) > 0.25) is np.bool_(said)
    assert whisper.place(np.zeros(30 * SAMPLE_RATE, np.float32), ["hola"]) is None
