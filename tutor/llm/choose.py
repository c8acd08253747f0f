"""Chooses who answers: the engine of the settings, or Ollama when it is there, else the embedded model; and the next
one where that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tutor.core.errors import EngineUnavailable, TutorError
from tutor.core.levels import Level
from tutor.core.settings import Engine, Settings
from tutor.llm.base import ChatModel
from tutor.llm.engines.ollama_server import OllamaServer
from tutor.llm.engines.registry import open_model
from tutor.llm.offer import Offer, stays_here
from tutor.llm.route import Task

# What a learner has chosen who has chosen nothing.
AUTO = "auto"
YOURS = "you chose it in Settings"
# An engine that failed is left alone for so long when there is another, in seconds.
REST_S = 60.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A model and why it was taken."""

    model: ChatModel
    why: str


class ChatModels:
    """The engines, opened when first needed. `model_file` gives the embedded model's path, fetching it if missing, which
    `has_file` tells."""

    def __init__(
        self, settings: Settings, model_file: Callable[[], Awaitable[Path]], has_file: Callable[[], bool]
    ) -> None:
        self._settings = settings
        self._model_file = model_file
        self._has_file = has_file
        self._ollama = OllamaServer(settings)
        self._opened: dict[Engine, ChatModel] = {}
        self._resting: dict[str, float] = {}  # engines that failed, and when they may be asked again
        self._choosing = asyncio.Lock()

    @property
    def engines(self) -> list[Engine]:
        """Who may answer, in order."""
        s = self._settings
        first: list[Engine] = ["ollama", "embedded"] if s.llm == "auto" else [s.llm]
        return list(dict.fromkeys([*first, *s.llm_fallback]))

    async def offers(self) -> list[Offer]:
        """What a learner may choose to be answered by."""
        async with self._choosing:
            return [offer for engine in self._offered for offer in await self._offers_of(engine)]

    @property
    def _offered(self) -> list[Engine]:
        return list(dict.fromkeys([*self.engines, *self._settings.llm_offered]))

    async def choose(
        self,
        task: Task = "reply",
        text: str = "",
        level: Level | None = None,
        without: Collection[str] = (),
        pinned: str = AUTO,
    ) -> Choice:
        """The model for a task, of no engine in `without`; of one that is pinned, or of none.

        Raises EngineUnavailable, DownloadFailed.
        """
        if pinned != AUTO:
            return await self._pinned(pinned, task, text, level, without)
        left = [engine for engine in self.engines if engine not in without]
        awake = [engine for engine in left if monotonic() >= self._resting.get(engine, 0.0)]
        failure: TutorError | None = None
        for engine in awake or left:
            try:
                async with self._choosing:
                    return await self._take(engine, task, text, level)
            except TutorError as error:
                failure = failure or error
        raise failure or EngineUnavailable()

    def turn_over(self) -> None:
        """A turn has ended; what waited for that may begin."""
        self._ollama.turn_over()

    def failed(self, engine: str) -> None:
        """Let an engine rest, because its model failed."""
        self._resting[engine] = monotonic() + REST_S
        self._ollama.forget()

    async def close(self) -> None:
        for model in self._opened.values():
            await model.close()
        await self._ollama.close()

    async def _pinned(
        self, pinned: str, task: Task, text: str, level: Level | None, without: Collection[str]
    ) -> Choice:
        """What a learner has chosen. Nobody takes its place: it may have been chosen because words stay here."""
        engine, _, name = pinned.partition("/")
        found = next((known for known in self._offered if known == engine and known not in without), None)
        if found is None:
            raise EngineUnavailable("The model that you chose is not here.", action="Choose another in Settings.")
        try:
            async with self._choosing:
                taken = Choice(await self._named(name), YOURS) if name else await self._take(found, task, text, level)
        except EngineUnavailable as error:
            action = f"{error.action} Or choose another model in Settings."
            raise EngineUnavailable(error.message, action=action, detail=error.detail) from error
        return taken if found == "ollama" else Choice(taken.model, YOURS)

    async def _offers_of(self, engine: Engine) -> list[Offer]:
        here = stays_here(engine, self._settings)
        if engine == "ollama":
            names = await self._ollama.names()
            problem = "" if names else "Ollama does not answer with a chat model."
            each = [Offer(f"ollama/{name}", engine, name, here) for name in names]
            return [Offer(engine, engine, "", here, problem), *each]
        if engine == "embedded":
            problem = "" if self._has_file() else "It is not fetched yet: run `tutor models get`."
            return [Offer(engine, engine, self._settings.embedded_model, here, problem)]
        try:
            return [Offer(engine, engine, (await self._open(engine)).name, here)]
        except TutorError as error:
            return [Offer(engine, engine, "", here, f"{error.message} {error.action}")]

    async def _named(self, name: str) -> ChatModel:
        if model := await self._ollama.named(name):
            return model
        raise EngineUnavailable(
            f"Ollama does not answer with {name}.",
            action=f"Start it with `ollama serve`, or fetch the model: `ollama pull {name}`.",
        )

    async def _take(self, engine: Engine, task: Task, text: str, level: Level | None) -> Choice:
        if engine == "ollama":
            if found := await self._ollama.pick(task, text, level):
                return Choice(*found)
            raise EngineUnavailable(
                f"Ollama does not answer with the model {self._settings.ollama_model or 'of any kind'}.",
                action="Start it with `ollama serve` and fetch a model: `ollama pull gemma3:4b`.",
            )
        model = await self._open(engine)
        if not model.name:
            await model.load()  # its server says which model it has
        return Choice(model, self._why(engine))

    async def _open(self, engine: Engine) -> ChatModel:
        if engine not in self._opened:
            self._opened[engine] = await open_model(engine, self._settings, self._model_file)
        return self._opened[engine]

    def _why(self, engine: Engine) -> str:
        if engine == self._settings.llm:
            return "chosen in the settings"
        if self._settings.llm == "auto" and engine == "embedded":
            return "Ollama does not answer; the built-in model does"
        return f"{self.engines[0]} does not answer; {engine} does"
