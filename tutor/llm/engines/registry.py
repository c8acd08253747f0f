"""The engines there are. Each is imported only when it is wanted, and two are optional.

To add one: a file with its ChatModel, its name in `settings.Engine`, and an entry in `_SERVERS` here.
docs/adding-an-engine.md shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import anyio.to_thread

from tutor.core.engine_settings import Engine
from tutor.core.errors import TutorError
from tutor.core.settings import Settings
from tutor.llm.base import ChatModel, RemoteModel
from tutor.llm.engines.embedded import EmbeddedModel
from tutor.llm.engines.embedded_models import EmbeddedModels, Shelf
from tutor.llm.engines.none import NoModel
from tutor.llm.engines.ollama_server import OllamaServer
from tutor.llm.engines.provider import EngineSpec, OneModel, Provider
from tutor.llm.engines.remote import CLAUDE, GEMINI
from tutor.llm.offer import Health, Place, place_of
from tutor.llm.probe import Probes
from tutor.llm.thought import Spoken

# Who answers where nobody was named, in order, as far as it is here.
BY_ITSELF: tuple[Engine, ...] = ("ollama", "embedded")
# How long a server may take to tell the doctor of itself, in seconds.
PATIENCE_S = 15.0


def provider(engine: Engine, s: Settings, shelf: Shelf, probes: Probes) -> Provider:
    """An engine by its name; nothing is opened yet."""
    if engine == "ollama":
        return OllamaServer(s, probes)
    if engine == "embedded":
        return EmbeddedModels(shelf, probes, lambda name, path: _embedded(s, name, path))
    if engine == "none":
        return OneModel(EngineSpec("none", "no model", Place(), _none, _always, lambda: "", "none"))
    server = _SERVERS[engine]

    async def opened() -> ChatModel:
        # What talks to it is imported now, and reads the system's certificates.
        return Spoken(await anyio.to_thread.run_sync(server.opened, s))

    return OneModel(EngineSpec(engine, server.title, place_of(server.url(s)), opened, lambda: _health(server, s)))


@dataclass(frozen=True, slots=True)
class ServerEngine:
    """An engine on somebody else's server: what it is called, its address, and its model. `opened` raises EngineUnavailable."""

    title: str
    url: Callable[[Settings], str]
    opened: Callable[[Settings], RemoteModel]


def _openai(s: Settings) -> RemoteModel:
    from tutor.llm.engines.openai import OpenAIModel

    return OpenAIModel(s.openai_url, s.openai_model, s.openai_key.get_secret_value(), s.llm_silence_s)


def _claude(s: Settings) -> RemoteModel:
    try:
        from tutor.llm.engines.anthropic import ClaudeModel
    except ImportError as error:
        raise CLAUDE.missing_package("anthropic", error) from error
    return ClaudeModel(s.anthropic_url, s.anthropic_model, s.anthropic_key.get_secret_value(), s.llm_silence_s)


def _gemini(s: Settings) -> RemoteModel:
    try:
        from tutor.llm.engines.gemini import GeminiModel
    except ImportError as error:
        raise GEMINI.missing_package("gemini", error) from error
    return GeminiModel(s.gemini_url, s.gemini_model, s.gemini_key.get_secret_value(), s.llm_silence_s)


def _mqtt(s: Settings) -> RemoteModel:
    from tutor.llm.engines.mqtt import MqttModel

    return MqttModel(s)


_SERVERS: dict[Engine, ServerEngine] = {
    "openai": ServerEngine("OpenAI-compatible server", lambda s: s.openai_url, _openai),
    "anthropic": ServerEngine("Claude", lambda s: s.anthropic_url or "https://api.anthropic.com", _claude),
    "gemini": ServerEngine("Gemini", lambda s: s.gemini_url or "https://generativelanguage.googleapis.com", _gemini),
    "mqtt": ServerEngine("model behind MQTT", lambda s: s.mqtt_url, _mqtt),
}


def _embedded(s: Settings, name: str, path: Path) -> EmbeddedModel:
    return EmbeddedModel(name, path, s.context_tokens, s.llm_threads)


async def _none() -> ChatModel:
    return NoModel()


async def _always() -> Health:
    return Health(ok=True, found="the scenes' own lines answer")


async def _health(server: ServerEngine, s: Settings) -> Health:
    """Ask a server for its model, as far as that costs nothing; only a program behind a broker is asked for a word."""
    try:
        hasty = s.model_copy(update={"llm_silence_s": PATIENCE_S})
        model = await anyio.to_thread.run_sync(server.opened, hasty)
        try:
            await model.check()
        finally:
            await model.close()
    except TutorError as error:
        return Health(ok=False, found=error.message, mend=error.action)
    return Health(ok=True, found=f"answers, takes the key, has {model.name or 'a model'}")
