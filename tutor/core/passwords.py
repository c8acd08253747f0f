"""Hashes passwords one after the other: each takes 64 MiB and all cores on purpose, and strangers may ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeVar

import anyio
import anyio.to_thread

from tutor.core.errors import TooManyRequests
from tutor.core.secrets import hash_password, password_matches

T = TypeVar("T")
# How many may wait: two or three seconds' worth. The last places are for those who have been here before.
MOST_WAITING = 40
FOR_KNOWN = 10
# Of one person, as many as guesses are free: right ones are, and would else keep everybody out.
MOST_EACH = 10
RETRY_S = 3.0


class Passwords:
    """A worker of its own, so that neither memory nor the threads of the database are taken by a crowd."""

    def __init__(self) -> None:
        self._worker = anyio.CapacityLimiter(1)
        self._waiting = 0
        self._theirs: Counter[tuple[str, bool]] = Counter()

    async def hashed(self, password: str, whose: str = "", *, known: bool = False) -> str:
        """What is stored of a password. Raises TooManyRequests."""
        return await self._in_turn(lambda: hash_password(password), whose, known)

    async def match(self, password: str, password_hash: str | None, whose: str = "", *, known: bool = False) -> bool:
        """Whether a password is the one that was hashed; `whose` it is said to be, `known` to who has signed in on that
        device before. Raises TooManyRequests.
        """
        return await self._in_turn(lambda: password_matches(password, password_hash), whose, known)

    async def _in_turn(self, work: Callable[[], T], whose: str, known: bool) -> T:
        theirs = whose, known  # a stranger who guesses at a name takes none of its owner's places
        if self._waiting >= MOST_WAITING - (0 if known else FOR_KNOWN) or (whose and self._theirs[theirs] >= MOST_EACH):
            raise TooManyRequests(RETRY_S)
        self._waiting += 1
        self._theirs[theirs] += 1
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._worker)
        finally:
            self._waiting -= 1
            self._theirs[theirs] -= 1
            self._theirs += Counter()  # nobody's name stays
