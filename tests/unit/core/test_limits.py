"""Rates: a moving window for each learner and kind, by a clock that no jump of the machine's own can stop."""

from __future__ import annotations

import pytest

from tutor.core.errors import TooManyRequests
from tutor.core.limits import OwnLimits
from tutor.core.settings import Settings


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def limits(now: list[float]) -> OwnLimits:
    return OwnLimits(Settings(turns_rate="3/minute", checks_rate="10/minute", _env_file=None), lambda: now[0])


async def test_the_window_moves(limits: OwnLimits, now: list[float]) -> None:
    for _ in range(3):
        await limits.count("turns", "ana")
        now[0] += 10
    with pytest.raises(TooManyRequests) as told:
        await limits.count("turns", "ana")
    assert told.value.retry_after == 30
    await limits.count("turns", "bea")
    await limits.count("speech", "ana")
    now[0] += 30
    await limits.count("turns", "ana")
    with pytest.raises(TooManyRequests):
        await limits.count("turns", "ana")


async def test_what_is_refused_does_not_count(limits: OwnLimits, now: list[float]) -> None:
    await limits.count("checks", "ana", cost=6)
    for _ in range(20):
        with pytest.raises(TooManyRequests) as told:
            await limits.count("checks", "ana", cost=5)
        assert told.value.retry_after == 60
    await limits.count("checks", "ana", cost=4)
    with pytest.raises(TooManyRequests):
        await limits.count("checks", "cid", cost=11)


async def test_what_was_used_is_told(limits: OwnLimits, now: list[float]) -> None:
    await limits.count("checks", "ana", cost=4)
    told = {one.kind: (one.used, one.most, one.window_s) for one in await limits.used("ana")}
    assert told["checks"] == (4, 10, 60)
    assert told["turns"] == (0, 3, 60)
    now[0] += 61
    assert {one.used for one in await limits.used("ana")} == {0}
