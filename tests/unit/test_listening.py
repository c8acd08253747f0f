"""Listening as somebody speaks, with the real network for voices and words that come from a script."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from types import SimpleNamespace

import av
import numpy as np
import pytest
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

from tests.conftest import REAL
from tests.scenes import People, level
from tutor.core.downloads import load_catalogue
from tutor.core.errors import ListeningPaused, NothingHeard
from tutor.core.levels import Level
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.voice_activity import WINDOW, VoiceActivity
from tutor.speech.live.endpoint import Endpoint
from tutor.speech.live.listening import Heard, Listening, Nothing, Others, Partial, Said, Samples, Speaking, TooLong
from tutor.speech.stt.prefixed import repeats
from tutor.speech.stt.transcribe import Transcript, WhisperTranscriber, Word

pytestmark = pytest.mark.models


def pcm(wav: bytes) -> bytes:
    """A WAV as PCM16 of 16 kHz."""
    with av.open(BytesIO(wav), format="wav") as media:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        frames = [piece for frame in media.decode(audio=0) for piece in resampler.resample(frame)]
        return b"".join(piece.to_ndarray().tobytes() for piece in [*frames, *resampler.resample(None)])


def silence(seconds: float) -> bytes:
    return bytes(2 * int(seconds * SAMPLE_RATE))


def floats(sound: bytes) -> Samples:
    return np.frombuffer(sound, dtype="<i2").astype(np.float32) / 32768.0


@pytest.fixture(scope="module")
def sentence(spoken: Callable[[str], bytes]) -> bytes:
    sound = np.frombuffer(pcm(spoken("Ayer fui al mercado con mi hermana.")), dtype="<i2")
    loud = np.flatnonzero(np.abs(sound) > 300)
    return sound[loud[0] : loud[-1]].tobytes()


def evenly(text: str, seconds: float) -> Transcript:
    """Words of equal length."""
    each = seconds / max(1, len(text.split()))
    words = [Word(word, n * each, (n + 1) * each, 0.9) for n, word in enumerate(text.split())]
    return Transcript(text, words, "es", seconds)


class Stage:
    """A listening whose transcripts are given, and what it told."""

    def __init__(self, *texts: str, level: Level = Level.A2, longest_s: float = 60, silence_s: float = 1800) -> None:
        self.texts = list(texts)
        self.transcribed: list[int] = []
        self.told: list[Heard] = []
        self.asked = asyncio.Event()
        self.slow: asyncio.Event | None = None
        self.quick = ""  # what is heard quickly after the known words
        self.partial_waits: asyncio.Event | None = None
        self.known: list[Sequence[str]] = []
        self.finished: float | None = None  # how likely it sounds so
        self.pauses: list[int] = []  # asked about, in samples
        self.listening = Listening(
            Endpoint(level, finished=self.sounds),
            self.hear,
            self.follow,
            self.partial,
            self.told.append,
            longest_s=longest_s,
            silence_s=silence_s,
        )

    async def hear(self, samples: Samples) -> Transcript:
        self.transcribed.append(len(samples))
        self.asked.set()
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        if self.slow:
            await self.slow.wait()
        if not text:
            raise NothingHeard()
        return evenly(text, len(samples) / SAMPLE_RATE)

    async def follow(self, samples: Samples, known: Sequence[str]) -> Transcript | None:
        self.known.append(known)
        return evenly(" ".join([*known, self.quick]), len(samples) / SAMPLE_RATE) if self.quick else None

    async def partial(self, samples: Samples, known: Sequence[str]) -> Transcript | None:
        if self.partial_waits:
            await self.partial_waits.wait()
        return None

    async def sounds(self, samples: Samples) -> float | None:
        self.pauses.append(len(samples))
        return self.finished

    async def feed(self, sound: bytes) -> None:
        for at in range(0, len(sound), 3200):  # a tenth of a second, as the page sends it
            await self.listening.feed(sound[at : at + 3200])
            await asyncio.sleep(0)

    @property
    def said(self) -> list[Said]:
        return [heard for heard in self.told if isinstance(heard, Said)]


def test_the_voice_is_found_the_same_in_pieces_as_in_one() -> None:
    rng = np.random.default_rng(1)
    sound = (rng.standard_normal(WINDOW * 60) * 0.05).astype(np.float32)
    whole = [float(p) for p in get_vad_model()(sound.copy())]
    activity = VoiceActivity()
    pieces: list[float] = []
    at = 0
    while at < len(sound):
        length = int(rng.integers(1, 3000))
        pieces += [w.probability for w in activity.windows(sound[at : at + length])]
        at += length
    assert pieces[:-1] == pytest.approx(whole[:-1], abs=1e-5)  # faster-whisper blanks the end of the last window


async def test_silence_ends_a_turn_and_the_next_one_begins(sentence: bytes) -> None:
    stage = Stage("Uno.", "Dos.")
    await stage.feed(silence(1) + sentence + silence(4) + sentence + silence(4))
    assert [said.transcript.text for said in stage.said] == ["Uno.", "Dos."]
    for said in stage.said:
        assert len(sentence) * 0.8 < len(said.sound) < len(sentence) + len(silence(1.0))
    assert [heard.on for heard in stage.told if isinstance(heard, Speaking)] == [True, False] * 2
    assert len(stage.transcribed) == 2


async def test_a_turn_that_sounds_finished_ends_early(sentence: bytes) -> None:
    stage = Stage("Uno.")
    stage.finished = 0.99
    await stage.feed(silence(1) + sentence + silence(1.5))
    assert [said.transcript.text for said in stage.said] == ["Uno."]
    assert len(stage.pauses) == 1  # asked once, with little silence behind the words
    assert stage.pauses[0] < len(stage.said[0].sound) // 2 + 0.1 * SAMPLE_RATE


async def test_nor_does_it_once_that_has_cut_the_learner_off(sentence: bytes) -> None:
    stage = Stage("Uno.", "Dos.", "Tres.", "Tres. Cuatro.")
    stage.finished = 0.99
    await stage.feed(sentence + silence(1.5) + sentence + silence(4))  # went on at once
    assert [said.transcript.text for said in stage.said] == ["Uno.", "Dos."]
    await stage.feed(sentence + silence(1.5) + sentence + silence(4))
    assert [said.transcript.text for said in stage.said][2:] == ["Tres. Cuatro."]


async def test_the_recording_is_what_was_transcribed(sentence: bytes) -> None:
    stage = Stage("Uno.")
    await stage.feed(silence(1) + sentence + silence(2.5))
    assert [len(said.sound) // 2 for said in stage.said] == stage.transcribed


async def test_a_pause_to_think_does_not_end_the_turn(sentence: bytes) -> None:
    stage = Stage("No fui.", "No fui. Ayer fui.")
    await stage.feed(sentence + silence(1.4) + sentence + silence(2.5))
    assert [said.transcript.text for said in stage.said] == ["No fui. Ayer fui."]
    assert Partial("No fui.") in stage.told
    assert [heard.first for heard in stage.told if isinstance(heard, Speaking) and heard.on] == [True, False]
    assert len(stage.said[0].sound) > 2 * len(sentence)


async def test_an_unfinished_sentence_is_waited_for(sentence: bytes) -> None:
    stage = Stage("No fui porque", "No fui porque llovía.")
    await stage.feed(sentence + silence(2.5) + sentence + silence(2.5))
    assert [said.transcript.text for said in stage.said] == ["No fui porque llovía."]


async def test_holding_never_ends_a_turn_and_silence_counts_from_the_release(sentence: bytes) -> None:
    stage = Stage("Uno.")
    await stage.feed(sentence)
    stage.listening.hold(True)
    await stage.feed(silence(12))
    assert not stage.said
    stage.listening.hold(False)
    await stage.feed(silence(1.5))
    assert not stage.said
    await stage.feed(silence(0.5))
    assert len(stage.said) == 1


async def test_the_learner_ends_the_turn(sentence: bytes) -> None:
    stage = Stage("Uno.")
    await stage.feed(sentence)
    await stage.listening.end()
    assert [said.transcript.text for said in stage.said] == ["Uno."]
    await stage.feed(silence(4))
    assert len(stage.said) == 1
    await stage.listening.end()
    assert stage.told[-1] == Nothing(unclear=True)


async def test_who_ends_the_turn_in_mid_speech_does_not_wait_for_the_whole_recording(sentence: bytes) -> None:
    stage = Stage("Uno.")
    stage.quick = "Ayer fui."
    await stage.feed(silence(1) + sentence)
    await stage.listening.end()
    (said,) = stage.said
    assert said.transcript.text == "Ayer fui."
    assert not stage.transcribed
    assert said.transcript.duration_s == round(len(said.sound) / len(silence(1)), 2)
    assert len(said.sound) > len(sentence) * 0.95


async def test_what_cannot_be_heard_quickly_is_transcribed(sentence: bytes) -> None:
    stage = Stage("Uno.")
    await stage.feed(sentence)
    await stage.listening.end()
    assert stage.known
    assert [said.transcript.text for said in stage.said] == ["Uno."]


async def test_who_ends_the_turn_while_it_is_transcribed_gets_the_quick_words(sentence: bytes) -> None:
    stage = Stage("Uno.")
    stage.quick, stage.slow = "Ayer fui.", asyncio.Event()
    await stage.feed(sentence + silence(0.5))
    await stage.asked.wait()
    await stage.listening.end()
    assert [said.transcript.text for said in stage.said] == ["Ayer fui."]


async def test_silence_ends_a_turn_with_the_words_of_the_whole_recording(sentence: bytes) -> None:
    stage = Stage("Uno.")
    stage.quick = "Ayer fui."
    await stage.feed(sentence + silence(2.5))
    assert [said.transcript.text for said in stage.said] == ["Uno."]
    assert Partial("Ayer fui.") in stage.told


async def test_the_words_before_a_pause_stay_and_are_not_heard_again(sentence: bytes) -> None:
    stage = Stage("No fui.")
    await stage.feed(sentence + silence(1.4) + sentence)
    stage.quick = "Ayer fui."
    await stage.listening.end()
    (said,) = stage.said
    assert said.transcript.text == "No fui. Ayer fui."
    assert [word.start for word in said.transcript.words] == sorted(word.start for word in said.transcript.words)
    assert len(stage.transcribed) == 1


async def test_a_partial_under_way_is_waited_for(sentence: bytes) -> None:
    stage = Stage("Uno.")
    stage.quick, stage.partial_waits = "Ayer fui.", asyncio.Event()
    await stage.feed(sentence)
    ending = asyncio.create_task(stage.listening.end())
    await asyncio.sleep(0.05)
    assert not stage.known
    stage.partial_waits.set()
    await ending
    assert [said.transcript.text for said in stage.said] == ["Ayer fui."]


async def test_what_is_discarded_is_not_heard(sentence: bytes) -> None:
    stage = Stage("Uno.")
    await stage.feed(sentence)
    stage.listening.discard()
    await stage.feed(silence(4))
    assert not stage.said
    await stage.feed(sentence + silence(2.5))
    assert len(stage.said) == 1


async def test_sound_without_words_is_nothing(sentence: bytes) -> None:
    stage = Stage("")
    await stage.feed(sentence + silence(2.5))
    assert not stage.said
    assert stage.told[-1] == Nothing(unclear=True)  # somebody spoke, and waits
    await stage.feed(silence(1) + sentence[: len(silence(0.2))] + silence(2.5))
    assert stage.told[-2:] == [Speaking(on=False, first=False), Nothing()]


@pytest.mark.parametrize("noise", ["silence", "white", "hum", "click"])
async def test_noise_is_no_voice(noise: str) -> None:
    time = np.arange(8 * SAMPLE_RATE) / SAMPLE_RATE
    sounds: dict[str, NDArray[np.float64]] = {
        "silence": time * 0,
        "white": np.random.default_rng(2).standard_normal(len(time)) * 0.1,
        "hum": np.sin(2 * np.pi * 50 * time) * 0.3 + np.sin(2 * np.pi * 150 * time) * 0.2,
        "click": (np.arange(len(time)) % SAMPLE_RATE < 80) * 0.9,
    }
    stage = Stage("¡Suscríbete!")
    await stage.feed((sounds[noise] * 32767).clip(-32767, 32767).astype("<i2").tobytes())
    assert not stage.said
    assert not stage.transcribed


async def test_an_utterance_is_bounded(sentence: bytes) -> None:
    stage = Stage("Mucho.", longest_s=5)
    await stage.feed(sentence * 7)
    assert len(stage.said) >= 2
    assert all(len(said.sound) <= len(silence(5.1)) for said in stage.said)
    assert any(isinstance(heard, TooLong) for heard in stage.told)


async def test_half_an_hour_of_silence_is_told_and_holds_no_memory() -> None:
    stage = Stage("x")
    for _ in range(1799):
        await stage.listening.feed(silence(1))
    assert len(stage.listening.words.sound) < len(silence(1))
    with pytest.raises(ListeningPaused):
        await stage.listening.feed(silence(2))


async def test_a_slow_transcriber_is_waited_for_and_nothing_is_lost(sentence: bytes) -> None:
    stage = Stage("Uno.", "Dos.")
    stage.slow = asyncio.Event()
    feeding = asyncio.create_task(stage.feed(sentence + silence(4) + sentence + silence(4)))
    await stage.asked.wait()
    await asyncio.sleep(0.2)
    assert not stage.said
    stage.slow.set()
    await feeding
    assert [said.transcript.text for said in stage.said] == ["Uno.", "Dos."]


async def test_who_was_cut_off_gets_more_time(sentence: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    # The sound comes as it was spoken, however long this machine takes to look for a voice in it.
    monkeypatch.setattr("tutor.speech.live.listening.time", SimpleNamespace(monotonic=lambda: 0.0))
    stage = Stage("Uno.")
    before = stage.listening.endpoint.silence_s
    await stage.feed(sentence + silence(2.6) + sentence + silence(4))
    assert len(stage.said) == 2
    assert stage.listening.endpoint.silence_s > before


async def test_who_speaks_again_after_the_answer_was_not_cut_off(sentence: bytes) -> None:
    stage = Stage("Uno.")
    before = stage.listening.endpoint.silence_s
    await stage.feed(sentence + silence(2.6))
    stage.listening.discard()  # the page does so while the tutor speaks
    await stage.feed(sentence + silence(3))
    assert len(stage.said) == 2
    assert stage.listening.endpoint.silence_s == before


@pytest.fixture(scope="module")
def whisper() -> WhisperTranscriber:
    return WhisperTranscriber(load_catalogue().ensure("whisper-base", REAL), "es")


LONG = "Me llamo Ana y vivo en una casa pequeña con mi familia."


def listening_with(whisper: WhisperTranscriber) -> tuple[Listening, list[Heard]]:
    """A listening that really hears, and what it told."""
    told: list[Heard] = []

    async def hear(samples: Samples) -> Transcript:
        return await asyncio.to_thread(whisper.transcribe, samples)

    async def follow(samples: Samples, known: Sequence[str]) -> Transcript | None:
        return await asyncio.to_thread(whisper.follow, samples, known)

    return Listening(Endpoint(Level.A1), hear, follow, follow, told.append, longest_s=60, silence_s=60), told


async def speak(listening: Listening, sound: bytes) -> None:
    """Twice as fast as it is spoken."""
    for at in range(0, len(sound), 3200):
        await listening.feed(sound[at : at + 3200])
        await asyncio.sleep(0.05)


def spelt(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


async def test_the_streamed_words_are_those_of_the_whole_recording(
    spoken: Callable[[str], bytes], whisper: WhisperTranscriber
) -> None:
    listening, told = listening_with(whisper)
    await speak(listening, pcm(spoken(LONG)) + silence(1))
    assert listening.words.transcribing
    await asyncio.wait([listening.words.transcribing])
    await speak(listening, silence(1.5))
    (said,) = [heard for heard in told if isinstance(heard, Said)]
    assert "casa pequeña" in said.transcript.text
    assert any(isinstance(heard, Partial) and heard.text for heard in told)
    again = await asyncio.to_thread(whisper.transcribe, floats(said.sound))
    assert again.text == said.transcript.text


async def test_the_words_are_there_when_the_turn_is_ended_in_mid_speech(
    spoken: Callable[[str], bytes], whisper: WhisperTranscriber
) -> None:
    sound = pcm(spoken(LONG))
    loud = np.flatnonzero(np.abs(np.frombuffer(sound, dtype="<i2")) > 300)
    sound = sound[2 * int(loud[0]) : 2 * int(loud[-1])]
    listening, told = listening_with(whisper)
    await speak(listening, sound)
    await listening.end()
    (said,) = [heard for heard in told if isinstance(heard, Said)]
    heard = said.transcript
    assert spelt(heard.text) == spelt(LONG)
    assert [spelt(word.text) for word in heard.words] == [[word] for word in spelt(LONG)]
    assert all(a.start < a.end <= b.end for a, b in itertools.pairwise(heard.words))
    assert heard.duration_s - 1 < heard.words[-1].end < heard.duration_s + 0.2
    assert len(said.sound) > len(sound) - 2 * WINDOW


BEFORE, AFTER = 3.0, 5.0  # of others, around the learner, in seconds


def beside(people: People, how_many: int, fainter_db: float, *said: Samples) -> bytes:
    """A learner's sentences, and others who talk all the time."""
    gap = np.zeros(int(AFTER * SAMPLE_RATE), np.float32)
    pieces = [np.zeros(int(BEFORE * SAMPLE_RATE), np.float32)]
    for sentence in said:
        pieces += [level(sentence, -20), gap]
    learner = np.concatenate(pieces)
    others = level(people.talking(how_many, len(learner) / SAMPLE_RATE), -20 - fainter_db)
    return ((learner + others).clip(-1, 1) * 32767).astype("<i2").tobytes()


@pytest.mark.parametrize("how_many", [1, 2, 4, 8])
async def test_a_turn_ends_beside_others_and_has_none_of_their_words(
    how_many: int, people: People, whisper: WhisperTranscriber
) -> None:
    said = [
        people.say(text, "ef_dora") for text in ("Ayer fui al mercado con mi hermana.", "Me gusta mucho la música.")
    ]
    listening, told = listening_with(whisper)
    ends: list[float] = []
    sound = beside(people, how_many, 20, *said)
    for at in range(0, len(sound), 3200):
        finals = sum(isinstance(heard, Said) for heard in told)
        await listening.feed(sound[at : at + 3200])
        await asyncio.sleep(0.002)
        if sum(isinstance(heard, Said) for heard in told) > finals:
            ends.append(listening.received / SAMPLE_RATE)
    texts = [spelt(heard.transcript.text) for heard in told if isinstance(heard, Said)]
    assert texts == [spelt("Ayer fui al mercado con mi hermana."), spelt("Me gusta mucho la música.")]
    first = BEFORE + len(said[0]) / SAMPLE_RATE
    second = first + AFTER + len(said[1]) / SAMPLE_RATE
    assert ends[0] - first < AFTER
    assert ends[1] - second < 3


async def test_a_learner_taken_for_somebody_else_is_told_so_and_can_say_no(
    people: People, whisper: WhisperTranscriber
) -> None:
    listening, told = listening_with(whisper)
    near = level(people.say("Ayer fui al mercado con mi hermana y compramos mucha fruta.", "ef_dora"), -20)
    far = level(
        people.say(
            "El fin de semana pasado visité a mis abuelos en el campo, y fuimos al río con toda la familia para comer.",
            "ef_dora",
        ),
        -36,
    )
    for sound in (near, far):
        await speak(listening, (sound * 32767).astype("<i2").tobytes() + silence(5))
    assert len([heard for heard in told if isinstance(heard, Said)]) == 1
    assert isinstance(told[-1], Others)
    assert told[-1].below_db is not None
    listening.all_mine()
    assert told[-1] == Others(None)
    await speak(listening, (far * 32767).astype("<i2").tobytes() + silence(5))
    said = [heard.transcript.text for heard in told if isinstance(heard, Said)]
    assert "abuelos" in said[1]


@pytest.mark.parametrize("known", ["", "Me llamo Ana.", "Me llamo Ana y vivo en una casa pequeña con mi"])
def test_what_follows_on_known_words_begins_with_them(
    known: str, spoken: Callable[[str], bytes], whisper: WhisperTranscriber
) -> None:
    heard = whisper.follow(floats(pcm(spoken(LONG))), known.split())
    assert heard
    assert spelt(heard.text) == spelt(LONG)
    assert heard.text.endswith("familia.")
    assert "Ana." not in heard.text  # the sentence goes on


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("Soy de Boston. Soy de Boston.", True),
        ("Ayer fui al mercado, fui al mercado con mi hermana.", True),
        ("Me gusta, me gusta mucho.", False),
        ("No, no, no.", False),
        ("", False),
    ],
)
def test_a_decoder_that_repeats_itself(text: str, twice: bool) -> None:
    assert repeats(text) is twice


@pytest.mark.parametrize("noise", [0.0, 0.01, 0.1])
def test_nothing_follows_in_noise(noise: float, whisper: WhisperTranscriber) -> None:
    sound = (np.random.default_rng(3).standard_normal(3 * SAMPLE_RATE) * noise).astype(np.float32)
    assert whisper.follow(sound, []) is None


def test_sound_longer_than_the_model_hears_is_not_followed(whisper: WhisperTranscriber) -> None:
    assert whisper.follow(np.zeros(40 * SAMPLE_RATE, dtype=np.float32), []) is None
