"""Chooses who answers: the engine of the settings, or Ollama when it is there, else the embedded model; and the next
one where that fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tutor.errors import EngineUnavailable, TutorError
from tutor.levels import Level
from tutor.llm.base import ChatModel
from tutor.llm.ollama_server import OllamaServer
from tutor.llm.open import open_model
from tutor.llm.route import Task
from tutor.settings import Engine, Settings

# An engine that failed is left alone for so long when there is another, in seconds.
REST_S = 60.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A model and why it was taken."""

    model: ChatModel
    why: str


class ChatModels:
    """The engines, opened when first needed. `model_file` gives the embedded model's path, fetching it if missing."""

    def __init__(self, settings: Settings, model_file: Callable[[], Awaitable[Path]]) -> None:
        self._settings = settings
        self._model_file = model_file
        self._ollama = OllamaServer(settings)
        self._opened: dict[Engine, ChatModel] = {}
        self._resting: dict[str, float] = {}  # engines that failed, and when they may be asked again
        self._last: Choice | None = None
        self._choosing = asyncio.Lock()

    @property
    def engines(self) -> list[Engine]:
        """Who may answer, in order."""
        s = self._settings
        first: list[Engine] = ["ollama", "embedded"] if s.llm == "auto" else [s.llm]
        return list(dict.fromkeys([*first, *s.llm_fallback]))

    @property
    def chosen(self) -> Choice | None:
        """Who answered last."""
        return self._last

    async def choose(
        self, task: Task = "reply", text: str = "", level: Level | None = None, without: Collection[str] = ()
    ) -> Choice:
        """The model for a task, of no engine in `without`. Raises EngineUnavailable, DownloadFailed."""
        left = [engine for engine in self.engines if engine not in without]
        awake = [engine for engine in left if monotonic() >= self._resting.get(engine, 0.0)]
        failure: TutorError | None = None
        for engine in awake or left:
            try:
                async with self._choosing:
                    self._last = await self._take(engine, task, text, level)
                    return self._last
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

    async def _take(self, engine: Engine, task: Task, text: str, level: Level | None) -> Choice:
        if engine == "ollama":
            if found := await self._ollama.pick(task, text, level):
                return Choice(*found)
            raise EngineUnavailable(
                f"Ollama does not answer with the model {self._settings.ollama_model or 'of any kind'}.",
                action="Start it with `ollama serve` and fetch a model: `ollama pull gemma3:4b`.",
            )
        if engine not in self._opened:
            self._opened[engine] = await open_model(engine, self._settings, self._model_file)
        model = self._opened[engine]
        if not model.name:
            await model.load()  # its server says which model it has
        return Choice(model, self._why(engine))

    def _why(self, engine: Engine) -> str:
        if engine == self._settings.llm:
            return "chosen in the settings"
        if self._settings.llm == "auto" and engine == "embedded":
            return "Ollama does not answer; the built-in model does"
        return f"{self.engines[0]} does not answer; {engine} does"
