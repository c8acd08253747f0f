"""How much one learner may ask for. Counted in memory."""

from __future__ import annotations

import time
from typing import Literal

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from tutor.core.errors import TooManyRequests
from tutor.core.settings import Settings

Kind = Literal["turns", "speech", "uploads", "listens", "checks"]


class Limits:
    """Moving windows, a fresh set for each running tutor."""

    def __init__(self, settings: Settings) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._rates: dict[Kind, RateLimitItem] = {
            "turns": parse(settings.turns_rate),
            "speech": parse(settings.speech_rate),
            "uploads": parse(settings.uploads_rate),
            "listens": parse(settings.listens_rate),
            "checks": parse(settings.checks_rate),
        }

    def count(self, kind: Kind, learner_id: str, cost: int = 1) -> None:
        """One more request of a kind, or one that counts as several. Raises TooManyRequests."""
        if not self._limiter.hit(self._rates[kind], kind, learner_id, cost=cost):
            self._refuse(self._rates[kind], kind, learner_id)

    def _refuse(self, rate: RateLimitItem, *keys: str) -> None:
        raise TooManyRequests(self._limiter.get_window_stats(rate, *keys).reset_time - time.time())
