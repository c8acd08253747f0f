"""Several models in one process: who answers, who takes over between two turns, who makes room."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import psutil
import pytest

from tests.fakes.shelf import FakeShelf
from tutor.core.errors import EngineUnavailable
from tutor.llm.base import ChatMessage, ChatRequest, Usage, complete
from tutor.llm.engines.embedded_models import EmbeddedModels
from tutor.llm.probe import Probe, Probes

ASK = ChatRequest([{"role": "user", "content": "Hola."}], 50)


class Fake:
    """A model that takes time to load."""

    engine, shares_cpu, continues_answers, busy = "embedded", True, True, False

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.loaded = False
        self.may_load = asyncio.Event()

    async def load(self) -> None:
        await self.may_load.wait()
        self.loaded = True

    async def stream(self, request: ChatRequest) -> AsyncGenerator[str | Usage, None]:
        self.loaded = True
        yield f"Soy {self.name}."

    async def prime(self, messages: Sequence[ChatMessage], conversation: str = "") -> None: ...

    def unload(self) -> None:
        self.loaded = False

    async def close(self) -> None: ...


class Shelf(FakeShelf):
    async def path(self, name: str) -> Path:
        return Path(name)


class House:
    def __init__(self, **here: int) -> None:
        self.shelf, self.probes, self.made = Shelf(**here), Probes(), dict[str, Fake]()
        self.models = EmbeddedModels(self.shelf, self.probes, self._make)

    def _make(self, name: str, path: Path) -> Fake:
        self.made[name] = Fake(name, path)
        return self.made[name]

    async def answer(self) -> str:
        return await complete((await self.models.pick("reply", "", None)).model, ASK)


def measured(speed: float = 20.0, spanish: float = 1.0, leaks: int = 0) -> Probe:
    return Probe(speed, 0.4, spanish, leaks, 12, "")


async def test_a_better_one_takes_over_when_it_is_loaded_and_not_before() -> None:
    house = House(small=1)
    assert await house.answer() == "Soy small."
    turn = (await house.models.pick("reply", "", None)).model
    house.shelf.models = {"small": 1, "large": 3}
    choice = await house.models.pick("reply", "", None)
    assert (choice.model.name, choice.why) == ("small", "it is loaded; large is being loaded")
    assert await house.answer() == "Soy small."
    await asyncio.sleep(0)
    house.made["large"].may_load.set()
    await house.models.switch()
    assert await house.answer() == "Soy large."
    assert await complete(turn, ASK) == "Soy small."  # the turn that had begun ends with who began it


@pytest.mark.parametrize(
    ("small", "large", "taken"),
    [
        (None, None, "large"),
        (measured(20), measured(8), "large"),
        (measured(20), measured(4), "small"),
        (measured(20), measured(leaks=1), "small"),
        (measured(20), measured(spanish=0.2), "small"),
        (measured(4), measured(2), "small"),
        (measured(leaks=3), measured(2), "large"),
    ],
)
async def test_what_was_measured_decides(small: Probe | None, large: Probe | None, taken: str) -> None:
    house = House(small=1, large=3)
    for name, found in (("small", small), ("large", large)):
        if found:
            house.probes.keep("embedded", name, found)
    choice = await house.models.pick("reply", "", None)
    assert choice.model.name == taken
    assert choice.why


async def test_each_can_be_chosen_and_what_is_gone_cannot() -> None:
    house = House(small=1, large=3)
    assert [offer.id for offer in await house.models.offers()] == ["embedded", "embedded/small", "embedded/large"]
    assert await complete(await house.models.named("small"), ASK) == "Soy small."
    del house.shelf.models["small"]
    with pytest.raises(EngineUnavailable, match="not on this computer"):
        await house.models.named("small")
    assert [offer.id for offer in await house.models.offers()] == ["embedded"]


async def test_one_that_answers_is_not_taken_away() -> None:
    house = House(small=1)
    await house.answer()
    house.made["small"].busy = True
    with pytest.raises(EngineUnavailable, match="answering"):
        house.models.forget("small")
    house.made["small"].busy = False
    house.models.forget("small")
    assert not house.made["small"].loaded


async def test_who_is_not_needed_makes_room_where_memory_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House(small=10**9, large=3 * 10**9)
    await complete(await house.models.named("small"), ASK)
    short = psutil.virtual_memory()._replace(available=2 * 10**9)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: short)
    await house.models.pick("reply", "", None)
    await asyncio.sleep(0)
    house.made["large"].may_load.set()
    await house.models.switch()
    assert (house.made["small"].loaded, house.made["large"].loaded) == (False, True)
    assert await house.answer() == "Soy large."
