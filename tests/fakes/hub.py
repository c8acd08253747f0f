"""A hub with two chat models that hold nothing, and what stands in for llama.cpp where they are opened."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_catalogue import Site, serving, sha256
from tutor.core.downloads import Catalogue, ModelEntry, load_catalogue
from tutor.core.downloads.files import ModelFile
from tutor.core.settings import Settings
from tutor.llm.base import ChatMessage, ChatRequest, Usage

SMALL, LARGE = bytes(range(256)) * 40, bytes(range(255, -1, -1)) * 4000


@contextmanager
def serving_models() -> Iterator[Site]:
    with serving() as site:
        site.files = {"/small.gguf": SMALL, "/large.gguf": LARGE, "/voice": b"v" * 5000, "/ears": b"e" * 5000}
        yield site


def without_llama(monkeypatch: pytest.MonkeyPatch, hub: Site) -> None:
    """From now on tutors fetch chat models from this hub, and measure them at once."""
    monkeypatch.setattr("tutor.runtime.load_catalogue", lambda: shop(hub))
    monkeypatch.setattr("tutor.llm.engines.registry._embedded", HollowModel)
    monkeypatch.setattr("tutor.learners.models.measure.QUIET_S", 0.01)


def entry(name: str, url: str, content: bytes, kind: str = "llm", **more: Any) -> ModelEntry:
    file = ModelFile(name=f"{name}.gguf", size=len(content), sha256=sha256(content), url=url)
    fixed = {"name": name, "kind": kind, "licence": "MIT", "description": name, "file": (file,)}
    return ModelEntry(**(fixed | more))


def shop(hub: Site) -> Catalogue:
    """The shipped voices and ears, and two chat models that a hub here has."""
    shipped = load_catalogue()
    ours = [
        entry("small-1b", f"{hub.url}/small.gguf", SMALL, memory_gb=0.1, cores=1),
        entry("large-4b", f"{hub.url}/large.gguf", LARGE, memory_gb=0.2, cores=1),
        entry("huge-99b", f"{hub.url}/none", LARGE, memory_gb=9999, cores=1),
        entry("whisper-other", f"{hub.url}/ears", b"e" * 5000, "stt"),
    ]
    return Catalogue([*(m for m in shipped.models if m.kind != "llm"), *ours], shipped.voices)


class HollowModel:
    """A chat model in place of llama.cpp, for files that hold nothing."""

    engine, shares_cpu, continues_answers, busy = "embedded", True, True, False
    speeds = {"small-1b": 20.0, "large-4b": 9.0}  # noqa: RUF012

    def __init__(self, settings: Settings, name: str, path: Path) -> None:
        self.name, self.path, self.loaded = name, path, False

    async def load(self) -> None:
        self.loaded = True

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        yield "¡Qué bien! Me gusta mucho. "
        yield f"¿Y tú? ({self.name})"
        yield Usage(40, 12, None, self.speeds[self.name])

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    def unload(self) -> None:
        self.loaded = False

    async def close(self) -> None: ...
