"""What hears a tutor's learners: the recogniser of the settings, loaded when first needed, one recording at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from tutor.core.downloads import Catalogue
from tutor.core.engine_states import EngineState, EngineStates
from tutor.core.errors import InvalidInput, NothingHeard
from tutor.core.queue import FairQueue, QueueObserver, Urgency
from tutor.core.settings import Settings
from tutor.speech.analysis.phones import EAR, Heard
from tutor.speech.live.finished import TURN_MODEL
from tutor.speech.networks import AnyNetworks, Encoder, SoundReader
from tutor.speech.probe import EarChoice
from tutor.speech.stt.alone import by_sound, is_brief
from tutor.speech.stt.transcribe import Transcriber, Transcript, Word

Samples = NDArray[np.float32]


class Ears:
    """Hears in the learners' turn. All samples are 16 kHz mono; `native_language` is a learner's own language (ISO 639), in which
    they may speak too. `factor` hears how many seconds it took to hear a second of sound.
    """

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        networks: AnyNetworks,
        queue: FairQueue,
        states: EngineStates,
        factor: Callable[[float], object],
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._networks = networks
        self._queue = queue
        self._states = states
        self._factor = factor
        self.choice = EarChoice(settings.data_dir / "ears.json")
        self._transcriber: Transcriber | None = None
        self._encoder_and_phones: tuple[Encoder, SoundReader] | None = None
        self._loading_words = asyncio.Lock()
        self._loading_sounds = asyncio.Lock()

    @property
    def name(self) -> str:
        """The ears that hear here: as chosen on the page, unless the operator has set which."""
        chosen, usual = self.choice.chosen, self._settings.whisper_model
        if not chosen or "whisper_model" in self._settings.model_fields_set:
            return usual
        known = [model.name for model in self._catalogue.models if model.kind == "stt"]
        return chosen if chosen in known and self._catalogue.installed(chosen, self._settings) else usual

    async def use(self, name: str) -> None:
        """Hear with other ears from the next recording on. Raises InvalidInput, EngineUnavailable."""
        if self._settings.stt != "whisper" or "whisper_model" in self._settings.model_fields_set:
            raise InvalidInput(
                "Which ears hear is set by who runs this tutor.",
                action="Change TUTOR_STT or TUTOR_WHISPER_MODEL there.",
            )
        transcriber = await self.whisper(name)
        await anyio.to_thread.run_sync(transcriber.load)
        async with self._loading_words:
            await anyio.to_thread.run_sync(self.choice.choose, name)
            if self._transcriber is not None:
                self._transcriber = transcriber
                self._states["stt"] = EngineState("ready", "whisper", name)

    async def transcriber(self) -> Transcriber:
        """What hears, loaded. Raises EngineUnavailable, DownloadFailed."""
        async with self._loading_words:
            if self._transcriber is None:
                s = self._settings
                name = self.name if s.stt == "whisper" else s.stt_model
                with self._states.loading("stt", s.stt, name):
                    transcriber = await self._open()
                    await anyio.to_thread.run_sync(transcriber.load)
                    self._transcriber = transcriber
            return self._transcriber

    async def _open(self) -> Transcriber:
        s = self._settings
        if s.stt == "openai":
            from tutor.speech.remote import RemoteTranscriber

            return RemoteTranscriber(s.stt_url, s.stt_model, s.stt_key.get_secret_value(), s.language)
        return await self.whisper(self.name)

    async def hear(
        self,
        samples: Samples,
        learner_id: str,
        observer: QueueObserver | None = None,
        *,
        native_language: str = "",
        expected: Sequence[str] = (),
    ) -> Transcript:
        """What is said; `expected` are the answers that would be right, if there are such. Raises NothingHeard, EngineUnavailable."""
        transcriber = await self.transcriber()

        def transcribe() -> Transcript | None:
            began = time.perf_counter()
            try:
                heard = transcriber.transcribe(samples, native_language)
            except NothingHeard:
                return None
            self._factor((time.perf_counter() - began) / heard.duration_s)
            return heard

        heard = await self._queue.work(learner_id, observer, transcribe)
        if self._reads_sounds and (heard is None or is_brief(heard, self._settings.language)):
            sounds = await self._sounds()
            heard = await self._queue.work(learner_id, None, by_sound, samples, heard, sounds, expected)
        if heard is None:
            raise NothingHeard()
        return heard

    async def follow(
        self, samples: Samples, known: Sequence[str], learner_id: str, native_language: str
    ) -> Transcript | None:
        """What is said in samples that begin with the words `known`, quickly; None where that is not to be had, or where there
        are but a word or two, which `hear` hears better. Raises EngineUnavailable."""
        heard = await self._follow(samples, known, learner_id, native_language)
        brief = heard is not None and self._reads_sounds and is_brief(heard, self._settings.language)
        return None if brief else heard

    async def _follow(
        self, samples: Samples, known: Sequence[str], learner_id: str, native_language: str
    ) -> Transcript | None:
        transcriber = await self.transcriber()
        return await self._queue.work(learner_id, None, transcriber.follow, samples, known, native_language)

    async def partial(
        self, samples: Samples, known: Sequence[str], learner_id: str, native_language: str
    ) -> Transcript | None:
        """The same while somebody is still speaking; None while the recogniser has better to do."""
        await self.transcriber()
        return await self._follow(samples, known, learner_id, native_language) if self._queue.idle else None

    async def finished(self, samples: Samples) -> float | None:
        """How likely whoever spoke up to now has finished, 0…1; None where nothing here can tell. Waits for nobody."""
        if not self._catalogue.installed(TURN_MODEL, self._settings):
            return None
        file = self._catalogue.entry(TURN_MODEL).folder(self._settings) / "model.onnx"
        return await anyio.to_thread.run_sync(self._networks.turn_end(file).probability, samples)

    async def score_wordings(self, samples: Samples, wordings: Sequence[str], learner_id: str) -> list[float] | None:
        """How likely each wording is, as logarithms; None where the engine cannot tell. Others' words are heard before that."""
        transcriber = await self.transcriber()
        return await self._queue.work_by(
            lambda: Urgency.LATER, learner_id, transcriber.score_wordings, samples, wordings
        )

    async def place(self, samples: Samples, words: Sequence[str], learner_id: str) -> list[Word] | None:
        """When each of these words is said; None where the engine cannot tell."""
        transcriber = await self.transcriber()
        return await self._queue.work(learner_id, None, transcriber.place, samples, words)

    async def sounds(self, samples: Samples, learner_id: str) -> Heard | None:
        """Which sounds are heard when; None for more than half a minute. Raises EngineUnavailable, DownloadFailed."""
        return await self._queue.work(learner_id, None, await self._sounds(), samples)

    async def _sounds(self) -> Callable[[Samples], Heard | None]:
        """What tells the sounds in samples, in a worker thread."""
        encoder, phones = await self._encoder()

        def hear(samples: Samples) -> Heard | None:
            states = encoder.states(samples)
            return None if states is None else phones.hear(states)

        return hear

    @property
    def _reads_sounds(self) -> bool:
        """Whether the recogniser of words is the one that sounds are read from: then a word or two are judged by both."""
        return self._settings.stt == "whisper" and self.name == EAR

    async def _encoder(self) -> tuple[Encoder, SoundReader]:
        """Sounds are read from one recogniser's encoder, whichever hears the words."""
        async with self._loading_sounds:
            if self._encoder_and_phones is None:
                if self._settings.stt == "whisper" and self.name == EAR:
                    await self.transcriber()  # the same one: shown while it loads
                encoder = await self.whisper(EAR)
                await anyio.to_thread.run_sync(encoder.load)
                self._encoder_and_phones = encoder, await anyio.to_thread.run_sync(self._networks.phones)
            return self._encoder_and_phones

    async def whisper(self, name: str) -> Encoder:
        """Ears of the catalogue, fetched if they are missing. Raises DownloadFailed."""
        folder: Path = await anyio.to_thread.run_sync(self._catalogue.ensure, name, self._settings)
        return self._networks.whisper(folder, self._settings.language)
