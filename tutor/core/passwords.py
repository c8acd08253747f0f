"""Hashes passwords one after the other: each takes 64 MiB and all cores on purpose, and strangers may ask for it."""

from __future__ import annotations

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
RETRY_S = 3.0


class Passwords:
    """A worker of its own, so that neither memory nor the threads of the database are taken by a crowd."""

    def __init__(self) -> None:
        self._worker = anyio.CapacityLimiter(1)
        self._waiting = 0

    async def hashed(self, password: str) -> str:
        """What is stored of a password. Raises TooManyRequests."""
        return await self._in_turn(lambda: hash_password(password), known=False)

    async def match(self, password: str, password_hash: str | None, *, known: bool = False) -> bool:
        """Whether a password is the one that was hashed; `known` to who has signed in on that device before.

        Raises TooManyRequests.
        """
        return await self._in_turn(lambda: password_matches(password, password_hash), known=known)

    async def _in_turn(self, work: Callable[[], T], *, known: bool) -> T:
        if self._waiting >= MOST_WAITING - (0 if known else FOR_KNOWN):
            raise TooManyRequests(RETRY_S)
        self._waiting += 1
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._worker)
        finally:
            self._waiting -= 1
