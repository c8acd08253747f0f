"""The chat models of one Ollama server, and which of them takes a task."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import Any

import httpx
import psutil
from ollama import AsyncClient, ResponseError

from tutor.core.errors import EngineUnavailable, ModelUnusable, TutorError
from tutor.core.levels import Level
from tutor.core.settings import Engine, Settings
from tutor.llm.base import ChatModel
from tutor.llm.engines.ollama import TIMEOUT, OllamaModel
from tutor.llm.engines.ollama_list import cloud_host, listed
from tutor.llm.engines.remote import KEPT_S
from tutor.llm.families import chats, family_of, rank
from tutor.llm.offer import Choice, Health, Offer, Place, place_of
from tutor.llm.route import OVERHEAD, Installed, Task, route, to_unload
from tutor.llm.speeds import Speeds
from tutor.llm.thought import Spoken

log = logging.getLogger(__name__)

# Models larger than this share of memory, together, would swap.
MEMORY_SHARE = 0.7
# For how long the list of installed models is believed, in seconds.
LIST_S = 30.0
# A model that could not be used is left alone for so long, in seconds.
SHUNNED_S = 60.0
# A server that is there says so in this time, in seconds.
LOOK_S = 1.0
# It tells what it has in this time, in seconds; one that does not is asked again only after as long.
LIST_TIMEOUT = httpx.Timeout(10.0, connect=3.0)
HANGS_S = 10.0
# What is recommended to who has none.
SUGGESTED = "gemma3:4b"
# It is not there, or no Ollama: `tutor doctor` tells.
_NO_OLLAMA = (httpx.HTTPError, httpx.InvalidURL, ResponseError, ConnectionError, ValueError)


class OllamaServer:
    """Keeps what it saw: what is installed, what can chat, and how fast each model wrote here.

    Models that Ollama passes on to somebody else's machine are offered, and never taken unless somebody named them.
    """

    engine: Engine = "ollama"
    title = "Ollama"

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        limits = httpx.Limits(keepalive_expiry=KEPT_S)
        self._client = AsyncClient(host=settings.ollama_url, timeout=TIMEOUT, limits=limits, trust_env=False)
        self._models: dict[str, OllamaModel] = {}
        self._spoken: dict[str, Spoken] = {}
        self._sizes: dict[str, int] = {}  # bytes, of the models that can chat
        self._away: dict[str, str] = {}  # the hosts of those that are computed elsewhere
        self._mute: set[str] = set()  # models for other things than chatting
        self._skipped: dict[str, str] = {}  # models of which nothing could be learned, and why
        self._shunned: dict[str, float] = {}  # models that could not be used, and until when
        self._listed = float("-inf")
        self._hung = float("-inf")  # when it last took too long to tell what it has
        self._speeds = Speeds()
        self._loading: asyncio.Task[None] | None = None
        self._next: str | None = None  # to be loaded when the turn is over, since others have to go for it

    @property
    def place(self) -> Place:
        return place_of(self._settings.ollama_url)

    def place_of(self, model: str) -> Place:
        return Place(here=False, host=self._away[model]) if model in self._away else self.place

    async def pick(self, task: Task = "reply", text: str = "", level: Level | None = None) -> Choice:
        """The model for a task and why. Raises EngineUnavailable."""
        await self._look()
        try:
            models = await self._installed()
        except _NO_OLLAMA as error:
            self._lost(error)
            raise self._silent() from error
        if not models:
            raise self._nothing()
        if self._settings.ollama_model or len(models) == 1:
            fitting = [m for m in models if m.size * OVERHEAD <= self._budget] or models
            taken = max(fitting, key=lambda m: (rank(m.name), m.size))
            why = "chosen in the settings" if self._settings.ollama_model else f"Ollama answers and has {taken.name}"
            return Choice(self._spoken[taken.name], why, cold=not taken.loaded)
        chosen = route(models, task, text, level, self._budget)
        if chosen.load and to_unload(models, chosen.load, self._budget):
            self._next = chosen.load
        elif chosen.load:
            self._begin_to_load(chosen.load)
        cold = next(not m.loaded for m in models if m.name == chosen.model)
        return Choice(self._spoken[chosen.model], chosen.why, cold=cold)

    async def named(self, name: str) -> ChatModel:
        """One of those that memory holds, or that are computed elsewhere."""
        try:
            await self._look()
            known = name in self._away or name in self._fitting()
        except EngineUnavailable:
            known = False
        if known:
            return self._spoken[name]
        raise EngineUnavailable(
            f"Ollama does not answer with {name}.",
            action=f"Start it with `ollama serve`, or fetch the model: `ollama pull {name}`.",
        )

    async def offers(self) -> list[Offer]:
        """By message, then each model that memory holds, the smallest first, then those of others' machines."""
        here, host = self.place.here, self.place.host
        try:
            await self._look()
            problem = "" if self._sizes else self._nothing().message
        except EngineUnavailable:
            return [Offer("ollama", "ollama", "", here, "Ollama does not answer with a chat model.", host)]
        own = [Offer(f"ollama/{name}", "ollama", name, here, host=host) for name in self._fitting()]
        away = [Offer(f"ollama/{n}", "ollama", n, here=False, host=to) for n, to in sorted(self._away.items())]
        return [Offer("ollama", "ollama", "", here, problem, host), *own, *away]

    async def health(self) -> Health:
        url, wanted = self._settings.ollama_url, self._settings.ollama_model or SUGGESTED
        try:
            await self._look(anew=True)
        except EngineUnavailable:
            return Health(ok=False, found=f"does not answer at {url}", mend="ollama serve")
        mend = "if you do not need it: ollama rm {}"
        remarks = [(name, f"left out: {why}", mend.format(name)) for name, why in sorted(self._skipped.items())]
        remarks += [
            (name, f"is computed at {host}, so it never answers unless a learner chooses it", mend.format(name))
            for name, host in sorted(self._away.items())
        ]
        if not self._sizes:
            found = (
                f"answers, but has not {wanted}" if self._settings.ollama_model else "answers, but has no chat model"
            )
            return Health(ok=False, found=found, mend=f"ollama pull {wanted}", remarks=tuple(remarks))
        name = (await self.pick()).model.name
        return Health(ok=True, found=f"answers at {url}, would use {name}", remarks=tuple(remarks))

    async def gone(self) -> TutorError | None:
        try:
            (await self._client._client.get("/api/version", timeout=LOOK_S)).raise_for_status()
        except _NO_OLLAMA:
            return EngineUnavailable("Ollama does not answer.", action="Start it with `ollama serve`, then retry.")
        return None

    def failed(self, model: str, error: TutorError) -> bool:
        """Look anew what is there; a model that cannot be used gives way to the next one."""
        self._listed = float("-inf")
        if not isinstance(error, ModelUnusable):
            return False
        self._shunned[model] = monotonic() + SHUNNED_S
        return any(not self._is_shunned(name) for name in self._sizes)

    def turn_over(self) -> None:
        """Make room for the model that was wanted, and load it."""
        if self._next:
            self._begin_to_load(self._next)
            self._next = None

    async def close(self) -> None:
        if self._loading:
            self._loading.cancel()
            await asyncio.wait([self._loading])
        await self._client._client.aclose()

    @property
    def _budget(self) -> int:
        gigabytes = self._settings.ollama_memory_gb
        return int(gigabytes * 1e9 if gigabytes else psutil.virtual_memory().total * MEMORY_SHARE)

    def _fitting(self) -> list[str]:
        return [n for _, n in sorted((size, n) for n, size in self._sizes.items() if size * OVERHEAD <= self._budget)]

    def _is_shunned(self, name: str) -> bool:
        return monotonic() < self._shunned.get(name, 0.0)

    def _silent(self) -> EngineUnavailable:
        return EngineUnavailable(
            f"Ollama does not answer with {self._settings.ollama_model or 'a chat model'}.",
            action=f"Start it with `ollama serve` and fetch a model: `ollama pull {SUGGESTED}`.",
        )

    def _nothing(self) -> EngineUnavailable:
        """Why no model of it is taken although it answers."""
        if wanted := self._settings.ollama_model:
            return EngineUnavailable(f"Ollama does not have {wanted}.", action=f"Fetch it with `ollama pull {wanted}`.")
        if self._away and not self._sizes:
            hosts = " and ".join(sorted(set(self._away.values())))
            return EngineUnavailable(
                f"Ollama has only models that are computed at {hosts}: what you say would leave this computer.",
                action=f"Choose one in Settings if you want that, or fetch one for here: `ollama pull {SUGGESTED}`.",
            )
        return EngineUnavailable(
            "Ollama has no model that can be used for talking.", action=f"Fetch one: `ollama pull {SUGGESTED}`."
        )

    async def _look(self, *, anew: bool = False) -> None:
        """Learn what is there, unless that was a moment ago. Raises EngineUnavailable when nothing answers."""
        if not anew and monotonic() - self._listed <= LIST_S:
            return
        if not anew and monotonic() - self._hung <= HANGS_S:
            raise self._silent()  # those who wait for the same are not to wait one after the other
        try:
            await self._list()
        except _NO_OLLAMA as error:
            self._lost(error)
            self._sizes = {}
            raise self._silent() from error

    def _lost(self, error: Exception) -> None:
        """It could not tell what it has."""
        self._listed = float("-inf")
        if isinstance(error, httpx.TimeoutException):
            self._hung = monotonic()

    async def _told(self, path: str) -> Any:
        """What a list of it says."""
        return (await self._client._client.get(path, timeout=LIST_TIMEOUT)).raise_for_status().json()

    async def _list(self) -> None:
        sizes: dict[str, int] = {}
        away: dict[str, str] = {}
        skipped: dict[str, str] = {}
        for one in listed(await self._told("/api/tags")):
            host = one.host or await self._asked(one.name, skipped)
            if host and chats(one.name):
                away[one.name] = host
                self._know(one.name, thinks=bool(family_of(one.name).think))
            elif host == "" and one.name in self._models:
                sizes[one.name] = one.size
        self._away, self._skipped = away, skipped
        self._sizes = wanted(self._settings.ollama_model, sizes, away)
        self._listed = monotonic()

    async def _asked(self, name: str, skipped: dict[str, str]) -> str | None:
        """Learn what a model can. Returns its host if that is not Ollama's, None where it is not for chatting."""
        if name in self._mute:
            return None
        if name in self._models:
            return self._away.get(name, "")
        try:
            answer = await self._client._client.post("/api/show", json={"model": name}, timeout=LIST_TIMEOUT)
            told = answer.raise_for_status().json()
        except httpx.HTTPStatusError as error:
            skipped[name] = f"Ollama answers {error.response.status_code} when asked about it"
            return None
        except (httpx.HTTPError, ValueError) as error:
            skipped[name] = f"Ollama says nothing of use about it ({type(error).__name__})"
            return None
        told = told if isinstance(told, dict) else {}
        capabilities = told.get("capabilities") or ["completion"]
        if "completion" not in capabilities:
            self._mute.add(name)
            return None
        if not (host := cloud_host(told)):
            self._know(name, thinks="thinking" in capabilities)
        return host

    def _know(self, name: str, *, thinks: bool) -> None:
        if name not in self._models:
            s = self._settings
            self._models[name] = OllamaModel(
                self._client,
                name,
                s.context_tokens,
                s.ollama_keep_alive,
                thinks,
                lambda tokens_per_s: self._speeds.add(name, tokens_per_s),
            )
            self._spoken[name] = Spoken(self._models[name])

    async def _installed(self) -> list[Installed]:
        loaded = {one.name for one in listed(await self._told("/api/ps"))}
        usable = {n: size for n, size in self._sizes.items() if not self._is_shunned(n)}
        return [Installed(n, size, n in loaded, self._speeds.of(n)) for n, size in usable.items()]

    def _begin_to_load(self, wanted: str) -> None:
        if self._loading is None or self._loading.done():
            self._loading = asyncio.create_task(self._load(wanted))

    async def _load(self, wanted: str) -> None:
        """Make room and load a model."""
        try:
            for name in to_unload(await self._installed(), wanted, self._budget):
                await self._models[name].unload()
            await self._models[wanted].load()
        except (TutorError, *_NO_OLLAMA) as error:
            log.warning("%s was not loaded: %s", wanted, error)
            self._listed = float("-inf")


def wanted(name: str, sizes: dict[str, int], away: dict[str, str]) -> dict[str, int]:
    """The models to choose among, and their bytes: those made for talking, or what the settings name.

    A name is found as Ollama finds it, or without its tag. Only its whole name makes one that is computed elsewhere be
    taken.
    """
    if not name:
        return {one: size for one, size in sizes.items() if chats(one)}
    for exact in (name, f"{name}:latest"):
        if exact in sizes:
            return {exact: sizes[exact]}
        if exact in away:
            return {exact: 0}
    return {one: size for one, size in sizes.items() if one.partition(":")[0].lower() == name.lower()}
