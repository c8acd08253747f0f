"""How models do on this machine, found out while nobody else wants them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import anyio.to_thread

from tutor.core.queue import FairQueue
from tutor.llm.base import ChatModel, ChatRequest, Usage
from tutor.llm.probe import Probe, probe
from tutor.runtime import Services
from tutor.speech.probe import HeardProbe, probe_ears

# Stands for a learner in the queues.
NOBODY = "measuring"
# How long nobody must have asked for anything before a line is tried, in seconds.
QUIET_S = 1.0


async def measure_model(services: Services, model: ChatModel) -> Probe:
    """Talk with a chat model, and keep how it did. Raises EngineUnavailable, EngineFailed."""
    queue = services.engines.queues["llm"]
    await model.load()

    def ask(request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        return queue.stream(NOBODY, model.stream(request))

    found = await probe(ask, quiet=lambda: _quiet(queue), disturbed=lambda: queue.running > 1 or queue.depth > 0)
    await anyio.to_thread.run_sync(services.engines.llm.probes.keep, model.engine, model.name, found)
    return found


async def measure_ears(services: Services, name: str) -> HeardProbe:
    """Let ears hear a voice of this machine, and keep how they did. Raises EngineUnavailable, DownloadFailed."""
    ears, queue = services.engines.ears, services.engines.queues["stt"]
    transcriber = await ears.whisper(name)
    _, voice = await services.engines.voices.voice()
    await _quiet(queue)
    found = await queue.work(NOBODY, None, probe_ears, transcriber, voice)
    await anyio.to_thread.run_sync(ears.choice.keep, name, found)
    return found


async def _quiet(queue: FairQueue) -> None:
    """Until nobody has wanted an engine for a moment."""
    while True:
        await queue.rest()
        await asyncio.sleep(QUIET_S)
        if not queue.running:
            return
