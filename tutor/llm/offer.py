"""What a learner may choose to be answered by."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from tutor.core.loopback import is_loopback
from tutor.core.settings import Engine, Settings


@dataclass(frozen=True, slots=True)
class Offer:
    """An engine, or one model of Ollama's. `model` is empty where the engine decides for each message, or says so
    only when it is asked. `here` tells whether words stay on this machine, `problem` what keeps it from answering.
    """

    id: str
    engine: Engine
    model: str
    here: bool
    problem: str = ""


def stays_here(engine: Engine, settings: Settings) -> bool:
    """Whether an engine is on this machine, by its address."""
    urls = {"ollama": settings.ollama_url, "openai": settings.openai_url, "mqtt": settings.mqtt_url}
    if engine not in urls:
        return engine in ("embedded", "none")
    return is_loopback(urlsplit(urls[engine]).hostname or "")
