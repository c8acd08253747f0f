"""What there is and what can be had, and what is done with it: fetched, cancelled, measured, removed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import anyio.to_thread
import psutil

from tutor.core.downloads import ModelEntry, VoiceEntry
from tutor.core.downloads.jobs import Job, Jobs, Report, from_catalogue
from tutor.core.downloads.partner import expected_speed, this_machine
from tutor.core.errors import EngineUnavailable, InvalidInput, NotFound, TutorError
from tutor.llm.base import ChatModel
from tutor.llm.engines.ollama_pull import checked
from tutor.llm.language_models import bytes_per_s
from tutor.models.goods import OLLAMA, Good, memory_of, suggested, suits
from tutor.models.measure import measure_ears, measure_model
from tutor.runtime import Services

log = logging.getLogger(__name__)


class ModelRoom:
    """The models of one tutor. Names are those of `Good.id`."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._engines = services.engines
        self._settings = services.settings
        self.jobs = Jobs()
        self._looking: set[asyncio.Task[None]] = set()

    async def goods(self) -> list[Good]:
        """Chat models, then ears, then voices; each the smallest first."""
        engine, model = await self._answering()
        of_ollama = await self._of_ollama(model if engine == "ollama" else "")
        here = self._chat_models(self._speed(), model if engine == "embedded" else "")
        return [*here, *of_ollama, *self._ears(), *self._voices()]

    async def _answering(self) -> tuple[str, str]:
        """The engine of this machine, and its model, that answers who has chosen nothing; empty where it is elsewhere."""
        models = self._engines.llm.models
        for engine in models.engines:
            if engine == "ollama" and models.ollama.place.here:
                try:
                    return "ollama", (await models.ollama.pick()).model.name
                except EngineUnavailable:
                    continue
            if engine == "embedded":
                return "embedded", models.embedded.wanted()[0]
        return "", ""

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
        return self.jobs.start(id, total, work)

    async def cancel(self, id: str) -> None:
        """Break a fetch off. Raises NotFound when there is none."""
        if not await self.jobs.cancel(id):
            raise NotFound("That is not being fetched any more.", action="Reload the page.")

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
            raise EngineUnavailable("Ollama does not answer.", action="Start it with `ollama serve`, then retry.")

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

    def _speed(self) -> float:
        return bytes_per_s(self._engines.catalogue, self._engines.llm.probes)

    def _chat_models(self, read: float, answering: str) -> Iterator[Good]:
        engines, machine = self._engines, this_machine()
        for entry in engines.catalogue.chat_models:
            found = engines.llm.probes.of("embedded", entry.name)
            expected = expected_speed(entry.size_bytes, read)
            fits = entry.memory_gb <= machine.memory_gb or memory_of(entry.size_bytes) <= machine.gpu_gb * 1e9
            installed = engines.catalogue.installed(entry, self._settings)
            yield Good(
                entry.name,
                "llm",
                "embedded",
                entry.name,
                entry.description,
                entry.licence,
                entry.size_bytes,
                memory_of(entry.size_bytes),
                installed,
                installed and entry.name == answering,
                suits(fits, found, expected),
                expected,
                found,
                job=self.jobs.of(entry.name),
            )

    async def _of_ollama(self, answering: str) -> list[Good]:
        ollama, probes = self._engines.llm.models.ollama, self._engines.llm.probes
        if "ollama" not in self._engines.llm.models.offered or not ollama.place.here:
            return []
        try:
            there = await ollama.there()
        except EngineUnavailable:
            return []
        measured = [(size, p.tokens_per_s) for name, size in there.items() if (p := probes.of("ollama", name))]
        read = max((size * speed for size, speed in measured), default=0.0)
        licences = {one.name: one.licence for one in suggested()}
        sizes = {one.name: int(one.gb * 1e9) for one in suggested()} | there
        coming = [job.id.removeprefix(OLLAMA) for job in self.jobs.all if job.id.startswith(OLLAMA)]
        goods = []
        for name in dict.fromkeys([*sizes, *coming]):
            size = sizes.get(name, 0)
            found, expected = probes.of("ollama", name), expected_speed(size, read)
            fits = memory_of(size) <= ollama.budget
            goods.append(
                Good(
                    OLLAMA + name,
                    "llm",
                    "ollama",
                    name,
                    "",
                    licences.get(name, ""),
                    size,
                    memory_of(size),
                    name in there,
                    name == answering,
                    suits(fits, found, expected),
                    expected,
                    found,
                    job=self.jobs.of(OLLAMA + name),
                )
            )
        return sorted(goods, key=lambda good: good.size_bytes)

    def _ears(self) -> Iterator[Good]:
        ears, memory = self._engines.ears, psutil.virtual_memory().total
        for entry in sorted((m for m in self._engines.catalogue.models if m.kind == "stt"), key=lambda m: m.size_bytes):
            heard = ears.choice.of(entry.name)
            fits = memory_of(entry.size_bytes) + 2e9 <= memory
            yield Good(
                entry.name,
                "stt",
                "whisper",
                entry.name,
                entry.description,
                entry.licence,
                entry.size_bytes,
                memory_of(entry.size_bytes),
                self._engines.catalogue.installed(entry, self._settings),
                self._settings.stt == "whisper" and entry.name == ears.name,
                ("well" if heard.well else "slow") if heard else "unknown" if fits else "too_large",
                heard=heard,
                job=self.jobs.of(entry.name),
            )

    def _voices(self) -> Iterator[Good]:
        catalogue, settings = self._engines.catalogue, self._settings
        wanted = self._engines.voices.usual if settings.tts == "local" else ""
        for voice in catalogue.voices:
            if voice.language.startswith(settings.language):
                yield self._voice(voice, wanted)

    def _voice(self, voice: VoiceEntry, wanted: str) -> Good:
        catalogue, settings = self._engines.catalogue, self._settings
        size = sum(catalogue.entry(name).size_bytes for name in catalogue.with_models([voice.id]))
        return Good(
            voice.id,
            "tts",
            voice.engine,
            voice.name,
            f"{voice.region}, {voice.gender}",
            voice.licence,
            size,
            memory_of(size),
            catalogue.installed(voice, settings),
            voice.id == wanted,
            "unknown",
            job=self.jobs.of(voice.id),
        )
