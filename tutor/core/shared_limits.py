"""Rates that are counted once for all processes of a tutor, in Valkey."""

from __future__ import annotations

import time
from typing import get_args

from limits import parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter

from tutor.core.bus import Bus, in_plain_words
from tutor.core.errors import TooManyRequests
from tutor.core.limits import Kind, Used
from tutor.core.settings import Settings


class SharedLimits:
    """`Limits` of a tutor of several processes. Raises BusUnreachable while Valkey is away."""

    def __init__(self, settings: Settings, bus: Bus) -> None:
        kinds: tuple[Kind, ...] = get_args(Kind)
        self._rates = {kind: parse(getattr(settings, f"{kind}_rate")) for kind in kinds}
        self._windows = MovingWindowRateLimiter(
            RedisStorage(f"async+{settings.bus}", key_prefix="rates", connection_pool=bus.pool)  # type: ignore[arg-type]
        )

    async def count(self, kind: Kind, learner_id: str, cost: int = 1) -> None:
        """One more request of a kind, or one that counts as several. Raises TooManyRequests."""
        rate = self._rates[kind]
        with in_plain_words():
            if not await self._windows.hit(rate, kind, learner_id, cost=cost):
                stats = await self._windows.get_window_stats(rate, kind, learner_id)
                raise TooManyRequests(stats.reset_time - time.time())

    async def used(self, learner_id: str) -> list[Used]:
        """How much of each kind a learner has asked for lately."""
        told = []
        with in_plain_words():
            for kind, rate in self._rates.items():
                stats = await self._windows.get_window_stats(rate, kind, learner_id)
                told.append(Used(kind, rate.amount - stats.remaining, rate.amount, rate.get_expiry()))
        return told
