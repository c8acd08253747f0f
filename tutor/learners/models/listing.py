"""What there is and what can be had, as it is now."""

from __future__ import annotations

from collections.abc import Iterator

import psutil

from tutor.core.downloads import VoiceEntry
from tutor.core.downloads.jobs import Jobs
from tutor.core.downloads.partner import expected_speed, this_machine
from tutor.core.errors import EngineUnavailable
from tutor.learners.models.goods import OLLAMA, Good, memory_of, suggested, suits
from tutor.llm.language_models import bytes_per_s
from tutor.runtime import Services

# Ears are loaded beside a chat model, a voice and the program itself, in bytes.
BESIDE_EARS = 2e9


class Listing:
    """Lists the models of one tutor, with what `jobs` are fetching."""

    def __init__(self, services: Services, jobs: Jobs) -> None:
        self._engines = services.engines
        self._settings = services.settings
        self._jobs = jobs

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
                job=self._jobs.of(entry.name),
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
        coming = [job.id.removeprefix(OLLAMA) for job in self._jobs.all if job.id.startswith(OLLAMA)]
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
                    job=self._jobs.of(OLLAMA + name),
                )
            )
        return sorted(goods, key=lambda good: good.size_bytes)

    def _ears(self) -> Iterator[Good]:
        ears, memory = self._engines.ears, psutil.virtual_memory().total
        for entry in sorted((m for m in self._engines.catalogue.models if m.kind == "stt"), key=lambda m: m.size_bytes):
            heard = ears.choice.of(entry.name)
            fits = memory_of(entry.size_bytes) + BESIDE_EARS <= memory
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
                job=self._jobs.of(entry.name),
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
            job=self._jobs.of(voice.id),
        )
