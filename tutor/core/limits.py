"""How much one learner may ask for. Counted in memory, by a clock that never jumps."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from limits import parse

from tutor.core.errors import TooManyRequests
from tutor.core.settings import Settings

Kind = Literal["turns", "speech", "uploads", "listens", "checks", "conversations", "searches", "exports", "tokens"]


@dataclass(frozen=True, slots=True)
class Used:
    """So many of at most so many within the last `window_s` seconds."""

    kind: Kind
    used: int
    most: int
    window_s: int


class Limits(Protocol):
    """Counts what learners ask for."""

    async def count(self, kind: Kind, learner_id: str, cost: int = 1) -> None:
        """One more request of a kind, or one that counts as several. Raises TooManyRequests."""

    async def used(self, learner_id: str) -> list[Used]:
        """How much of each kind a learner has asked for lately."""


class OwnLimits:
    """Moving windows in this process's memory, a fresh set for each running tutor."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        kinds: tuple[Kind, ...] = get_args(Kind)
        self._rates = {kind: parse(getattr(settings, f"{kind}_rate")) for kind in kinds}
        self._asked: dict[tuple[Kind, str], deque[float]] = {}

    async def count(self, kind: Kind, learner_id: str, cost: int = 1) -> None:
        asked, rate = self._recent(kind, learner_id), self._rates[kind]
        over = len(asked) + cost - rate.amount
        if over > 0:
            # What costs more than all there is waits until nothing else counts.
            freed = asked[min(over, len(asked)) - 1] if asked else self._clock()
            raise TooManyRequests(freed + rate.get_expiry() - self._clock())
        asked.extend([self._clock()] * cost)

    async def used(self, learner_id: str) -> list[Used]:
        return [
            Used(kind, len(self._recent(kind, learner_id)), rate.amount, rate.get_expiry())
            for kind, rate in self._rates.items()
        ]

    def _recent(self, kind: Kind, learner_id: str) -> deque[float]:
        asked = self._asked.setdefault((kind, learner_id), deque())
        since = self._clock() - self._rates[kind].get_expiry()
        while asked and asked[0] <= since:
            asked.popleft()
        return asked
