"""The language models of one tutor: which of them answers a learner, how it is asked, and how it is doing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from time import monotonic

import anyio.to_thread

from tutor.core.downloads import AUTO, Catalogue
from tutor.core.downloads.partner import Known
from tutor.core.engine_states import EngineState, EngineStates
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.core.queue import FairQueue
from tutor.core.settings import Settings
from tutor.llm.base import ChatModel
from tutor.llm.choose import ChatModels
from tutor.llm.deadlines import Deadlines
from tutor.llm.engines.ollama_server import OllamaServer
from tutor.llm.generate import Asking, Generate
from tutor.llm.offer import Choice, Wishes
from tutor.llm.probe import Probes
from tutor.llm.route import Task

# How often the engine that answered last is looked for, in seconds.
LOOK_S = 5.0


class LanguageModels:
    """`models` are those there are, `generate` asks them. `wishes` tells which one a learner has chosen, and to
    which hosts their words may go in its place."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        queue: FairQueue,
        states: EngineStates,
        wishes: Callable[[str], Awaitable[Wishes]],
    ) -> None:
        self.probes = Probes(settings.data_dir / "probes.json")
        self._states = states
        self._wishes = wishes
        self._looked, self._gone = float("-inf"), False
        self.models = ChatModels(settings, CatalogueShelf(settings, catalogue), self.probes)
        deadlines = Deadlines(settings.llm_first_token_s, settings.llm_silence_s)
        self.generate = Generate(self.models, queue, self.choose, self._watch, deadlines)

    async def choose(
        self,
        learner_id: str,
        task: Task = "reply",
        text: str = "",
        level: Level | None = None,
        without: Collection[str] = (),
        wishes: Wishes | None = None,
    ) -> Choice:
        """The language model for a learner's task: the one they chose, else the fitting one. `wishes` saves looking.

        Raises ConsentNeeded, EngineUnavailable, DownloadFailed.
        """
        pinned, allowed = wishes or await self._wishes(learner_id)
        return await self.models.choose(task, text, level, without, pinned, allowed)

    async def ask(self, learner_id: str, task: Task = "reply", level: Level | None = None) -> ChatModel:
        """The model for a task, each question to which waits for the learner's turn. Raises EngineUnavailable,
        DownloadFailed."""
        asking = Asking(learner_id, task, level=level)
        return self.generate.model(asking, await self.generate.choice(asking))

    async def look(self) -> None:
        """See whether the engine that answered last is still there, so that its state tells it."""
        state = self._states["llm"]
        if state.state not in ("ready", "error") or monotonic() - self._looked < LOOK_S:
            return
        self._looked = monotonic()
        gone = await self.models.gone(state.engine)
        if self._states["llm"] is not state:
            return
        if gone:
            self._states["llm"] = EngineState("error", state.engine, state.name, gone.message, gone.action)
            self._gone = True
        elif self._gone:
            self._states["llm"] = EngineState("ready", state.engine, state.name)
            self._gone = False

    async def close(self) -> None:
        await self.models.close()

    def _watch(self, model: ChatModel, seconds: float | None, error: TutorError | None) -> None:
        """Keep how the language model is doing."""
        state = EngineState("ready", model.engine, model.name)
        if error:
            state.state, state.detail, state.action = "error", error.message, error.action
        elif seconds is not None:
            state.state, state.detail = "loading", f"being loaded for {seconds:.0f} seconds"
        self._states["llm"] = state


async def known(settings: Settings, catalogue: Catalogue, probes: Probes | None = None) -> Known:
    """What is known of this machine beside its size: what an Ollama answers with, and how fast a model is that is here."""
    probes = probes or Probes(settings.data_dir / "probes.json")
    return Known(bytes_per_s(catalogue, probes), await _ollama_answers(settings, probes))


def bytes_per_s(catalogue: Catalogue, probes: Probes) -> float:
    """How many bytes of a model this process reads a second, as far as that was measured; 0 where it was not."""
    measured = [
        found.tokens_per_s * model.size_bytes
        for model in catalogue.chat_models
        if (found := probes.of("embedded", model.name)) and found.tokens_per_s
    ]
    return max(measured, default=0.0)


async def _ollama_answers(settings: Settings, probes: Probes) -> str:
    # In a thread, since a client reads the certificates of all authorities.
    server = await anyio.to_thread.run_sync(OllamaServer, settings, probes)
    if settings.llm not in (AUTO, "ollama") or not server.place.here:
        return ""
    try:
        return (await server.pick()).model.name
    except TutorError:
        return ""
    finally:
        await server.close()


class CatalogueShelf:
    """The chat models of the catalogue that are on this disk; of one that the settings name, only that."""

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self._settings = settings
        self._catalogue = catalogue

    def here(self) -> dict[str, int]:
        s, catalogue = self._settings, self._catalogue
        named = [] if s.embedded_model == AUTO else [catalogue.entry(s.embedded_model)]
        return {catalogue.name_of(m): m.size_bytes for m in named or catalogue.chat_models if catalogue.installed(m, s)}

    def usual(self) -> str:
        return self._catalogue.chat_model(self._settings)

    async def path(self, name: str) -> Path:
        return await anyio.to_thread.run_sync(self._catalogue.gguf, name, self._settings)
