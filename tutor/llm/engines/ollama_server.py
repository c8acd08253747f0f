"""The chat models of one Ollama server, and which of them takes a task."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from tutor.core.downloads.partner import OVERHEAD
from tutor.core.engine_settings import Engine
from tutor.core.errors import EngineUnavailable, ModelUnusable, TutorError
from tutor.core.levels import Level
from tutor.core.settings import Settings
from tutor.llm.base import ChatModel
from tutor.llm.engines.ollama import away
from tutor.llm.engines.ollama_inventory import NO_OLLAMA, SUGGESTED, Inventory
from tutor.llm.engines.ollama_pull import pull, remove
from tutor.llm.offer import Choice, Health, Offer, Place, place_of
from tutor.llm.probe import Probes
from tutor.llm.route import Task, merit, route, to_unload

log = logging.getLogger(__name__)

# A server that is there says so in this time, in seconds.
LOOK_S = 1.0


class OllamaServer:
    """Takes a model of the inventory for each task, and loads and unloads them.

    Models that Ollama passes on to somebody else's machine are offered, and never taken unless somebody named them.
    """

    engine: Engine = "ollama"
    title = "Ollama"

    def __init__(self, settings: Settings, probes: Probes | None = None) -> None:
        self._settings = settings
        self._has = Inventory(settings, probes or Probes())
        self._loading: asyncio.Task[None] | None = None
        self._next: str | None = None  # to be loaded when the turn is over, since others have to go for it

    @property
    def place(self) -> Place:
        return place_of(self._settings.ollama_url)

    def place_of(self, model: str) -> Place:
        return Place(here=False, host=self._has.away[model]) if model in self._has.away else self.place

    def expect(self) -> None:
        self._has.expect()

    async def pick(self, task: Task = "reply", text: str = "", level: Level | None = None) -> Choice:
        """The model for a task and why. Raises EngineUnavailable."""
        await self._has.look()
        models = await self._has.installed()
        if not models:
            raise self._has.nothing()
        if self._settings.ollama_model or len(models) == 1:
            fitting = [m for m in models if m.size * OVERHEAD <= self._has.budget] or models
            taken = max(fitting, key=merit)
            why = "chosen in the settings" if self._settings.ollama_model else f"Ollama answers and has {taken.name}"
            return Choice(self._has.spoken[taken.name], why, cold=not taken.loaded)
        chosen = route(models, task, text, level, self._has.budget)
        if chosen.load and to_unload(models, chosen.load, self._has.budget):
            self._next = chosen.load
        elif chosen.load:
            self._begin_to_load(chosen.load)
        cold = next(not m.loaded for m in models if m.name == chosen.model)
        return Choice(self._has.spoken[chosen.model], chosen.why, cold=cold)

    async def named(self, name: str) -> ChatModel:
        """One of those that memory holds, or that are computed elsewhere."""
        try:
            await self._has.look()
            known = name in self._has.away or name in self._has.fitting()
        except EngineUnavailable:
            known = False
        if known:
            return self._has.spoken[name]
        raise EngineUnavailable(
            f"Ollama does not answer with {name}.",
            action=f"Start it with `ollama serve`, or fetch the model: `ollama pull {name}`.",
        )

    async def offers(self) -> list[Offer]:
        """By message, then each model that memory holds, the smallest first, then those of others' machines."""
        here, host = self.place.here, self.place.host
        try:
            await self._has.look()
            problem = "" if self._has.sizes else self._has.nothing().message
        except EngineUnavailable:
            return [Offer("ollama", "ollama", "", here, "Ollama does not answer with a chat model.", host)]
        own = [Offer(f"ollama/{name}", "ollama", name, here, host=host) for name in self._has.fitting()]
        away = [Offer(f"ollama/{n}", "ollama", n, here=False, host=to) for n, to in sorted(self._has.away.items())]
        return [Offer("ollama", "ollama", "", here, problem, host), *own, *away]

    async def health(self) -> Health:
        url, wanted = self._settings.ollama_url, self._settings.ollama_model or SUGGESTED
        try:
            await self._has.look(anew=True)
        except EngineUnavailable:
            return Health(ok=False, found=f"does not answer at {url}", mend="ollama serve")
        mend = "if you do not need it: ollama rm {}"
        remarks = [(name, f"left out: {why}", mend.format(name)) for name, why in sorted(self._has.skipped.items())]
        remarks += [
            (name, f"is computed at {host}, so it never answers unless a learner chooses it", mend.format(name))
            for name, host in sorted(self._has.away.items())
        ]
        if not self._has.sizes:
            found = (
                f"answers, but has not {wanted}" if self._settings.ollama_model else "answers, but has no chat model"
            )
            return Health(ok=False, found=found, mend=f"ollama pull {wanted}", remarks=tuple(remarks))
        name = (await self.pick()).model.name
        found = f"answers at {url}, would use {name}"
        if not self.place.here:
            found += f"; what is said would go to {self.place.host}, so it never answers by itself"
        return Health(ok=True, found=found, remarks=tuple(remarks))

    async def gone(self) -> TutorError | None:
        try:
            (await self._has.http.get("/api/version", timeout=LOOK_S)).raise_for_status()
        except NO_OLLAMA:
            return away()
        return None

    def failed(self, model: str, error: TutorError) -> bool:
        """Look anew what is there; a model that cannot be used gives way to the next one."""
        self._has.doubt()
        return isinstance(error, ModelUnusable) and self._has.shun(model)

    def turn_over(self) -> None:
        """Make room for the model that was wanted, and load it."""
        if self._next:
            self._begin_to_load(self._next)
            self._next = None

    @property
    def budget(self) -> int:
        """Bytes of memory that models may take together."""
        return self._has.budget

    async def there(self) -> dict[str, int]:
        """The models that chat and their bytes, also those that memory does not hold. Raises EngineUnavailable."""
        await self._has.look(anew=True)
        return dict(self._has.sizes)

    async def pull(self, name: str, report: Callable[[int, int], None]) -> None:
        """Fetch a model through Ollama. Raises DownloadFailed, NotFound."""
        await pull(self._has.http, name, report)
        self._has.doubt()

    async def remove(self, name: str) -> None:
        """Delete a model. Raises NotFound, DownloadFailed."""
        await remove(self._has.http, name)
        self._has.doubt()

    async def close(self) -> None:
        if self._loading:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        await self._has.close()

    def _begin_to_load(self, wanted: str) -> None:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(wanted))

    async def _load(self, wanted: str) -> None:
        """Make room and load a model."""
        try:
            for name in to_unload(await self._has.installed(), wanted, self._has.budget):
                await self._has.models[name].unload()
            await self._has.models[wanted].load()
        except (TutorError, *NO_OLLAMA) as error:
            log.warning("%s was not loaded: %s", wanted, error)
            self._has.doubt()
