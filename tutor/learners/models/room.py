"""What there is and what can be had, and what is done with it: fetched, cancelled, measured, removed."""

from __future__ import annotations

import asyncio
import logging

import anyio.to_thread

from tutor.core.downloads import ModelEntry
from tutor.core.downloads.jobs import Job, Jobs, Report, from_catalogue
from tutor.core.downloads.partner import decline, declined_partners
from tutor.core.errors import EngineUnavailable, InvalidInput, NotFound, TutorError
from tutor.learners.models.goods import OLLAMA, Good, suggested
from tutor.learners.models.listing import Listing
from tutor.learners.models.measure import measure_ears, measure_model
from tutor.llm.base import ChatModel
from tutor.llm.engines.ollama import away
from tutor.llm.engines.ollama_pull import checked
from tutor.runtime import Services

log = logging.getLogger(__name__)


class ModelRoom:
    """The models of one tutor. Names are those of `Good.id`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._engines = services.engines
        self._settings = services.settings
        self.jobs = Jobs()
        self.trying = asyncio.Lock()
        """Held while a model is tried: two loaded at once for that would be two too many."""
        self._listing = Listing(services, self.jobs)
        self._looking: set[asyncio.Task[None]] = set()

    async def goods(self) -> list[Good]:
        """Chat models, then ears, then voices; each the smallest first."""
        return await self._listing.goods()

    async def good(self, id: str) -> Good:
        """One of them. Raises NotFound."""
        found = next((one for one in await self.goods() if one.id == id), None)
        if found is None:
            raise NotFound(f"There is no model called {id[:80]}.", action="Reload the page.")
        return found

    async def get(self, id: str) -> Job:
        """Begin to fetch one; when it is there it is measured, and answers if it does better. Raises NotFound,
        InvalidInput, EngineUnavailable."""
        if id.startswith(OLLAMA):
            return await self._pull(checked(id.removeprefix(OLLAMA)))
        entry = self._engines.catalogue.entry(id)
        names = self._engines.catalogue.with_models([id])
        fetch = from_catalogue(self._engines.catalogue, names, self._settings)

        async def work(report: Report) -> None:
            await fetch(report)
            self._arrived(id)

        total = sum(self._engines.catalogue.entry(name).size_bytes for name in names)
        if isinstance(entry, ModelEntry) and entry.kind == "llm" and not entry.memory_gb:
            raise InvalidInput(f"{id} cannot hold a conversation.", action="Choose another one.")
        if id in declined_partners(self._settings):
            await anyio.to_thread.run_sync(lambda: decline(self._settings, id, declined=False))
        return self.jobs.start(id, total, work)

    async def cancel(self, id: str) -> None:
        """Break a fetch off. Raises NotFound when there is none."""
        if not await self.jobs.cancel(id):
            raise NotFound("That is not being fetched any more.", action="Reload the page.")
        if not id.startswith(OLLAMA):
            await anyio.to_thread.run_sync(decline, self._settings, id)

    async def remove(self, id: str) -> None:
        """Delete one from the disk. Raises NotFound, InvalidInput while it is needed, EngineUnavailable while it answers."""
        good = await self.good(id)
        await self.jobs.cancel(id)
        self.jobs.forget(id)
        if id.startswith(OLLAMA):
            name = id.removeprefix(OLLAMA)
            await self._engines.llm.models.ollama.remove(name)
            self._engines.llm.probes.forget("ollama", name)
            return
        if good.in_use:
            raise InvalidInput(f"{good.name} is in use.", action="Choose another one first, then remove this.")
        if good.kind == "llm":
            self._engines.llm.models.embedded.forget(id)
            await anyio.to_thread.run_sync(decline, self._settings, id)
            self._engines.llm.probes.forget("embedded", id)
        await anyio.to_thread.run_sync(self._engines.catalogue.remove, id, self._settings)

    async def hear_with(self, id: str) -> None:
        """Hear with other ears from the next recording on. Raises NotFound, InvalidInput, EngineUnavailable."""
        good = await self.good(id)
        if good.kind != "stt" or not good.installed:
            raise InvalidInput(f"{good.name} is not here yet.", action="Get it first.")
        await self._engines.ears.use(id)

    async def chat_model(self, id: str) -> ChatModel:
        """One that is here, to be asked. Raises NotFound, EngineUnavailable."""
        good = await self.good(id)
        if good.kind != "llm" or not good.installed:
            raise NotFound(f"{good.name} is not here yet.", action="Get it first.")
        engine = self._engines.llm.models
        return await (engine.ollama if id.startswith(OLLAMA) else engine.embedded).named(id.removeprefix(OLLAMA))

    async def measure(self, id: str) -> None:
        """Find out how one does here, while nobody else wants it. Raises EngineUnavailable, EngineFailed."""
        good = await self.good(id)
        if good.kind == "llm":
            await measure_model(self._services, await self.chat_model(id))
        elif good.kind == "stt":
            await measure_ears(self._services, id)

    async def close(self) -> None:
        await self.jobs.close()
        for task in list(self._looking):
            task.cancel()
        if self._looking:
            await asyncio.wait(list(self._looking))

    async def _pull(self, name: str) -> Job:
        ollama = self._engines.llm.models.ollama
        if not ollama.place.here:
            raise EngineUnavailable("That Ollama is somebody else's computer.", action="Ask there for another model.")
        if await ollama.gone():
            raise away()

        async def work(report: Report) -> None:
            await ollama.pull(name, report)
            self._arrived(OLLAMA + name)

        total = next((int(one.gb * 1e9) for one in suggested() if one.name == name), 0)
        return self.jobs.start(OLLAMA + name, total, work)

    def _arrived(self, id: str) -> None:
        """It is here: see how it does, then let it take over."""

        async def look() -> None:
            try:
                await self.measure(id)
            except TutorError as error:
                log.warning("%s could not be measured: %s", id, error)
            if not id.startswith(OLLAMA):
                await self._engines.llm.models.embedded.switch()

        task = asyncio.create_task(look())
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)
