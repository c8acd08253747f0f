"""Chooses the language model: Ollama when it answers with a chat model, else the embedded one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tutor.errors import EngineUnavailable
from tutor.llm import ollama
from tutor.llm.base import ChatModel
from tutor.llm.embedded import EmbeddedModel
from tutor.settings import Settings


@dataclass(frozen=True, slots=True)
class Choice:
    """A model and why it was taken."""

    model: ChatModel
    why: str


class ChatModels:
    """The model in use. `model_file` gives the path of the embedded model, fetching it when it is missing."""

    def __init__(self, settings: Settings, model_file: Callable[[], Awaitable[Path]]) -> None:
        self._settings = settings
        self._model_file = model_file
        self._choice: Choice | None = None
        self._embedded: EmbeddedModel | None = None
        self._choosing = asyncio.Lock()

    @property
    def chosen(self) -> Choice | None:
        return self._choice

    async def choose(self) -> Choice:
        """The model for the next turn. Raises EngineUnavailable, DownloadFailed."""
        async with self._choosing:
            if self._choice is None:
                self._choice = await self._find()
            return self._choice

    def reconsider(self) -> None:
        """Choose anew next time, because the model in use failed."""
        self._choice = None

    async def close(self) -> None:
        models: set[ChatModel] = {self._choice.model} if self._choice else set()
        if self._embedded:
            models.add(self._embedded)
        for model in models:
            await model.close()

    async def _find(self) -> Choice:
        s = self._settings
        if s.llm in ("auto", "ollama"):
            found = await ollama.find(s.ollama_url, s.ollama_model, s.context_tokens, s.ollama_keep_alive)
            if found:
                return Choice(found, f"Ollama answers and has {found.name}")
            if s.llm == "ollama":
                raise EngineUnavailable(
                    f"Ollama does not answer with the model {s.ollama_model or 'of any kind'}.",
                    action="Start it with `ollama serve` and fetch a model: `ollama pull gemma3:4b`.",
                )
        if self._embedded is None:
            path = await self._model_file()
            self._embedded = EmbeddedModel(s.embedded_model, path, s.context_tokens, s.llm_threads)
        why = "Ollama does not answer; the built-in model does" if s.llm == "auto" else "chosen in the settings"
        return Choice(self._embedded, why)
