"""The better partner that comes by itself: what suits this machine is fetched while a smaller model answers."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import anyio.to_thread

from tutor.core.downloads import AUTO
from tutor.core.downloads.jobs import Job
from tutor.core.downloads.partner import declined_partners, remembered_size, suited, this_machine
from tutor.core.errors import TutorError
from tutor.learners.models.goods import OLLAMA
from tutor.learners.models.room import ModelRoom
from tutor.llm.language_models import known
from tutor.runtime import Services

log = logging.getLogger(__name__)

# A hub that could not be reached is tried again after so long, in seconds.
AGAIN_S = 3600.0
# What an Ollama had before is tried so long after the start, in seconds: whoever starts a tutor wants to talk first.
SETTLED_S = 60.0


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A better partner is coming; `share` of it is here, 0…1."""

    name: str
    share: float


class Better:
    """Brings the better partner of one tutor."""

    def __init__(self, services: Services, room: ModelRoom) -> None:
        self._services = services
        self._room = room
        self._name = ""

    @property
    def on_its_way(self) -> OnItsWay | None:
        """What is coming; None where nothing is, or nothing has come of it yet."""
        job = self._room.jobs.of(self._name) if self._name else None
        return OnItsWay(job.id, job.share) if job and job.state == "coming" and job.here else None

    async def bring(self) -> None:
        """Go on until the partner that suits this machine is here. Nothing is raised: what is here answers."""
        while True:
            try:
                job = await self._begin()
            except TutorError as error:
                log.info("no better partner is fetched: %s", error)
                return
            if job is None:
                await self._try_what_answers()
                return
            await self._room.jobs.wait(job.id)
            if job.state != "failed":
                return
            await asyncio.sleep(AGAIN_S)

    async def wanted(self) -> str:
        """The model that suits this machine better than what is here; empty where there is none."""
        services = self._services
        settings, catalogue, llm = services.settings, services.engines.catalogue, services.engines.llm
        if not (settings.better_partner and settings.computes_here and settings.embedded_model == AUTO):
            return ""
        found = await known(settings, catalogue, llm.probes)
        if found.answers:
            return ""
        machine = await anyio.to_thread.run_sync(this_machine)
        size = remembered_size(settings)
        best, _ = suited(catalogue, machine, size, found)
        here = list(llm.models.embedded.here())
        ranks = [model.name for model in catalogue.chat_models]
        if best is None or best.name in declined_partners(settings):
            return ""
        if best.name in here or (here and ranks.index(best.name) < ranks.index(here[-1])):
            return ""
        return best.name

    async def _try_what_answers(self) -> None:
        """Try the model of an Ollama here that answers and did not come through the tutor; one that does badly gives way to
        the next, which is tried as well."""
        services = self._services
        probes = services.engines.llm.probes
        tried = ""
        while (name := (await known(services.settings, services.engines.catalogue, probes)).answers) != tried:
            tried = name
            if probes.of("ollama", name) is not None:
                return
            await asyncio.sleep(SETTLED_S)
            try:
                await self._room.measure(OLLAMA + name)
            except TutorError as error:
                log.info("%s could not be tried: %s", name, error)

    async def _begin(self) -> Job | None:
        llm = self._services.engines.llm
        if not await self.wanted():
            return None
        here, _ = llm.models.embedded.wanted()
        if here in llm.models.embedded.here() and llm.probes.of("embedded", here) is None:
            # How fast the one writes that is here tells how fast a larger one would.
            await self._room.measure(here)
        self._name = await self.wanted()
        return await self._room.get(self._name) if self._name else None
