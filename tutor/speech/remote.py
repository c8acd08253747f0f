"""Speech recognition and synthesis by another server that has OpenAI's audio API."""

from __future__ import annotations

import logging
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx2
import numpy as np
import openai
from numpy.typing import NDArray

from tutor.core.errors import EngineFailed, NothingHeard, TutorError
from tutor.core.text import WholeCharacters
from tutor.llm.engines.openai import openai_errors
from tutor.llm.engines.remote import CONNECT_S, KEPT_S, Service
from tutor.speech.analysis.timing import WordTime, by_sound
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.audio.wav import as_wav, to_int16
from tutor.speech.stt.transcribe import Transcript, Word
from tutor.speech.tts.voices import REMOTE_NAME

# A sentence or a recording is worked on as a whole before anything comes back.
TIMEOUT_S = 60.0
HEARING = Service("The transcription server", "TUTOR_STT")
SPEAKING = Service("The speech server", "TUTOR_TTS")
OPENAI_HOST = "api.openai.com"
OPENAI_VOICES = ("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer")
MOST_VOICES = 500

log = logging.getLogger(__name__)


class RemoteTranscriber:
    """A transcription model elsewhere."""

    def __init__(self, url: str, model: str, key: str, language: str) -> None:
        self._client = _client(url, key)
        self._model = model
        self._language = language

    def load(self) -> None:
        """A model elsewhere is always loaded."""

    def transcribe(self, samples: NDArray[np.float32], native_language: str = "") -> Transcript:
        """What is said in `samples` (16 kHz mono), in one language. Raises NothingHeard, EngineUnavailable, EngineFailed."""
        with _errors(HEARING):
            heard = self._client.audio.transcriptions.create(
                model=self._model,
                file=("speech.wav", as_wav(SAMPLE_RATE, to_int16(samples).tobytes())),
                language=self._language,
                response_format="verbose_json",
                timestamp_granularities=["word"],
            )
            text = " ".join(WholeCharacters().taken(heard.text).split())
            if not any(c.isalpha() for c in text):
                raise NothingHeard()
            words = [
                Word(
                    WholeCharacters().taken(w.word).strip(),
                    w.start,
                    w.end,
                    float((w.model_extra or {}).get("probability", 1.0)),
                )
                for w in heard.words or []
            ]
        return Transcript(text, words, self._language, round(len(samples) / SAMPLE_RATE, 2))

    def follow(self, samples: NDArray[np.float32], known: Sequence[str], native_language: str = "") -> None:
        """Nothing: every request there may cost money."""

    def score_wordings(self, samples: NDArray[np.float32], wordings: Sequence[str]) -> None:
        """The interface has no way to ask how likely a given wording is."""

    def place(self, samples: NDArray[np.float32], words: Sequence[str]) -> None:
        """Nor to ask when given words are said."""


class RemoteVoice:
    """A voice elsewhere. Its sample rate is known once it has spoken."""

    sample_rate = 0

    def __init__(self, url: str, model: str, key: str, voice: str) -> None:
        self._client = _client(url, key)
        self._model = model
        self._voice = voice
        self._lock = threading.Lock()

    def load(self) -> None:
        """Has it say a word. Raises EngineUnavailable, EngineFailed."""
        with self._lock:
            if not self.sample_rate:
                self.sample_rate = self._said("Hola.", 1.0)[1]

    def say(self, sentence: str, speed: float) -> NDArray[np.int16]:
        self.load()
        samples, rate = self._said(sentence, speed)
        if rate != self.sample_rate:
            raise EngineFailed("The voice changed its sample rate between two sentences.", detail=f"{rate} Hz")
        return samples

    def say_timed(self, sentence: str, speed: float) -> tuple[NDArray[np.int16], list[WordTime]]:
        """The interface tells no times: they are guessed from the sound."""
        samples = self.say(sentence, speed)
        return samples, by_sound(sentence, samples, self.sample_rate)

    def _said(self, sentence: str, speed: float) -> tuple[NDArray[np.int16], int]:
        with _errors(SPEAKING):
            answer = self._client.audio.speech.create(
                model=self._model, voice=self._voice, input=sentence, response_format="wav", speed=speed
            )
            return _pcm(answer.read())


def voices_of(url: str, key: str) -> list[str]:
    """The names of a server's voices. OpenAI has no way to ask for them, but most others have the same one; empty
    when a server has none, or does not answer."""
    if urlsplit(url).hostname == OPENAI_HOST:
        return list(OPENAI_VOICES)
    try:
        with _errors(SPEAKING):
            return _names(_client(url, key).get("/audio/voices", cast_to=object))
    except TutorError as error:
        log.info("voices were not listed: %s", error)
        return []


def _names(told: object) -> list[str]:
    """Voices as servers list them: as names, or as objects that have one."""
    listed = told.get("voices") if isinstance(told, dict) else told
    names = [_name(voice) for voice in listed[:MOST_VOICES]] if isinstance(listed, list) else []
    return [name for name in names if isinstance(name, str) and REMOTE_NAME.fullmatch(name)]


def _name(voice: object) -> object:
    return voice.get("id") or voice.get("voice_id") or voice.get("name") if isinstance(voice, dict) else voice


def _client(url: str, key: str) -> openai.OpenAI:
    http = openai.DefaultHttpxClient(
        timeout=openai.Timeout(TIMEOUT_S, connect=CONNECT_S), limits=httpx2.Limits(keepalive_expiry=KEPT_S)
    )
    return openai.OpenAI(base_url=url, api_key=key or "none", http_client=http, max_retries=0)


def _pcm(data: bytes) -> tuple[NDArray[np.int16], int]:
    """Samples and rate of a 16-bit mono WAV. Raises ValueError.

    Servers that send while they speak cannot know its length; what the header says of it is not believed.
    """
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise ValueError("no WAV")
    at, rate = 12, 0
    while at + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        at += 8
        if name == b"fmt " and at + 16 <= len(data):
            kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", data, at)
            if (kind, channels, bits) != (1, 1, 16):
                raise ValueError("not 16-bit mono")
        if name == b"data" and rate:
            return np.frombuffer(data, "<i2", (len(data) - at) // 2, at).astype(np.int16), rate
        at += size + size % 2
    raise ValueError("a WAV without sound")


@contextmanager
def _errors(service: Service) -> Iterator[None]:
    """Turn what the client raises into what a learner can read."""
    with openai_errors(service):
        try:
            yield
        except openai.UnprocessableEntityError as error:
            if error.code == NothingHeard.code:  # another tutor
                raise NothingHeard() from error
            raise
