"""Chooses who answers: the engine of the settings, or Ollama when it is there, else the embedded model; and the next
one where that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from time import monotonic
from typing import cast

from tutor.core.engine_settings import Engine
from tutor.core.errors import ConsentNeeded, EngineUnavailable, TutorError
from tutor.core.levels import Level
from tutor.core.settings import Settings
from tutor.llm.engines.embedded_models import EmbeddedModels, Shelf
from tutor.llm.engines.ollama_server import OllamaServer
from tutor.llm.engines.provider import Provider
from tutor.llm.engines.registry import BY_ITSELF, provider
from tutor.llm.offer import Choice, Health, Offer, Place
from tutor.llm.probe import Probes
from tutor.llm.route import Task

# What a learner has chosen who has chosen nothing.
AUTO = "auto"
YOURS = "you chose it in Settings"
# An engine that failed is left alone for so long when there is another, in seconds.
REST_S = 60.0


class ChatModels:
    """The engines, opened when first needed. `shelf` has the files of embedded models, `probes` what was measured of
    all."""

    def __init__(self, settings: Settings, shelf: Shelf, probes: Probes | None = None) -> None:
        self._settings = settings
        self._shelf = shelf
        self._probes = probes or Probes()
        self._providers: dict[Engine, Provider] = {}
        self._resting: dict[str, float] = {}  # engines that failed, and when they may be asked again
        self._choosing = asyncio.Lock()

    @property
    def engines(self) -> list[Engine]:
        """Who may answer, in order. Where nobody was named, what is said goes nowhere but here."""
        s = self._settings
        first = [name for name in BY_ITSELF if self.of(name).place.here] if s.llm == AUTO else [s.llm]
        return list(dict.fromkeys([*first, *s.llm_fallback]))

    @property
    def offered(self) -> list[Engine]:
        """Who may be chosen."""
        by_itself = BY_ITSELF if self._settings.llm == AUTO else ()
        return list(dict.fromkeys([*by_itself, *self.engines, *self._settings.llm_offered]))

    def of(self, engine: Engine) -> Provider:
        """An engine."""
        if engine not in self._providers:
            self._providers[engine] = provider(engine, self._settings, self._shelf, self._probes)
        return self._providers[engine]

    async def offers(self) -> list[Offer]:
        """What a learner may choose to be answered by."""
        async with self._choosing:
            return [offer for engine in self.offered for offer in await self.of(engine).offers()]

    @property
    def ollama(self) -> OllamaServer:
        """The Ollama, to fetch and remove models."""
        return cast(OllamaServer, self.of("ollama"))

    @property
    def embedded(self) -> EmbeddedModels:
        """The models of this process."""
        return cast(EmbeddedModels, self.of("embedded"))

    async def health(self) -> list[tuple[Engine, str, Health]]:
        """How each engine is doing that may answer or be chosen, with what it is called."""
        every = dict.fromkeys([*BY_ITSELF, *self.offered])
        return [(engine, self.of(engine).title, await self.of(engine).health()) for engine in every]

    async def choose(
        self,
        task: Task = "reply",
        text: str = "",
        level: Level | None = None,
        without: Collection[str] = (),
        pinned: str = AUTO,
        allowed: Collection[str] = (),
    ) -> Choice:
        """The model for a task, of no engine in `without`; of one that is pinned, or of none.

        `allowed` are the hosts that the learner lets take the place of who is first. Raises ConsentNeeded where only
        others could, EngineUnavailable, DownloadFailed.
        """
        if pinned != AUTO:
            return await self._pinned(pinned, task, text, level, without)
        left = [engine for engine in self.engines if engine not in without]
        permitted = [engine for engine in left if self._may(engine, self.of(engine).place, allowed)]
        awake = [engine for engine in permitted if monotonic() >= self._resting.get(engine, 0.0)]
        failure: TutorError | None = None
        for engine in awake or permitted:
            try:
                async with self._choosing:
                    taken = await self.of(engine).pick(task, text, level)
                if self._may(engine, place := self.of(engine).place_of(taken.model.name), allowed):
                    return replace(taken, why=taken.why or self._why(engine))
                failure = failure or self._consent_needed(engine, place)
            except TutorError as error:
                failure = failure or error
        if elsewhere := [engine for engine in left if engine not in permitted]:
            raise self._consent_needed(elsewhere[0], self.of(elsewhere[0]).place)
        raise failure or EngineUnavailable()

    def elsewhere(self) -> list[tuple[str, str]]:
        """The engines that may take the place of the first one only where a learner allows it: title and host."""
        return [(self.of(e).title, self.of(e).place.host) for e in self.engines[1:] if not self.of(e).place.here]

    def _may(self, engine: Engine, place: Place, allowed: Collection[str]) -> bool:
        """Whether words may go to an engine. Whom the operator put first takes nobody's place: the page tells where it
        is."""
        return engine == self.engines[0] or place.here or place.host in allowed

    def _consent_needed(self, engine: Engine, place: Place) -> ConsentNeeded:
        return ConsentNeeded(
            f"{self.of(self.engines[0]).title} does not answer. {self.of(engine).title} could, at {place.host}: "
            "what you say would leave this tutor for there."
        )

    def place(self, engine: str, model: str) -> Place:
        """Where words go that a model is given."""
        found = next((one for name, one in self._providers.items() if name == engine), None)
        return found.place_of(model) if found else Place()

    async def gone(self, engine: str) -> TutorError | None:
        """What keeps an engine from answering that answered before, as far as a short look tells."""
        found = next((one for name, one in self._providers.items() if name == engine), None)
        return await found.gone() if found else None

    def needs(self, engine: Engine) -> bool:
        """Whether nobody would answer without it."""
        return engine == (BY_ITSELF[-1] if self._settings.llm == AUTO else self._settings.llm)

    def expect(self) -> None:
        """Somebody is about to choose: who is first gets ready to be looked at."""
        self.of(self.engines[0]).expect()

    def turn_over(self) -> None:
        """A turn has ended; what waited for that may begin."""
        for one in self._providers.values():
            one.turn_over()

    def failed(self, engine: str, model: str, error: TutorError) -> bool:
        """A model failed. True if another one of the same engine may answer; else the engine is let rest."""
        found = next((one for name, one in self._providers.items() if name == engine), None)
        if found and found.failed(model, error):
            return True
        self._resting[engine] = monotonic() + REST_S
        return False

    async def close(self) -> None:
        for one in self._providers.values():
            await one.close()

    async def _pinned(
        self, pinned: str, task: Task, text: str, level: Level | None, without: Collection[str]
    ) -> Choice:
        """What a learner has chosen. Nobody takes its place: it may have been chosen because words stay here."""
        engine, _, name = pinned.partition("/")
        found = next((known for known in self.offered if known == engine and known not in without), None)
        if found is None:
            raise EngineUnavailable("The model that you chose is not here.", action="Choose another in Settings.")
        try:
            async with self._choosing:
                if name:
                    return Choice(await self.of(found).named(name), YOURS)
                taken = await self.of(found).pick(task, text, level)
        except EngineUnavailable as error:
            action = f"{error.action} Or choose another model in Settings."
            raise type(error)(error.message, action=action, detail=error.detail) from error
        return replace(taken, why=taken.why or YOURS)

    def _why(self, engine: Engine) -> str:
        """Why an engine was taken that has but one model."""
        if engine == self._settings.llm:
            return "chosen in the settings"
        first = self.engines[0]
        if engine == first:
            return "it computes on this computer"
        return f"instead of {self.of(first).title}, which does not answer"
