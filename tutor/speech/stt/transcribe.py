"""Speech to text with faster-whisper: one shared model, in a worker thread, that would rather hear nothing
than invent words."""

from __future__ import annotations

import logging
import math
import os
import re
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor.core.accelerators import whisper_on_cuda
from tutor.core.errors import EngineUnavailable, NothingHeard
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.brief import MOST_WORDS
from tutor.speech.stt.literal import STATES_PER_S, TAIL_S, forced_words, log_likelihoods
from tutor.speech.stt.prefixed import answer_after, most_tokens

log = logging.getLogger(__name__)

# Whisper's own figures (Radford et al. 2022, section 4.5): a segment is silence when it is thought to hold no
# speech and its words are unlikely.
NO_SPEECH = 0.6
LOG_PROBABILITY = -1.0
# Text that gzip makes shorter than by this is one word again and again. Whisper decodes such a segment anew; what is so
# after that was never said: «Tengo quince años», a rest of 0.3 s, and «Dios» 220 times.
REPETITION = 2.4
# Below this mean probability a whole recording is noise that was given words; single words are less sure than a sentence.
# Of 297 clips none of so many words was below 0.45, of 144 in loud noise only what was misheard.
DOUBTFUL, DOUBTFUL_SENTENCE, SENTENCE = 0.35, 0.4, 5
# The same for the same sounds again and again, where half of all groups of three letters or less are new: «La la la» sung is
# given «La mamá, la mamá, mamá, mamá», a crowd «No, no, no, no, no, no», with 0.75 at most; a learner who says so has 0.78 or
# more. An answer that Whisper drew at random, since its first would not do, can be as sure of itself as that.
AGAIN, AGAIN_LETTERS, DOUBTFUL_AGAIN = 0.5, 10, 0.76
# Told to hear Spanish, Whisper hears «¿Qué es lo que significa?» where somebody said "What does that mean?", or nothing. From
# such a probability of the learner's own language on it is heard in that as well, and those words count if they are likely
# by themselves and by so much likelier. Of 32 English clips (Kokoro, Piper) 30 are heard as said, 18 before; of 126 Spanish
# ones, 84 by English voices, none was taken for English.
NATIVE_SHARE, NATIVE_PROBABILITY, NATIVE_ADVANTAGE = 0.6, 0.75, 0.1
# Nobody says a word in less, in seconds: what is so short and as doubtful as that is what was left behind a sentence.
SHORTEST_S = 0.3
# What is left of a recording after the last sentence is heard on its own, and a breath is given words: «No. No.», «Nos
# vemos en el próximo video». It was so on 5 of 88 short clips, with no-speech 0.37…0.58 and log-probability -0.98…-1.71;
# the sentences before them had 0.05 at most, and -0.59 at least.
BREATH_NO_SPEECH = 0.3
BREATH_LOG_PROBABILITY = -0.9
# Silence after the recording that the encoder is given, instead of filling up Whisper's 30 seconds: encoding that
# is most of the work on a short recording. On 24 synthetic sentences of two voices the word error rate was 0.031
# with 8 s and 0.046 with 3 s or 5 s; with 1 s the decoder repeats itself.
PADDING_S = 8.0
# The same for a quick look. On 44 short clips (588 words) heard that way, 1.0 % of words were wrong with 3 s as with 5 s
# when Whisper told no times, and 1.5 % and 1.0 % when it did.
FOLLOW_PADDING_S = 3.0
FRAMES_PER_S = 100
WINDOW_S = 30  # what the encoder takes at most
LONGEST_WEIGHED_S = WINDOW_S - PADDING_S
# What counts as a voice, for Silero as faster-whisper asks it.
VOICE = {"min_silence_duration_ms": 800, "speech_pad_ms": 300, "min_speech_duration_ms": 120}
# What Whisper says to silence and music, learned from video subtitles.
_SUBTITLE_PHRASES = re.compile(
    r"amara\.org|subt[ií]tulos? |suscr[ií]b|gracias por ver|pr[oó]ximo v[ií]deo|thanks for watching|^\W*(m[uú]sica|aplausos|risas)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as heard; times in seconds from the start of the recording, probability 0…1."""

    text: str
    start: float
    end: float
    probability: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard in one recording; `unsure` where it is a word or two that the learner is to be asked about."""

    text: str
    words: list[Word]
    language: str
    duration_s: float
    unsure: bool = False

    @property
    def probability(self) -> float:
        """The mean of its words."""
        return _probability(self.words)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Transcriber(Protocol):
    """Something that hears, in a worker thread."""

    def load(self) -> None:
        """Bring the model into memory. Raises EngineUnavailable."""

    def transcribe(self, samples: NDArray[np.float32], native_language: str = "") -> Transcript:
        """What is said in `samples` (16 kHz mono), in the language that is learnt or in the learner's own, `native_language` (ISO 639).
        A word or two that may be noise are `unsure`. Raises NothingHeard, EngineUnavailable, EngineFailed."""

    def follow(
        self, samples: NDArray[np.float32], known: Sequence[str], native_language: str = ""
    ) -> Transcript | None:
        """What is said in `samples`, which begin with the words `known`; the transcript does too. Quickly: None where
        that is not to be had, the words are doubtful, or they seem to be in `native_language`. Raises EngineUnavailable."""

    def score_wordings(self, samples: NDArray[np.float32], wordings: Sequence[str]) -> list[float] | None:
        """How likely each wording of all of `samples` is, as a natural logarithm; None where that cannot be told."""

    def place(self, samples: NDArray[np.float32], words: Sequence[str]) -> list[Word] | None:
        """When each of these words is said in `samples`, and how likely it was; None where that cannot be told."""


class WhisperTranscriber:
    """A Whisper model in a folder. One recording at a time: two at once on two cores are slower than in turn."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language
        self._model: Any = None
        self._lock = threading.Lock()

    def load(self) -> None:
        """Bring the model into memory, on CUDA when there is one. Raises EngineUnavailable."""
        with self._lock:
            if self._model is not None:
                return
            try:
                self._model = self._open("cuda", "float16") if whisper_on_cuda() else self._open("cpu", "int8")
            except (ImportError, RuntimeError, ValueError, OSError) as error:
                raise EngineUnavailable("The speech recogniser could not be loaded.", detail=str(error)) from error

    def _open(self, device: str, compute_type: str) -> Any:
        from faster_whisper import WhisperModel

        try:
            return _short_window(WhisperModel)(
                str(self._folder),
                device=device,
                compute_type=compute_type,
                # Threads wait for each other some thousand times in a second of work, and for the slowest: beside a
                # language model on both of two cores, a look of 3 s took 0.1 to 2.4 s with two threads, 0.2 to 0.5 s
                # with one.
                cpu_threads=max(1, (os.cpu_count() or 2) // 2),
                local_files_only=True,
            )
        except RuntimeError as error:
            if device == "cpu":
                raise
            # There is a graphics processor, and not all that is needed to compute on it.
            log.warning("ears compute on the CPU: %s", error)
            return self._open("cpu", "int8")

    def transcribe(self, samples: NDArray[np.float32], native_language: str = "") -> Transcript:
        """What is said in `samples` (16 kHz mono). Raises NothingHeard, EngineUnavailable."""
        self.load()
        with self._lock:
            heard = self._heard(samples, self._language)
            needed = max(NATIVE_PROBABILITY, (heard.probability if heard else 0.0) + NATIVE_ADVANTAGE)
            if self._is_other(native_language) and needed < 1.0 and self._seems(native_language, samples):
                own = self._heard(samples, native_language)
                if own and own.probability > needed:
                    heard = own
        if heard is None:
            raise NothingHeard()
        return heard

    def _is_other(self, native_language: str) -> bool:
        return native_language not in ("", self._language)

    def _seems(self, language: str, samples: NDArray[np.float32]) -> bool:
        beginning = samples[: int(LONGEST_WEIGHED_S * SAMPLE_RATE)]
        return self._may_be(language, self._encoded(beginning, FOLLOW_PADDING_S))

    def _may_be(self, native_language: str, encoded: NDArray[np.float32]) -> bool:
        """Whether the learner seems to speak their own language."""
        import ctranslate2

        [languages] = self._model.model.detect_language(ctranslate2.StorageView.from_array(encoded))
        return bool(dict(languages).get(f"<|{native_language}|>", 0.0) >= NATIVE_SHARE)

    def _heard(self, samples: NDArray[np.float32], language: str) -> Transcript | None:
        """What is said, if it is in this language; None for nothing, or nothing that is likely."""
        self._model.window_s = len(samples) / SAMPLE_RATE + PADDING_S
        segments, _ = self._model.transcribe(
            samples,
            language=language,  # to guess among a hundred is wrong on short clips
            beam_size=5,  # costs a tenth more than greedy, which heard «jovi bien» in «yo viví en»
            temperature=[0.0, 0.4],  # the default ladder of six took 17 s on one clip
            max_new_tokens=most_tokens(len(samples) / SAMPLE_RATE),
            condition_on_previous_text=False,
            compression_ratio_threshold=REPETITION,
            no_speech_threshold=NO_SPEECH,
            log_prob_threshold=LOG_PROBABILITY,
            hallucination_silence_threshold=1.0,
            word_timestamps=True,
            vad_filter=True,
            vad_parameters=VOICE,
        )
        spoken = [
            s
            for s in segments
            if s.compression_ratio <= REPETITION
            and _is_speech(s.text, s.no_speech_prob, s.avg_logprob)
            and not _is_rest(s)
        ]
        words = [
            Word(w.word.strip(), round(float(w.start), 2), round(float(w.end), 2), round(float(w.probability), 3))
            for segment in spoken
            for w in segment.words or []
        ]
        text = _text(spoken)
        if not words or is_hummed(text):
            return None
        drawn = any(s.temperature > 0 for s in spoken)
        unsure = _doubtful(words)
        if (unsure and len(words) > MOST_WORDS) or _again_and_again(words, drawn=drawn):
            return None
        return Transcript(text, words, language, round(len(samples) / SAMPLE_RATE, 2), unsure)

    def follow(
        self, samples: NDArray[np.float32], known: Sequence[str], native_language: str = ""
    ) -> Transcript | None:
        """What is said in `samples`, which begin with the words `known`. Raises EngineUnavailable.

        None for sound longer than the model's window, and where `transcribe` would look twice.
        """
        seconds = len(samples) / SAMPLE_RATE
        if seconds > LONGEST_WEIGHED_S:
            return None
        self.load()
        with self._lock:
            encoded = self._encoded(samples, FOLLOW_PADDING_S)
            if self._is_other(native_language) and self._may_be(native_language, encoded):
                return None
            answer = answer_after(self._model, encoded, seconds, known, self._language)
            texts = [text for text in answer.text.split() if any(c.isalnum() for c in text)]
            sure = answer.whole and answer.log_probability > LOG_PROBABILITY
            said = not is_hummed(answer.text) and _is_speech(answer.text, answer.no_speech, answer.log_probability)
            if not sure or not said:
                return None
            words = self._placed(_cut(encoded, samples), texts)
        if words[-1].start >= seconds or _doubtful(words) or _again_and_again(words):
            return None
        return Transcript(" ".join(texts), words, self._language, round(seconds, 2))

    def score_wordings(self, samples: NDArray[np.float32], wordings: Sequence[str]) -> list[float] | None:
        """How likely each wording is; None for sound longer than the model's window. Raises EngineUnavailable."""
        if len(samples) > LONGEST_WEIGHED_S * SAMPLE_RATE:
            return None
        self.load()
        with self._lock:
            encoded = _cut(self._encoded(samples, PADDING_S), samples)
            return log_likelihoods(self._model, encoded, wordings, self._language)

    def place(self, samples: NDArray[np.float32], words: Sequence[str]) -> list[Word] | None:
        """When each word is said; None for sound longer than the model's window. Raises EngineUnavailable."""
        if len(samples) > LONGEST_WEIGHED_S * SAMPLE_RATE:
            return None
        self.load()
        with self._lock:
            return self._placed(_cut(self._encoded(samples, PADDING_S), samples), words)

    def states(self, samples: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """What the encoder makes of `samples`, a row of states for each fiftieth of a second; None for sound longer than the
        model's window. Raises EngineUnavailable."""
        if len(samples) > LONGEST_WEIGHED_S * SAMPLE_RATE:
            return None
        self.load()
        with self._lock:
            return np.asarray(_cut(self._encoded(samples, PADDING_S), samples)[0])

    def _placed(self, encoded: NDArray[np.float32], words: Sequence[str]) -> list[Word]:
        placed = forced_words(self._model, encoded, words, self._language)
        return [Word(w.text, round(w.start, 2), round(w.end, 2), round(w.probability, 3)) for w in placed]

    def _encoded(self, samples: NDArray[np.float32], padding_s: float) -> NDArray[np.float32]:
        """The encoder's view of a short sound, and of silence after it."""
        self._model.window_s = len(samples) / SAMPLE_RATE + padding_s
        padded = np.pad(samples, (0, round((padding_s + 1) * SAMPLE_RATE)))  # the encoder cuts off the rest
        return np.asarray(self._model.encode(self._model.feature_extractor(padded)))


def _cut(encoded: NDArray[np.float32], samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The encoder's view of a sound, and of a little silence after it."""
    return np.ascontiguousarray(encoded[:, : round((len(samples) / SAMPLE_RATE + TAIL_S) * STATES_PER_S)])


def _text(segments: list[Any]) -> str:
    return " ".join("".join(segment.text for segment in segments).split())


def _short_window(whisper: Any) -> Any:
    """faster-whisper's model with an encoder that looks no further than `window_s` seconds."""

    class ShortWindow(whisper):  # type: ignore[misc]
        window_s = 30.0

        def encode(self, features: NDArray[np.float32]) -> Any:
            frames = 2 * math.ceil(self.window_s * FRAMES_PER_S / 2)  # the encoder halves them
            return super().encode(np.ascontiguousarray(features[..., :frames]))

    return ShortWindow


def is_hummed(text: str) -> bool:
    """Whether there is nothing that is said with an open mouth, as in «M-m-m-m-» or «Hmm»."""
    return set(filter(str.isalnum, text.lower())) <= set("hmn")


def _is_rest(segment: Any) -> bool:
    """Whether a segment is too short for a word and doubtful besides, as «Dios» behind «Tengo quince años»."""
    return float(segment.end - segment.start) < SHORTEST_S and _doubtful(segment.words or [])


def _doubtful(words: Sequence[Any]) -> bool:
    return _probability(words) < (DOUBTFUL if len(words) < SENTENCE else DOUBTFUL_SENTENCE)


def _probability(words: Sequence[Any]) -> float:
    return float(np.mean([word.probability for word in words] or [0.0]))


def _again_and_again(words: Sequence[Word], *, drawn: bool = False) -> bool:
    return (drawn or _probability(words) < DOUBTFUL_AGAIN) and is_repeated(" ".join(word.text for word in words))


def is_repeated(text: str) -> bool:
    """Whether there is little but the same sounds again and again; somebody who stammers also goes on."""
    letters = "".join(filter(str.isalnum, text.lower()))
    groups = [letters[n : n + 3] for n in range(len(letters) - 2)]
    return len(letters) >= AGAIN_LETTERS and len(set(groups)) <= AGAIN * len(groups)


def _is_speech(text: str, no_speech: float, log_probability: float) -> bool:
    if no_speech > NO_SPEECH and log_probability < LOG_PROBABILITY / 2:
        return False
    if no_speech > BREATH_NO_SPEECH and log_probability < BREATH_LOG_PROBABILITY:
        return False
    return not (_SUBTITLE_PHRASES.search(text) and (no_speech > 0.2 or math.exp(log_probability) < 0.7))
