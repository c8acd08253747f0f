"""What one Ollama server has: which models, what they can, where they are computed; seen anew every half minute."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any, cast

import httpx
import psutil
from ollama import AsyncClient, ResponseError

from tutor.core.downloads.partner import OVERHEAD
from tutor.core.errors import EngineUnavailable
from tutor.core.settings import Settings
from tutor.llm.engines.ollama import TIMEOUT, OllamaModel
from tutor.llm.engines.ollama_list import cloud_host, listed
from tutor.llm.engines.remote import KEPT_S
from tutor.llm.families import chats, family_of
from tutor.llm.probe import Probes
from tutor.llm.route import Installed
from tutor.llm.speeds import Speeds
from tutor.llm.thought import Spoken

# Models larger than this share of memory, together, would swap.
MEMORY_SHARE = 0.7
# For how long the list of installed models is believed, in seconds.
LIST_S = 30.0
# Whoever asks anew is told of a list of just now: however many look at the models, Ollama is asked once.
ANEW_S = 1.0
# A model that could not be used is left alone for so long, in seconds.
SHUNNED_S = 60.0
# It tells what it has in this time, in seconds; one that does not is asked again only after as long.
LIST_TIMEOUT = httpx.Timeout(10.0, connect=3.0)
HANGS_S = 10.0
# What was asked ahead is believed for so long, in seconds.
AHEAD_S = 1.0
# What is recommended to who has none.
SUGGESTED = "gemma3:4b"
# It is not there, or no Ollama: `tutor doctor` tells.
NO_OLLAMA = (httpx.HTTPError, httpx.InvalidURL, ResponseError, ConnectionError, ValueError)


class Inventory:
    """The models of one server. `sizes` has the bytes of those to choose among, `away` the hosts of those that Ollama passes
    on to somebody else's machine, `skipped` why others were left out."""

    def __init__(self, settings: Settings, probes: Probes) -> None:
        self._settings = settings
        self._probes = probes
        limits = httpx.Limits(keepalive_expiry=KEPT_S)
        self._client = AsyncClient(host=settings.ollama_url, timeout=TIMEOUT, limits=limits, trust_env=False)
        self._loaded_there = self.http.build_request("GET", "/api/ps", timeout=LIST_TIMEOUT)  # the same in each turn
        self.sizes: dict[str, int] = {}
        self.away: dict[str, str] = {}
        self.skipped: dict[str, str] = {}
        self.models: dict[str, OllamaModel] = {}
        self.spoken: dict[str, Spoken] = {}
        self._mute: set[str] = set()  # models for other things than chatting
        self._shunned: dict[str, float] = {}  # models that could not be used, and until when
        self._listed = float("-inf")
        self._hung = float("-inf")  # when it last took too long to tell what it has
        self._speeds = Speeds()
        self._asked_ahead: asyncio.Task[Any] | None = None
        self._asked_at = float("-inf")

    @property
    def http(self) -> httpx.AsyncClient:
        """The connections to the server."""
        return cast(httpx.AsyncClient, self._client._client)

    @property
    def budget(self) -> int:
        """Bytes of memory that models may take together."""
        gigabytes = self._settings.ollama_memory_gb
        return int(gigabytes * 1e9 if gigabytes else psutil.virtual_memory().total * MEMORY_SHARE)

    def fitting(self) -> list[str]:
        """The models that memory holds, the smallest first."""
        return [n for _, n in sorted((size, n) for n, size in self.sizes.items() if size * OVERHEAD <= self.budget)]

    async def look(self, *, anew: bool = False) -> None:
        """Learn what is there, unless that was a moment ago. Raises EngineUnavailable when nothing answers."""
        if monotonic() - self._listed <= (ANEW_S if anew else LIST_S):
            return
        if not anew and monotonic() - self._hung <= HANGS_S:
            raise self.silent()  # those who wait for the same are not to wait one after the other
        try:
            await self._list()
        except NO_OLLAMA as error:
            self._note_hanging(error)
            self.sizes = {}
            raise self.silent() from error

    def expect(self) -> None:
        """Ask now what is in memory, for whoever wants to know within a moment."""
        if monotonic() - self._listed > LIST_S:
            return  # whether it answers at all is seen by whoever waits for it
        if self._asked_ahead is None or self._asked_ahead.done():
            self._asked_ahead = asyncio.create_task(self._told(self._loaded_there))
            self._asked_ahead.add_done_callback(_unheeded)
            self._asked_at = monotonic()

    async def installed(self) -> list[Installed]:
        """The models that can be used now, and which of them are in memory. Raises EngineUnavailable."""
        asked, self._asked_ahead = self._asked_ahead, None
        fresh = asked is not None and monotonic() - self._asked_at <= AHEAD_S
        try:
            told = await asyncio.shield(asked) if asked and fresh else await self._told(self._loaded_there)
            loaded = {one.name for one in listed(told)}
        except NO_OLLAMA as error:
            self._note_hanging(error)
            raise self.silent() from error
        usable = {n: size for n, size in self.sizes.items() if not self._is_shunned(n)}
        return [self._as_known(name, size, name in loaded) for name, size in usable.items()]

    def _as_known(self, name: str, size: int, loaded: bool) -> Installed:
        """A model with what was measured: lately, else when it arrived."""
        found = self._probes.of("ollama", name)
        speed = self._speeds.of(name) or (found.tokens_per_s if found else None) or None
        return Installed(name, size, loaded, speed, sound=found is None or found.verdict in ("well", "slow"))

    async def _told(self, asked: httpx.Request) -> Any:
        return (await self.http.send(asked)).raise_for_status().json()

    def _note_hanging(self, error: Exception) -> None:
        if isinstance(error, httpx.TimeoutException):
            self._hung = monotonic()

    async def close(self) -> None:
        if self._asked_ahead:
            self._asked_ahead.cancel()
        await self.http.aclose()

    def doubt(self) -> None:
        """Look anew the next time."""
        self._listed = float("-inf")

    def shun(self, model: str) -> bool:
        """Leave a model alone for a while. True if there are others."""
        self._shunned[model] = monotonic() + SHUNNED_S
        return any(not self._is_shunned(name) for name in self.sizes)

    def silent(self) -> EngineUnavailable:
        """What is told when nothing answers; then it is looked for anew."""
        self.doubt()
        return EngineUnavailable(
            f"Ollama does not answer with {self._settings.ollama_model or 'a chat model'}.",
            action=f"Start it with `ollama serve` and fetch a model: `ollama pull {SUGGESTED}`.",
        )

    def nothing(self) -> EngineUnavailable:
        """Why no model of it is taken although it answers."""
        if wanted := self._settings.ollama_model:
            return EngineUnavailable(f"Ollama does not have {wanted}.", action=f"Fetch it with `ollama pull {wanted}`.")
        if self.away and not self.sizes:
            hosts = " and ".join(sorted(set(self.away.values())))
            return EngineUnavailable(
                f"Ollama has only models that are computed at {hosts}: what you say would leave this computer.",
                action=f"Choose one in Settings if you want that, or fetch one for here: `ollama pull {SUGGESTED}`.",
            )
        return EngineUnavailable(
            "Ollama has no model that can be used for talking.", action=f"Fetch one: `ollama pull {SUGGESTED}`."
        )

    def _is_shunned(self, name: str) -> bool:
        return monotonic() < self._shunned.get(name, 0.0)

    async def _list(self) -> None:
        sizes: dict[str, int] = {}
        away: dict[str, str] = {}
        skipped: dict[str, str] = {}
        for one in listed(await self._told(self.http.build_request("GET", "/api/tags", timeout=LIST_TIMEOUT))):
            host = one.host or await self._asked(one.name, skipped)
            if host and chats(one.name):
                away[one.name] = host
                self._know(one.name, thinks=bool(family_of(one.name).think))
            elif host == "" and one.name in self.models:
                sizes[one.name] = one.size
        self.away, self.skipped = away, skipped
        self.sizes = chosen_among(self._settings.ollama_model, sizes, away)
        self._listed = monotonic()

    async def _asked(self, name: str, skipped: dict[str, str]) -> str | None:
        """Learn what a model can. Returns its host if that is not Ollama's, None where it is not for chatting."""
        if name in self._mute:
            return None
        if name in self.models:
            return self.away.get(name, "")
        try:
            answer = await self.http.post("/api/show", json={"model": name}, timeout=LIST_TIMEOUT)
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
        if name not in self.models:
            s = self._settings
            self.models[name] = OllamaModel(
                self._client,
                name,
                s.context_tokens,
                s.ollama_keep_alive,
                thinks,
                lambda tokens_per_s: self._speeds.add(name, tokens_per_s),
            )
            self.spoken[name] = Spoken(self.models[name])


def _unheeded(asked: asyncio.Task[Any]) -> None:
    """Whoever picks is told of a failure; where nobody does, nobody need be."""
    if not asked.cancelled():
        asked.exception()


def chosen_among(name: str, sizes: dict[str, int], away: dict[str, str]) -> dict[str, int]:
    """The models to choose among, and their bytes: those made for talking, or what the settings name.

    A name is found as Ollama finds it, or without its tag. Only its whole name makes one that is computed elsewhere be
    taken.
    """
    if not name:
        return {one: size for one, size in sizes.items() if chats(one)}
    wanted = bare(name)
    for exact in (name, f"{name}:latest", wanted, f"{wanted}:latest"):
        if exact in sizes:
            return {exact: sizes[exact]}
        if exact in away:
            return {exact: 0}
    if same := {one: size for one, size in sizes.items() if bare(one) == wanted}:
        return same
    return {one: size for one, size in sizes.items() if untagged(bare(one)) == wanted}


def bare(name: str) -> str:
    """A model's name as it is compared: without the registry that is meant anyway, and whatever its capitals."""
    name = name.strip().lower()
    for registry in ("registry.ollama.ai/", "ollama.com/", "library/"):
        name = name.removeprefix(registry)
    return name.replace("huggingface.co/", "hf.co/", 1) if name.startswith("huggingface.co/") else name


def untagged(name: str) -> str:
    """A name without its tag. A registry's port is none."""
    folder, slash, last = name.rpartition("/")
    return folder + slash + last.partition(":")[0]
