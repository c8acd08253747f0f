"""The chat models whose files are here, in this process: which of them answers, loaded beside the one before it, so that the
better one takes over between two turns."""

from __future__ import annotations

import asyncio
import importlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Protocol

import psutil

from tutor.core.accelerators import llama_gpu
from tutor.core.downloads.partner import OVERHEAD
from tutor.core.engine_settings import Engine
from tutor.core.errors import EngineUnavailable, TutorError
from tutor.core.levels import Level
from tutor.llm.base import ChatModel
from tutor.llm.offer import Choice, Health, Offer, Place
from tutor.llm.probe import Probes
from tutor.llm.route import Task
from tutor.llm.thought import Spoken

log = logging.getLogger(__name__)

# What has not answered for so long makes room, in seconds.
UNUSED_S = 600.0
# A model that would not load is left alone for so long, in seconds.
SHUNNED_S = 300.0


class LoadedModel(ChatModel, Protocol):
    """A chat model in this process."""

    @property
    def loaded(self) -> bool:
        """Whether it is in memory."""

    @property
    def busy(self) -> bool:
        """Whether it is answering somebody."""

    def unload(self) -> None:
        """Take it out of memory until it is asked again."""


class Shelf(Protocol):
    """Where the files of chat models are."""

    def here(self) -> dict[str, int]:
        """Those that are whole, and their bytes; the weakest first."""

    def usual(self) -> str:
        """Which one is fetched where none is here."""

    async def path(self, name: str) -> Path:
        """The file of one, fetched if it is missing. Raises DownloadFailed."""


@dataclass(slots=True)
class _Open:
    model: LoadedModel
    spoken: Spoken
    used: float = field(default_factory=monotonic)


class EmbeddedModels:
    """`make` opens a model, by its name and file."""

    engine: Engine = "embedded"
    title = "embedded language model"
    place = Place()

    def __init__(self, shelf: Shelf, probes: Probes, make: Callable[[str, Path], LoadedModel]) -> None:
        self._shelf = shelf
        self._probes = probes
        self._make = make
        self._open: dict[str, _Open] = {}
        self._shunned: dict[str, float] = {}
        self._loading: asyncio.Task[None] | None = None

    def place_of(self, model: str) -> Place:
        return self.place

    def expect(self) -> None:
        """There is nothing to look for."""

    def here(self) -> dict[str, int]:
        """The models whose files are here, and their bytes; the weakest first."""
        return self._shelf.here()

    def wanted(self) -> tuple[str, str]:
        """Which model should answer, and why: the best that is here and does well on this machine."""
        here = [name for name in self._shelf.here() if monotonic() >= self._shunned.get(name, 0.0)]
        if not here:
            return self._shelf.usual(), ""
        well = [name for name in here if (p := self._probes.of("embedded", name)) is None or p.verdict == "well"]
        if not well:
            # None does well: the one that is least slow, of those that at least speak Spanish.
            def merit(name: str) -> tuple[bool, float]:
                found = self._probes.of("embedded", name)
                return (found is not None and found.verdict == "slow", found.tokens_per_s if found else 0.0)

            return max(here, key=merit), "no better one is fast enough here" if len(here) > 1 else ""
        best = well[-1]
        if len(here) == 1:
            return best, ""
        found = self._probes.of("embedded", best)
        return best, "the best that is here" + (f": {found.tokens_per_s:.0f} tokens a second" if found else "")

    async def pick(self, task: Task, text: str, level: Level | None) -> Choice:
        name, why = self.wanted()
        loaded = [one for one in self._open if self._open[one].model.loaded]
        if loaded and name not in loaded and name in self._shelf.here():
            self._begin_to_load(name)
            last = max(loaded, key=lambda one: self._open[one].used)
            return Choice(await self._opened(last), f"it is loaded; {name} is being loaded")
        return Choice(await self._opened(name), why)

    async def named(self, name: str) -> ChatModel:
        if name != self.wanted()[0] and name not in self._shelf.here():
            raise EngineUnavailable(
                f"{name} is not on this computer any more.",
                action="Choose another model in Settings, or fetch it again.",
            )
        model = await self._opened(name)
        if not self._open[name].model.loaded:
            self._make_room(name)
        return model

    async def offers(self) -> list[Offer]:
        here = self._shelf.here()
        name, _ = self.wanted()
        problem = "" if name in here else "It is not fetched yet: run `tutor models get`."
        each = [Offer(f"embedded/{one}", "embedded", one, here=True) for one in here] if len(here) > 1 else []
        return [Offer("embedded", "embedded", name, here=True, problem=problem), *each]

    async def health(self) -> Health:
        try:
            importlib.import_module("xllamacpp")
        except Exception as error:  # whatever keeps a native library from loading
            return Health(ok=False, found=f"{type(error).__name__}: {error}", mend="make setup")
        gpu = llama_gpu()
        where = f"on {gpu.name}" if gpu else "on the CPU"
        here = self._shelf.here()
        if not here:
            return Health(ok=True, found=f"loads, computes {where}")
        name, _ = self.wanted()
        found = self._probes.of("embedded", name)
        speed = f" ({found.tokens_per_s:.0f} tokens a second when it arrived)" if found else ""
        return Health(ok=True, found=f"loads, computes {where}, would use {name}{speed}")

    async def gone(self) -> TutorError | None:
        return None

    def failed(self, model: str, error: TutorError) -> bool:
        return False

    def turn_over(self) -> None:
        """Let go of what nobody has asked for a while."""
        wanted, _ = self.wanted()
        for name, one in self._open.items():
            if name != wanted and one.model.loaded and not one.model.busy and monotonic() - one.used > UNUSED_S:
                one.model.unload()

    async def switch(self) -> None:
        """Load the model that should answer, and wait for that; the one before it answers meanwhile."""
        name, _ = self.wanted()
        if name in self._shelf.here():
            self._begin_to_load(name)
            if self._loading:
                await asyncio.wait([self._loading])

    def forget(self, name: str) -> None:
        """Its file is to go. Raises EngineUnavailable while it answers somebody."""
        if (one := self._open.get(name)) is None:
            return
        if one.model.busy:
            raise EngineUnavailable(
                f"{name} is answering just now.", action="Wait for the end of the reply, then retry."
            )
        one.model.unload()
        del self._open[name]

    async def close(self) -> None:
        if self._loading:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        for one in self._open.values():
            await one.model.close()

    async def _opened(self, name: str) -> Spoken:
        if name not in self._open:
            path = await self._shelf.path(name)
            model = self._make(name, path)
            self._open.setdefault(name, _Open(model, Spoken(model)))
        one = self._open[name]
        one.used = monotonic()
        return one.spoken

    def _begin_to_load(self, name: str) -> None:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(name))

    async def _load(self, name: str) -> None:
        try:
            model = await self._opened(name)
            self._make_room(name)
            await model.load()
        except TutorError as error:
            log.warning("%s was not loaded: %s", name, error)
            self._shunned[name] = monotonic() + SHUNNED_S

    def _make_room(self, name: str) -> None:
        """Where memory does not hold both, what answers nobody goes."""
        needed = self._shelf.here().get(name, 0) * OVERHEAD
        for other, one in self._open.items():
            if psutil.virtual_memory().available >= needed:
                return
            if other != name and one.model.loaded and not one.model.busy:
                one.model.unload()
