"""Chooses the language model: the one in the settings, or Ollama when it answers with a chat model, else the embedded."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from tutor.errors import EngineUnavailable
from tutor.llm import ollama
from tutor.llm.base import ChatModel
from tutor.llm.embedded import EmbeddedModel
from tutor.llm.remote import CLAUDE, GEMINI
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
        self._kept: ChatModel | None = None  # embedded or hosted: opened once, whatever fails meanwhile
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
        chosen = self._choice.model if self._choice else None
        for model in {chosen, self._kept}:
            if model:
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
        if self._kept is None:
            self._kept = await self._open()
        if not self._kept.name:
            await self._kept.load()  # its server says which model it has
        why = "Ollama does not answer; the built-in model does" if s.llm == "auto" else "chosen in the settings"
        return Choice(self._kept, why)

    async def _open(self) -> ChatModel:
        """The engine that the settings name. Each is imported only when it is the one, and two are optional."""
        s = self._settings
        if s.llm == "openai":
            from tutor.llm.openai import OpenAIModel

            return OpenAIModel(s.openai_url, s.openai_model, s.openai_key.get_secret_value(), s.llm_silence_s)
        if s.llm == "anthropic":
            try:
                from tutor.llm.anthropic import ClaudeModel
            except ImportError as error:
                raise CLAUDE.missing_package("anthropic", error) from error
            key = s.anthropic_key.get_secret_value()
            return ClaudeModel(s.anthropic_url, s.anthropic_model, key, s.llm_silence_s)
        if s.llm == "gemini":
            try:
                from tutor.llm.gemini import GeminiModel
            except ImportError as error:
                raise GEMINI.missing_package("gemini", error) from error
            return GeminiModel(s.gemini_url, s.gemini_model, s.gemini_key.get_secret_value(), s.llm_silence_s)
        if s.llm == "mqtt":
            from tutor.llm.mqtt import MqttModel

            return MqttModel(s)
        return EmbeddedModel(s.embedded_model, await self._model_file(), s.context_tokens, s.llm_threads)
