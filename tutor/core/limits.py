"""How much one learner may ask for. Counted in memory."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal, get_args

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tutor.core.errors import TooManyRequests
from tutor.core.settings import Settings

Kind = Literal["turns", "speech", "uploads", "listens", "checks", "conversations", "tokens"]


@dataclass(frozen=True, slots=True)
class Used:
    """So many of at most so many within the last `window_s` seconds."""

    kind: Kind
    used: int
    most: int
    window_s: int


class Limits:
    """Moving windows, a fresh set for each running tutor."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        kinds: tuple[Kind, ...] = get_args(Kind)
        self._rates: dict[Kind, RateLimitItem] = {kind: parse(getattr(settings, f"{kind}_rate")) for kind in kinds}

    def count(self, kind: Kind, learner_id: str, cost: int = 1) -> None:
        """One more request of a kind, or one that counts as several. Raises TooManyRequests."""
        if not self._limiter.hit(self._rates[kind], kind, learner_id, cost=cost):
            self._refuse(self._rates[kind], kind, learner_id)

    def used(self, learner_id: str) -> list[Used]:
        """How much of each kind a learner has asked for lately."""
        return [
            Used(
                kind,
                rate.amount - self._limiter.get_window_stats(rate, kind, learner_id).remaining,
                rate.amount,
                rate.get_expiry(),
            )
            for kind, rate in self._rates.items()
        ]

    def _refuse(self, rate: RateLimitItem, *keys: str) -> None:
        raise TooManyRequests(self._limiter.get_window_stats(rate, *keys).reset_time - time.time())
