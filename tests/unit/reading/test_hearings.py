"""How much sound is held in memory, and what becomes of it when its learner goes."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from tutor.core.errors import NotFound, TooManyHearings
from tutor.reading.hearings import MOST_EACH, MOST_FAILED, MOST_S, Hearings
from tutor.runtime import Services


class Ears:
    """Hear nothing until they are let."""

    def __init__(self) -> None:
        self.may = asyncio.Event()

    async def hear(self, samples: object, learner_id: str) -> Any:
        await self.may.wait()
        raise RuntimeError("the ears failed")


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def hearings(ears: Ears) -> Hearings:
    async def calm() -> None:
        pass

    services = SimpleNamespace(bus=None, engines=SimpleNamespace(ears=ears))
    return Hearings(cast(Services, services), calm, lambda: None)


async def test_what_still_comes_in_counts(hearings: Hearings) -> None:
    with ExitStack() as coming:
        for _ in range(MOST_EACH):
            coming.enter_context(hearings.room("ana", 60))
        with pytest.raises(TooManyHearings), hearings.room("ana", 60):
            pass
    with hearings.room("ana", 60):
        pass


async def test_all_learners_together_are_bounded(hearings: Hearings) -> None:
    with ExitStack() as coming:
        for number in range(4):
            coming.enter_context(hearings.room(f"learner {number}", MOST_S / 4))
        with pytest.raises(TooManyHearings), hearings.room("one more", 1):
            pass
    with hearings.room("one", MOST_S * 2):  # where the operator allows so long a sound, one at a time
        pass


async def test_who_is_forgotten_is_heard_no_more(hearings: Hearings) -> None:
    with hearings.room("ana", 60) as place:
        hearings.begin(place, "una", np.zeros(16_000, np.float32))
    with hearings.room("ana", 60) as place:
        await hearings.forget("ana")
        assert hearings.of("ana") == []
        with pytest.raises(NotFound):
            hearings.begin(place, "otra", np.zeros(16_000, np.float32))
    assert hearings.of("ana") == []


async def test_failures_do_not_pile_up(hearings: Hearings, ears: Ears) -> None:
    ears.may.set()
    for number in range(MOST_FAILED + 3):
        with hearings.room("ana", 60) as place:
            job = hearings.begin(place, str(number), np.ones(16_000, np.float32)).job
        assert job
        await job
    assert [hearing.title for hearing in hearings.of("ana")] == [str(number) for number in range(3, MOST_FAILED + 3)]
