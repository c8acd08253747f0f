"""The parts a running tutor is made of, built once from the settings and handed to whoever needs them."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Literal

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.downloads import Catalogue, VoiceEntry, load_catalogue
from tutor.core.errors import EngineUnavailable, TutorError
from tutor.core.guesses import Guesses
from tutor.core.levels import Level
from tutor.core.limits import Limits
from tutor.core.metrics import Metrics
from tutor.core.passwords import Passwords
from tutor.core.queue import FairQueue, Told
from tutor.core.recent import Recent
from tutor.core.settings import Settings
from tutor.corrections.check import Corrector
from tutor.corrections.languagetool import LanguageTool
from tutor.language.es.variety import Variety
from tutor.llm.base import ChatModel
from tutor.llm.choose import ChatModels
from tutor.llm.deadlines import Deadlines
from tutor.llm.embedder import Meaning, open_embedder
from tutor.llm.generate import Asking, Generate
from tutor.llm.offer import Choice
from tutor.llm.route import Task
from tutor.reading.reader import Reader
from tutor.speech.analysis.phones import EAR, Heard, Phones
from tutor.speech.audio.decoder import Decoder
from tutor.speech.stt.transcribe import Transcriber, Transcript, WhisperTranscriber, Word
from tutor.speech.tts.synthesize import Speech
from tutor.speech.tts.voices import KokoroModel, KokoroVoice, PiperVoice, TimedVoice, Voice, VoiceChoice
from tutor.store.daily import DailyBackups
from tutor.store.session import Store
from tutor.store.tables import Learner

log = logging.getLogger(__name__)

# Before the name of a voice elsewhere, so that it is no other voice's id.
REMOTE = "openai-"
# What espeak calls the Spanish of America: «gracias» with an s.
AMERICAN = "es-419"
AMERICAN_SUFFIX = "_america"

# How often the engine that answered last is looked for, in seconds.
LOOK_S = 5.0

EngineKind = Literal["llm", "stt", "tts", "corrections"]


@dataclass(slots=True)
class EngineState:
    """How an engine is doing, as the page shows it."""

    state: Literal["off", "loading", "ready", "error"] = "off"
    engine: str = ""
    name: str = ""
    detail: str = ""
    action: str = ""


@dataclass
class Services:
    """Everything a turn works with."""

    settings: Settings
    store: Store
    catalogue: Catalogue = field(default_factory=load_catalogue)
    metrics: Metrics = field(default_factory=Metrics)
    states: dict[EngineKind, EngineState] = field(
        default_factory=lambda: {
            "llm": EngineState(),
            "stt": EngineState(),
            "tts": EngineState(),
            "corrections": EngineState(),
        }
    )

    def __post_init__(self) -> None:
        chat_model = self.catalogue.chat_model(self.settings)
        self.settings = self.settings.model_copy(update={"embedded_model": chat_model})
        self.limits = Limits(self.settings)
        self.backups = DailyBackups.of(self.settings)
        self.passwords = Passwords()
        self.guesses = Guesses()
        self.recent = Recent()
        slots: dict[EngineKind, int] = {"llm": self.settings.llm_slots, "stt": 1, "tts": 1}
        limits: dict[EngineKind, float] = {"llm": self.settings.llm_slot_s}
        self.queues = {
            kind: FairQueue(n, self.metrics.queue_wait.labels(kind).observe, limits.get(kind))
            for kind, n in slots.items()
        }
        self.decoder = Decoder()
        self.reader = Reader()
        self.models = ChatModels(self.settings, self._embedded_file, self._has_embedded_file)
        self.generate = Generate(
            self.models,
            self.queues["llm"],
            self.choose,
            self._watch,
            Deadlines(self.settings.llm_first_token_s, self.settings.llm_silence_s),
        )
        self.speech = Speech(self.settings.speech_folder, self.queues["tts"], self.settings.speech_mb * 1_000_000)
        url = self.settings.languagetool_url
        self.languagetool = LanguageTool(url) if url else None
        self.embedder = open_embedder(self.settings)
        self._looked, self._gone = float("-inf"), False
        self._transcriber: Transcriber | None = None
        self._ear_and_phones: tuple[WhisperTranscriber, Phones] | None = None
        self._corrector: Corrector | None = None
        self._kokoro: KokoroModel | None = None
        self._voices: dict[str, Voice] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    # Each getter loads its part on first use; a second caller waits for the first.

    async def transcriber(self) -> Transcriber:
        """What hears, loaded. Raises EngineUnavailable, DownloadFailed."""
        async with self._lock("stt"):
            if self._transcriber is None:
                s = self.settings
                name = s.whisper_model if s.stt == "whisper" else s.stt_model
                with self.loading("stt", s.stt, name):
                    transcriber = await self._open_transcriber()
                    await anyio.to_thread.run_sync(transcriber.load)
                    self._transcriber = transcriber
            return self._transcriber

    async def _open_transcriber(self) -> Transcriber:
        s = self.settings
        if s.stt == "openai":
            from tutor.speech.remote import RemoteTranscriber

            return RemoteTranscriber(s.stt_url, s.stt_model, s.stt_key.get_secret_value(), s.language)
        return WhisperTranscriber(await self._folder(s.whisper_model), s.language)

    async def hear(
        self, samples: NDArray[np.float32], learner_id: str, told: Told | None = None, *, home: str = ""
    ) -> Transcript:
        """What is said in samples (16 kHz mono), in the learner's turn; it may be in `home`, the learner's own language.
        Raises NothingHeard, EngineUnavailable."""
        transcriber = await self.transcriber()

        def transcribe() -> Transcript:
            began = time.perf_counter()
            heard = transcriber.transcribe(samples, home)
            self.metrics.transcription.observe((time.perf_counter() - began) / heard.duration_s)
            return heard

        return await self.queues["stt"].work(learner_id, told, transcribe)

    async def follow(
        self, samples: NDArray[np.float32], known: Sequence[str], learner_id: str, home: str
    ) -> Transcript | None:
        """What is said in samples (16 kHz mono) that begin with the words `known`, quickly; None where that is not to
        be had. Raises EngineUnavailable."""
        transcriber = await self.transcriber()
        return await self.queues["stt"].work(learner_id, None, transcriber.follow, samples, known, home)

    async def sketch(
        self, samples: NDArray[np.float32], known: Sequence[str], learner_id: str, home: str
    ) -> Transcript | None:
        """The same while somebody is still speaking; None while the transcriber has better to do."""
        await self.transcriber()
        return await self.follow(samples, known, learner_id, home) if self.queues["stt"].idle else None

    async def weigh(self, samples: NDArray[np.float32], wordings: Sequence[str], learner_id: str) -> list[float] | None:
        """How likely each wording of samples (16 kHz mono) is, as logarithms; None where the engine cannot tell."""
        transcriber = await self.transcriber()
        return await self.queues["stt"].work(learner_id, None, transcriber.weigh, samples, wordings)

    async def sounds(self, samples: NDArray[np.float32], learner_id: str) -> Heard | None:
        """Which sounds are heard when in samples (16 kHz mono); None for more than half a minute. Raises EngineUnavailable,
        DownloadFailed."""
        ear, phones = await self._ear()

        def hear() -> Heard | None:
            states = ear.states(samples)
            return None if states is None else phones.hear(states)

        return await self.queues["stt"].work(learner_id, None, hear)

    async def _ear(self) -> tuple[WhisperTranscriber, Phones]:
        """Sounds are read from one recogniser's encoder, whichever hears the words."""
        async with self._lock("ear"):
            if self._ear_and_phones is None:
                if self.settings.stt == "whisper" and self.settings.whisper_model == EAR:
                    ear = await self.transcriber()
                    assert isinstance(ear, WhisperTranscriber)
                else:
                    ear = WhisperTranscriber(await self._folder(EAR), self.settings.language)
                    await anyio.to_thread.run_sync(ear.load)
                self._ear_and_phones = ear, await anyio.to_thread.run_sync(Phones)
            return self._ear_and_phones

    async def place(self, samples: NDArray[np.float32], words: Sequence[str], learner_id: str) -> list[Word] | None:
        """When each of these words is said in samples (16 kHz mono); None where the engine cannot tell."""
        transcriber = await self.transcriber()
        return await self.queues["stt"].work(learner_id, None, transcriber.place, samples, words)

    async def corrector(self) -> Corrector:
        """The corrections, with their dictionary in memory."""
        async with self._lock("corrections"):
            if self._corrector is None:
                with self.loading("corrections", "tutor", "hunspell"):
                    self._corrector = await anyio.to_thread.run_sync(Corrector)
            return self._corrector

    async def voice(self, wanted: str = "auto", accent: str = "spain") -> tuple[str, Voice]:
        """A loaded voice and its name. Raises EngineUnavailable, DownloadFailed."""
        if self.settings.tts == "openai":
            return await self._remote_voice(wanted)
        entry = self.voice_entry(wanted)
        # Kokoro's voices speak as they are told to; Piper's have the accent of whoever spoke for them.
        american = accent == "america" and entry.engine == "kokoro" and entry.language == "es"
        name = entry.id + AMERICAN_SUFFIX if american else entry.id
        async with self._lock("tts"):
            if name not in self._voices:
                with self.loading("tts", entry.engine, entry.name):
                    voice = await self._open_voice(entry, AMERICAN if american else self.settings.language)
                    await anyio.to_thread.run_sync(voice.load)
                    self._voices[name] = TimedVoice(voice, self.metrics.synthesis.observe)
            return name, self._voices[name]

    def variety(self, voice_id: str) -> Variety:
        """Whose words a voice of this name says: those of where it comes from, or is told to sound from."""
        entry = next((v for v in self.catalogue.voices if v.id == voice_id), None)
        from_america = entry and entry.engine != "kokoro" and entry.region != "Spain"
        return "america" if from_america or voice_id.endswith(AMERICAN_SUFFIX) else "spain"

    async def _remote_voice(self, wanted: str) -> tuple[str, Voice]:
        from tutor.speech.remote import VOICE_NAME, RemoteVoice  # the client takes half a second to import

        s = self.settings
        name = wanted.removeprefix(REMOTE)
        if name == wanted or not VOICE_NAME.fullmatch(name):
            name = s.tts_voice
        id = REMOTE + name
        async with self._lock("tts"):
            if id not in self._voices:
                with self.loading("tts", "openai", name):
                    voice = RemoteVoice(s.tts_url, s.tts_model, s.tts_key.get_secret_value(), name)
                    await anyio.to_thread.run_sync(voice.load)
                    self._voices[id] = TimedVoice(voice, self.metrics.synthesis.observe)
            return id, self._voices[id]

    async def voices(self) -> list[VoiceChoice]:
        """The voices there are to choose from: the catalogue's, or the speech server's."""
        s = self.settings
        if s.tts == "openai":
            from tutor.speech.remote import voices_of

            told = await anyio.to_thread.run_sync(voices_of, s.tts_url, s.tts_key.get_secret_value())
            names = dict.fromkeys([s.tts_voice, *told])
            return [VoiceChoice(REMOTE + name, name, "openai", s.language, "", "", True, 0) for name in names]
        return [
            VoiceChoice(
                v.id,
                v.name,
                v.engine,
                v.language,
                v.region,
                v.gender,
                self.catalogue.installed(v, s),
                v.size_bytes,
            )
            for v in self.catalogue.voices
        ]

    def voice_entry(self, wanted: str) -> VoiceEntry:
        """The voice meant by a learner's choice: theirs, else the operator's, else the first at hand."""
        spanish = [v for v in self.catalogue.voices if v.language.startswith(self.settings.language)]
        for name in (wanted, self.settings.voice):
            for entry in self.catalogue.voices:
                if entry.id == name:
                    return entry
        for entry in spanish:
            if self.catalogue.installed(entry, self.settings):
                return entry
        if not spanish:
            raise EngineUnavailable("There is no voice for this language.")
        return spanish[0]

    async def _open_voice(self, entry: VoiceEntry, language: str) -> Voice:
        files = await anyio.to_thread.run_sync(self.catalogue.ensure_voice, entry, self.settings)
        if entry.engine == "kokoro":
            if self._kokoro is None:
                self._kokoro = KokoroModel(files["model"])
            return KokoroVoice(self._kokoro, files["style"], language)
        return PiperVoice(files["model"], entry.sample_rate)

    async def choose(
        self,
        learner_id: str,
        task: Task = "reply",
        text: str = "",
        level: Level | None = None,
        without: Collection[str] = (),
    ) -> Choice:
        """The language model for a learner's task: the one they chose, else the fitting one.

        Raises ConsentNeeded, EngineUnavailable, DownloadFailed.
        """
        learner = await self.store.read(lambda session: session.get_one(Learner, learner_id))
        return await self.models.choose(task, text, level, without, learner.engine, learner.remote_hosts)

    async def ask(self, learner_id: str, task: Task = "reply", level: Level | None = None) -> ChatModel:
        """The model for a task, each question to which waits for the learner's turn. Raises EngineUnavailable,
        DownloadFailed."""
        asking = Asking(learner_id, task, level=level)
        return self.generate.model(asking, await self.generate.choice(asking))

    def _watch(self, model: ChatModel, seconds: float | None, error: TutorError | None) -> None:
        """Keep how the language model is doing."""
        state = EngineState("ready", model.engine, model.name)
        if error:
            state.state, state.detail, state.action = "error", error.message, error.action
        elif seconds is not None:
            state.state, state.detail = "loading", f"being loaded for {seconds:.0f} seconds"
        self.states["llm"] = state

    async def look(self) -> None:
        """See whether the engine that answered last is still there, so that its state tells it."""
        state = self.states["llm"]
        if state.state not in ("ready", "error") or monotonic() - self._looked < LOOK_S:
            return
        self._looked = monotonic()
        gone = await self.models.gone(state.engine)
        if self.states["llm"] is not state:
            return
        if gone:
            self.states["llm"] = EngineState("error", state.engine, state.name, gone.message, gone.action)
            self._gone = True
        elif self._gone:
            self.states["llm"] = EngineState("ready", state.engine, state.name)
            self._gone = False

    async def meaning(self, text: str) -> Meaning | None:
        """What a question about documents means; None without an embeddings server."""
        return await self.embedder.of_question(text) if self.embedder else None

    def _has_embedded_file(self) -> bool:
        return self.catalogue.installed(self.settings.embedded_model, self.settings)

    async def _embedded_file(self) -> Path:
        return await anyio.to_thread.run_sync(self.catalogue.gguf, self.settings.embedded_model, self.settings)

    async def _folder(self, name: str) -> Path:
        return await anyio.to_thread.run_sync(self.catalogue.ensure, name, self.settings)

    def _lock(self, name: str) -> asyncio.Lock:
        return self._locks.setdefault(name, asyncio.Lock())

    def loading(self, kind: EngineKind, engine: str, name: str) -> _Loading:
        """A context in which the engine is shown as loading; afterwards as ready, or with what went wrong."""
        return _Loading(self.states, kind, EngineState("loading", engine, name))

    def forget_files(self, recordings: Iterable[Path], ids: Iterable[str]) -> None:
        """Delete recordings, and what was spoken of messages or to learners."""
        for file in recordings:
            file.unlink(missing_ok=True)
        self.speech.forget(ids)

    async def scrub(self) -> None:
        """After a deletion: leave nothing of what was deleted in the database's files and its copies."""
        await self.store.scrub()
        if self.backups:
            await anyio.to_thread.run_sync(self.backups.honour)

    async def close(self) -> None:
        self.speech.close()
        await self.decoder.close()
        if self.embedder:
            await self.embedder.close()
        await self.models.close()
        self.store.close()


class _Loading:
    def __init__(self, states: dict[EngineKind, EngineState], kind: EngineKind, state: EngineState) -> None:
        self._state = state
        states[kind] = state

    def __enter__(self) -> EngineState:
        return self._state

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._state.state = "error" if error else "ready"
        if isinstance(error, TutorError):
            self._state.detail, self._state.action = error.message, error.action
        elif error:
            self._state.detail = str(error) or type(error).__name__
