"""The chat models of one Ollama server, and which of them takes a task."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic

import httpx
import psutil
from ollama import AsyncClient, ResponseError

from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.core.settings import Settings
from tutor.llm.engines.ollama import TIMEOUT, OllamaModel
from tutor.llm.engines.remote import KEPT_S
from tutor.llm.route import OVERHEAD, Installed, Task, route, to_unload

log = logging.getLogger(__name__)

# Models larger than this share of memory, together, would swap.
MEMORY_SHARE = 0.7
# For how long the list of installed models is believed, in seconds.
LIST_S = 30.0
# How much the latest reply counts in a model's speed.
WEIGHT = 0.5
# It is not there, or no Ollama: `tutor doctor` tells.
_NO_OLLAMA = (httpx.HTTPError, ResponseError, ConnectionError, ValueError)


class OllamaServer:
    """Keeps what it saw: what is installed, what can chat, and how fast each model wrote here."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        limits = httpx.Limits(keepalive_expiry=KEPT_S)
        self._client = AsyncClient(host=settings.ollama_url, timeout=TIMEOUT, limits=limits, trust_env=False)
        self._models: dict[str, OllamaModel] = {}
        self._sizes: dict[str, int] = {}  # bytes, of the models that can chat
        self._mute: set[str] = set()  # models for other things than chatting
        self._listed = float("-inf")
        self._speeds: dict[str, float] = {}
        self._loading: asyncio.Task[None] | None = None
        self._next: str | None = None  # to be loaded when the turn is over, since others have to go for it

    async def pick(
        self, task: Task = "reply", text: str = "", level: Level | None = None
    ) -> tuple[OllamaModel, str] | None:
        """The model for a task and why; None when nothing answers there or it has no chat model."""
        if not await self._look():
            return None
        try:
            if self._settings.ollama_model or len(self._sizes) == 1:
                name = next(iter(self._sizes))
                pinned = "chosen in the settings" if self._settings.ollama_model else f"Ollama answers and has {name}"
                return self._models[name], pinned
            models = await self._installed()
            chosen = route(models, task, text, level, self._budget)
        except _NO_OLLAMA:
            self._listed = float("-inf")
            return None
        if chosen.load and to_unload(models, chosen.load, self._budget):
            self._next = chosen.load
        elif chosen.load:
            self._begin_to_load(chosen.load)
        return self._models[chosen.model], chosen.why

    async def names(self) -> list[str]:
        """The chat models that memory holds, the smallest first; none when nothing answers there."""
        if not await self._look():
            return []
        fitting = [(size, name) for name, size in self._sizes.items() if size * OVERHEAD <= self._budget]
        return [name for _, name in sorted(fitting)]

    async def named(self, name: str) -> OllamaModel | None:
        """One of `names`."""
        return self._models[name] if name in await self.names() else None

    def turn_over(self) -> None:
        """Nobody needs the loaded models now: make room for the one that was wanted."""
        if self._next:
            self._begin_to_load(self._next)
            self._next = None

    def forget(self) -> None:
        """Look anew what is there, because a model failed."""
        self._listed = float("-inf")

    async def close(self) -> None:
        if self._loading:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        await self._client._client.aclose()

    @property
    def _budget(self) -> int:
        gigabytes = self._settings.ollama_memory_gb
        return int(gigabytes * 1e9 if gigabytes else psutil.virtual_memory().total * MEMORY_SHARE)

    async def _look(self) -> bool:
        """Whether there is a chat model, as of a moment ago."""
        try:
            if monotonic() - self._listed > LIST_S:
                await self._list()
        except _NO_OLLAMA:
            self._listed = float("-inf")
            return False
        return bool(self._sizes)

    async def _list(self) -> None:
        wanted, s = self._settings.ollama_model, self._settings
        installed = {m.model: int(m.size or 0) for m in (await self._client.list()).models if m.model}
        self._sizes = {}
        for name, size in installed.items():
            if name in self._mute or (wanted and name not in (wanted, f"{wanted}:latest")):
                continue
            if name not in self._models:
                capabilities = (await self._client.show(name)).capabilities or ["completion"]
                if "completion" not in capabilities:
                    self._mute.add(name)
                    continue

                def measured(tokens_per_s: float, name: str = name) -> None:
                    before = self._speeds.get(name, tokens_per_s)
                    self._speeds[name] = WEIGHT * tokens_per_s + (1 - WEIGHT) * before

                self._models[name] = OllamaModel(
                    self._client, name, s.context_tokens, s.ollama_keep_alive, "thinking" in capabilities, measured
                )
            self._sizes[name] = size
        self._listed = monotonic()

    async def _installed(self) -> list[Installed]:
        loaded = {m.model or m.name for m in (await self._client.ps()).models}
        return [Installed(n, size, n in loaded, self._speeds.get(n)) for n, size in self._sizes.items()]

    def _begin_to_load(self, wanted: str) -> None:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(wanted))

    async def _load(self, wanted: str) -> None:
        """Make room and load a model."""
        try:
            for name in to_unload(await self._installed(), wanted, self._budget):
                await self._models[name].unload()
            await self._models[wanted].load()
        except (TutorError, httpx.HTTPError, ResponseError, ConnectionError) as error:
            log.warning("%s was not loaded: %s", wanted, error)
            self._listed = float("-inf")
