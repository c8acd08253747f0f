"""Opens the engines that serve one model. Each is imported only when it is wanted, and two are optional."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from tutor.core.settings import Engine, Settings
from tutor.llm.base import ChatModel, RemoteModel
from tutor.llm.engines.embedded import EmbeddedModel
from tutor.llm.engines.none import NoModel
from tutor.llm.engines.remote import CLAUDE, GEMINI


async def open_model(engine: Engine, s: Settings, model_file: Callable[[], Awaitable[Path]]) -> ChatModel:
    """The model of an engine. Raises EngineUnavailable, DownloadFailed."""
    if engine == "none":
        return NoModel()
    if engine == "embedded":
        return EmbeddedModel(s.embedded_model, await model_file(), s.context_tokens, s.llm_threads)
    return open_remote(engine, s)


def open_remote(engine: Engine, s: Settings) -> RemoteModel:
    """The model of an engine on somebody else's server. Raises EngineUnavailable."""
    if engine == "openai":
        from tutor.llm.engines.openai import OpenAIModel

        return OpenAIModel(s.openai_url, s.openai_model, s.openai_key.get_secret_value(), s.llm_silence_s)
    if engine == "anthropic":
        try:
            from tutor.llm.engines.anthropic import ClaudeModel
        except ImportError as error:
            raise CLAUDE.missing_package("anthropic", error) from error
        key = s.anthropic_key.get_secret_value()
        return ClaudeModel(s.anthropic_url, s.anthropic_model, key, s.llm_silence_s)
    if engine == "gemini":
        try:
            from tutor.llm.engines.gemini import GeminiModel
        except ImportError as error:
            raise GEMINI.missing_package("gemini", error) from error
        return GeminiModel(s.gemini_url, s.gemini_model, s.gemini_key.get_secret_value(), s.llm_silence_s)
    from tutor.llm.engines.mqtt import MqttModel

    return MqttModel(s)
