"""The parts a running tutor is made of. `app.py` has them from whoever starts it and hands them to the features."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, ParamSpec, TypeVar

import anyio.to_thread

from tutor.core.bus import Bus, open_bus
from tutor.core.downloads import Catalogue, load_catalogue
from tutor.core.engine_states import EngineStates
from tutor.core.guesses import Guesses
from tutor.core.limits import Limits, OwnLimits
from tutor.core.metrics import Metrics
from tutor.core.passwords import Passwords
from tutor.core.queue import FairQueue
from tutor.core.recent import Recent
from tutor.core.replica import Replica
from tutor.core.settings import Settings
from tutor.core.traces import Traces
from tutor.corrections.check import Corrector
from tutor.corrections.languagetool import LanguageTool
from tutor.llm.embedder import Embedder, Meaning, open_embedder
from tutor.llm.language_models import LanguageModels
from tutor.llm.offer import Wishes
from tutor.speech.audio.decoder import Decoder
from tutor.speech.ears import Ears
from tutor.speech.networks import AnyNetworks, Networks
from tutor.speech.tts.choose import Voices
from tutor.speech.tts.synthesize import Speech
from tutor.store.daily import DailyBackups
from tutor.store.files import Files, open_files
from tutor.store.session import Store
from tutor.store.tables import Learner

# Sentences spoken at once where nobody says how many: each takes memory of its own.
MOST_VOICE_SLOTS = 4
# Texts longer than this take long to check or to grade, in characters; so many of them are worked on at once.
LONG_TEXT, TEXTS_AT_ONCE = 4_000, 2

P = ParamSpec("P")
T = TypeVar("T")

QueueKind = Literal["llm", "stt", "tts"]


@dataclass
class Engines:
    """What computes for a tutor: it answers, hears, speaks and corrects. Each is loaded when first needed."""

    llm: LanguageModels
    ears: Ears
    voices: Voices
    queues: dict[QueueKind, FairQueue]
    states: EngineStates
    metrics: Metrics
    traces: Traces
    catalogue: Catalogue
    languagetool: LanguageTool | None
    embedder: Embedder | None
    open_corrector: Callable[[], Corrector]
    _corrector: Corrector | None = None
    _opening: asyncio.Lock = field(default_factory=asyncio.Lock)

    @classmethod
    def of(
        cls,
        settings: Settings,
        store: Store,
        networks: AnyNetworks | None = None,
        open_corrector: Callable[[], Corrector] = Corrector,
    ) -> Engines:
        """The engines of the settings. Tutors in one process may share networks and corrector: they keep nothing of anybody.

        Raises TracesUnavailable.
        """
        metrics, states, catalogue = Metrics(), EngineStates(), load_catalogue()
        traces = Traces.to(settings.traces)
        networks = networks or Networks()

        def queue(kind: QueueKind, slots: int = 1, limit_s: float | None = None) -> FairQueue:
            def waited(seconds: float) -> None:
                metrics.queue_wait.labels(kind).observe(seconds)
                traces.waited(kind, seconds)

            return FairQueue(slots, waited, limit_s)

        async def wishes(learner_id: str) -> Wishes:
            learner = await store.read(lambda session: session.get_one(Learner, learner_id))
            return Wishes(learner.engine, learner.remote_hosts)

        queues: dict[QueueKind, FairQueue] = {
            "llm": queue("llm", settings.llm_slots, settings.llm_slot_s),
            "stt": queue("stt"),
            "tts": queue("tts", settings.voice_slots or max(1, min((os.cpu_count() or 1) // 2, MOST_VOICE_SLOTS))),
        }
        url = settings.languagetool_url
        return cls(
            llm=LanguageModels(settings, catalogue, queues["llm"], states, wishes),
            ears=Ears(settings, catalogue, networks, queues["stt"], states, metrics.transcription.observe),
            voices=Voices(settings, catalogue, networks, states, metrics.synthesis.observe),
            queues=queues,
            states=states,
            metrics=metrics,
            traces=traces,
            catalogue=catalogue,
            languagetool=LanguageTool(url) if url else None,
            embedder=open_embedder(settings),
            open_corrector=open_corrector,
        )

    async def corrector(self) -> Corrector:
        """The corrections, with their dictionary in memory."""
        async with self._opening:
            if self._corrector is None:
                with self.states.loading("corrections", "tutor", "hunspell"):
                    self._corrector = await anyio.to_thread.run_sync(self.open_corrector)
            return self._corrector

    async def meaning(self, text: str) -> Meaning | None:
        """What a question about documents means; None without an embeddings server."""
        return await self.embedder.of_question(text) if self.embedder else None

    async def close(self) -> None:
        if self.embedder:
            await self.embedder.close()
        await self.llm.close()
        await self.traces.close()


@dataclass(frozen=True)
class Services:
    """What the features of one tutor work with."""

    settings: Settings
    store: Store
    engines: Engines
    limits: Limits
    speech: Speech
    files: Files
    decoder: Decoder = field(default_factory=Decoder)
    passwords: Passwords = field(default_factory=Passwords)
    guesses: Guesses = field(default_factory=Guesses)
    recent: Recent = field(default_factory=Recent)
    backups: DailyBackups | None = None
    replica: Replica = field(default_factory=Replica)
    bus: Bus | None = None
    """Where several processes are this tutor; None for one by itself."""
    texts: FairQueue = field(default_factory=lambda: FairQueue(TEXTS_AT_ONCE))
    """In front of what works on long texts."""

    async def work(self, learner_id: str, chars: int, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function on so many characters of a learner's in a thread: at once, or, as it takes long, in their turn.
        Else a few learners' would take all threads, and everybody wait for one."""
        if chars > LONG_TEXT:
            return await self.texts.work(learner_id, None, function, *args, **kwargs)
        return await anyio.to_thread.run_sync(partial(function, *args, **kwargs))

    @classmethod
    async def of(cls, settings: Settings, store: Store, engines: Engines) -> Services:
        """The rest of a tutor around its engines. Raises BusUnreachable, UnsafeSettings."""
        files = await anyio.to_thread.run_sync(open_files, settings)
        speech = Speech(
            settings.speech_folder, engines.queues["tts"], settings.speech_mb * 1_000_000, settings.lighter_voice_s
        )
        replica = Replica(alone=not settings.bus)
        bus = await open_bus(settings, replica)
        limits: Limits = OwnLimits(settings)
        guesses, recent = Guesses(), Recent()
        if bus:
            from tutor.core.shared_limits import SharedLimits  # which needs Valkey's client

            limits = SharedLimits(settings, bus)
            guesses.share(bus)
            recent.share(bus)
        return cls(
            settings,
            store,
            engines,
            limits,
            speech,
            files,
            guesses=guesses,
            recent=recent,
            backups=DailyBackups.of(settings),
            replica=replica,
            bus=bus,
        )

    @property
    def metrics(self) -> Metrics:
        return self.engines.metrics

    @property
    def traces(self) -> Traces:
        return self.engines.traces

    def forget_files(self, recordings: Iterable[str], ids: Iterable[str]) -> None:
        """Delete recordings, and what was spoken of messages or to learners. Raises FilesUnreachable."""
        self.files.delete(recordings)
        self.speech.forget(ids)

    async def scrub(self) -> None:
        """After a deletion: leave nothing of what was deleted in the database's files and its copies."""
        await self.store.scrub()
        if self.backups:
            await anyio.to_thread.run_sync(self.backups.honour)

    async def close(self) -> None:
        if self.bus:
            await self.bus.close()
        self.speech.close()
        await self.decoder.close()
        await self.engines.close()
        self.store.close()
