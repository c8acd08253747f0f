"""What an engine is to those who choose among engines: a provider of models. Nothing else asks for engines by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from tutor.core.engine_settings import Engine
from tutor.core.errors import EngineUnavailable, TutorError
from tutor.core.levels import Level
from tutor.llm.base import ChatModel
from tutor.llm.offer import Choice, Health, Offer, Place
from tutor.llm.route import Task


class Provider(Protocol):
    """An engine with its models."""

    @property
    def engine(self) -> Engine: ...

    @property
    def title(self) -> str:
        """What it is called in sentences for people."""

    @property
    def place(self) -> Place:
        """Where its server is."""

    def place_of(self, model: str) -> Place:
        """Where words go that one of its models is given."""

    def expect(self) -> None:
        """Somebody is about to pick: what has to be looked for is looked for meanwhile. Called on the loop."""

    async def pick(self, task: Task, text: str, level: Level | None) -> Choice:
        """The model for a task; `why` is empty where there is but one. Raises EngineUnavailable, DownloadFailed."""

    async def named(self, name: str) -> ChatModel:
        """One of its models that somebody asked for. Raises EngineUnavailable, DownloadFailed."""

    async def offers(self) -> list[Offer]:
        """The engine itself, then those of its models that may be chosen. Fetches and loads nothing."""

    async def health(self) -> Health:
        """What is there and what is not."""

    async def gone(self) -> TutorError | None:
        """What a short look finds to be wrong with its server; None where there is nothing to look at."""

    def failed(self, model: str, error: TutorError) -> bool:
        """A model failed. True if another of this engine's models may answer in its place."""

    def turn_over(self) -> None:
        """Nobody needs its models now."""

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """What sets the engines with one model apart. `problem` says without opening anything why it cannot answer."""

    engine: Engine
    title: str
    place: Place
    open: Callable[[], Awaitable[ChatModel]]
    health: Callable[[], Awaitable[Health]]
    problem: Callable[[], str] | None = None
    model: str = ""
    """Its name, where that is known before it is opened."""


class OneModel:
    """An engine with one model, opened when first needed."""

    def __init__(self, kind: EngineSpec) -> None:
        self._kind = kind
        self._model: ChatModel | None = None

    @property
    def engine(self) -> Engine:
        return self._kind.engine

    @property
    def title(self) -> str:
        return self._kind.title

    @property
    def place(self) -> Place:
        return self._kind.place

    def place_of(self, model: str) -> Place:
        return self._kind.place

    def expect(self) -> None:
        """There is nothing to look for."""

    async def pick(self, task: Task, text: str, level: Level | None) -> Choice:
        model = await self._opened()
        if not model.name:
            await model.load()  # its server says which model it has
        return Choice(model, "")

    async def named(self, name: str) -> ChatModel:
        model = (await self.pick("reply", "", None)).model
        if model.name != name:
            raise EngineUnavailable(f"The {self.title} does not have {name}.", action="Choose another.")
        return model

    async def offers(self) -> list[Offer]:
        kind, place = self._kind, self._kind.place
        if kind.problem is not None:
            return [Offer(kind.engine, kind.engine, kind.model, place.here, kind.problem(), place.host)]
        try:
            name = (await self._opened()).name
        except TutorError as error:
            return [Offer(kind.engine, kind.engine, "", place.here, f"{error.message} {error.action}", host=place.host)]
        return [Offer(kind.engine, kind.engine, name, place.here, host=place.host)]

    async def health(self) -> Health:
        return await self._kind.health()

    async def gone(self) -> TutorError | None:
        return None  # what computes here does not go; to look at others costs money, or their time

    def failed(self, model: str, error: TutorError) -> bool:
        return False

    def turn_over(self) -> None:
        """Nothing waits for that."""

    async def close(self) -> None:
        if self._model:
            await self._model.close()

    async def _opened(self) -> ChatModel:
        if self._model is None:
            self._model = await self._kind.open()
        return self._model
