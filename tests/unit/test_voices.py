"""Real voices: what they say can be understood by the real recogniser."""

from __future__ import annotations

import asyncio
import io
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.clips import Clip, Studio
from tests.conftest import REAL, wav_bytes
from tests.fakes.voice import PlainVoice
from tests.tutors import PATIENCE_S
from tutor.core.downloads import load_catalogue
from tutor.core.queue import FairQueue
from tutor.speech.analysis.timing import WordTime
from tutor.speech.audio.formats import decode
from tutor.speech.audio.wav import wav_header
from tutor.speech.stt.transcribe import WhisperTranscriber
from tutor.speech.tts.choose import AMERICAN
from tutor.speech.tts.synthesize import UNHEARD, Saying, Speaker, Speech, Utterance
from tutor.speech.tts.voices import KokoroVoice, PiperVoice

pytestmark = pytest.mark.models


def heard(sound: bytes, language: str, folder: Path) -> str:
    path = folder / "sound.wav"
    path.write_bytes(sound)
    return WhisperTranscriber(REAL.models_folder / "whisper-base", language).transcribe(decode(path, 60)).text.lower()


def test_piper_speaks_and_is_understood(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    joe = next(v for v in catalogue.voices if v.id == "en_US-joe-medium")
    voice = PiperVoice(catalogue.ensure_voice(joe, REAL)["model"], joe.sample_rate)
    slow, quick = voice.say("Good morning, my friend.", 0.8), voice.say("Good morning, my friend.", 1.6)
    assert len(slow) > len(quick) * 1.2
    assert "good morning" in heard(wav_bytes(slow, voice.sample_rate), "en", tmp_path)


@pytest.mark.parametrize("name", ["ef_dora", "em_alex", "em_santa"])
def test_each_spanish_voice_is_understood(name: str, tmp_path: Path, dora: KokoroVoice) -> None:
    catalogue = load_catalogue()
    files = catalogue.ensure_voice(next(v for v in catalogue.voices if v.id == name), REAL)
    voice = KokoroVoice(dora.model, files["style"], "es")
    sound = wav_bytes(voice.say("El domingo vamos al mercado con tu hermana.", 0.9), voice.sample_rate)
    assert "mercado" in heard(sound, "es", tmp_path)


def test_no_words_are_heard_after_the_last_one() -> None:
    # Whisper decoded the 0.3 s behind this sentence on their own, as «Dios» 220 times.
    samples = Studio().samples(Clip("Tengo quince años.", "em_alex"))
    heard = WhisperTranscriber(REAL.models_folder / "whisper-base", "es").transcribe(samples)
    assert heard.text.lower().strip(".") in ("tengo 15 años", "tengo quince años")


async def test_an_utterance_streams_by_sentence_and_is_kept_as_one_wav(tmp_path: Path, dora: KokoroVoice) -> None:
    speech = Speech(tmp_path, FairQueue(1))
    text = "Buenos días a todos, amigos. Hoy vamos a hablar de la comida."
    made = speech.prepare(Saying("m", text, 1.0, "ana"), Speaker("ef_dora", dora))
    assert not isinstance(made, Path)
    assert speech.prepare(Saying("m", text, 1.0, "ana"), Speaker("ef_dora", dora)) is made  # joined, not made twice
    blocks = [block async for block in made.wav()]
    assert blocks[0] == wav_header(24_000, None)
    assert len(blocks) == 3  # the header and two sentences
    while not made.done:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    kept = speech.prepare(Saying("m", text, 1.0, "ana"), Speaker("ef_dora", dora))
    assert isinstance(kept, Path)
    with wave.open(io.BytesIO(kept.read_bytes())) as file:
        assert file.getnframes() * 2 == sum(map(len, blocks[1:]))
    speech.forget(["m"])
    assert not kept.exists()


async def test_what_nobody_asked_to_hear_makes_room_for_the_next(tmp_path: Path) -> None:
    class Slow:
        sample_rate = 24_000
        said: list[str] = []  # noqa: RUF012

        def load(self) -> None: ...

        def say(self, sentence: str, speed: float) -> np.ndarray:
            return self.say_timed(sentence, speed)[0]

        def say_timed(self, sentence: str, speed: float) -> tuple[np.ndarray, list[WordTime]]:
            time.sleep(0.02)
            self.said.append(sentence)
            return np.ones(100, np.int16), []

    voice, speech = Slow(), Speech(tmp_path, FairQueue(1))
    texts = {name: " ".join(f"Frase {name} número {n}." for n in range(20)) for name in "abc"}

    def said(name: str) -> int:
        return sum(f"Frase {name} " in sentence for sentence in voice.said)

    unheard = speech.prepare_ahead(Saying("a", texts["a"], 1.0, "ana"), Speaker("slow", voice))
    speech.prepare_ahead(Saying("b", texts["b"], 1.0, "ana"), Speaker("slow", voice))
    assert isinstance(unheard, Utterance)
    async with asyncio.timeout(PATIENCE_S):  # it had not even begun: nobody may wait for it
        await unheard.ahead()
        assert not await unheard.first()
    asked = speech.prepare(Saying("b", texts["b"], 1.0, "ana"), Speaker("slow", voice))
    speech.prepare_ahead(Saying("c", texts["c"], 1.0, "ana"), Speaker("slow", voice))
    assert not isinstance(asked, Path)
    assert (await asked.finished()).stat().st_size == 44 + 20 * 200
    assert said("a") < 20
    again = speech.prepare(Saying("a", texts["a"], 1.0, "ana"), Speaker("slow", voice))
    assert not isinstance(again, Path)
    assert (await again.finished()).stat().st_size == 44 + 20 * 200
    speech.close()


async def test_nothing_is_made_ahead_for_who_only_reads_until_they_listen(tmp_path: Path) -> None:
    speech, by = Speech(tmp_path, FairQueue(1)), Speaker("plain", PlainVoice())

    def told(name: str, who: str = "ana") -> Utterance | Path | None:
        return speech.prepare_ahead(Saying(name, "Muy bien. ¿Y tú?", 1.0, who), by)

    made = [told(f"m{n}") for n in range(UNHEARD + 2)]
    assert [one is None for one in made] == [False] * UNHEARD + [True] * 2
    assert told("x", "berta") is not None  # somebody else
    heard = speech.prepare(Saying("m4", "Muy bien. ¿Y tú?", 1.0, "ana"), by)
    assert isinstance(heard, Utterance)
    await heard.finished()
    assert told("m5") is not None
    speech.close()


async def test_a_voice_that_breaks_says_so(tmp_path: Path) -> None:
    class Broken:
        sample_rate = 24_000

        def load(self) -> None: ...

        def say(self, sentence: str, speed: float) -> np.ndarray:
            raise RuntimeError("no sound")

        say_timed = say

    from tutor.core.errors import EngineUnavailable

    made = Speech(tmp_path, FairQueue(1)).prepare(Saying("m", "Hola.", 1.0, "ana"), Speaker("broken", Broken()))
    assert not isinstance(made, Path)
    with pytest.raises(EngineUnavailable):
        await made.first()


def test_the_same_voice_speaks_with_the_sounds_of_america(dora: KokoroVoice) -> None:
    style = np.fromfile(REAL.voices_folder / "ef_dora/style.bin", dtype=np.float32).reshape(-1, 1, 256)
    spain, america = (
        {phone.sign for phone in dora.model.say_timed("Gracias, hace sol.", style, 1.0, language)[1]}
        for language in ("es", AMERICAN)
    )
    assert "θ" in spain
    assert "θ" not in america
