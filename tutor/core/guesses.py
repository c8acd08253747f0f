"""Slows down those who guess at passwords, without locking out those who know theirs.

A guess counts before its password is looked at, else guesses made at once would all pass; a right one is taken back.
Past the free ones, guesses at the same thing must keep a distance. On a device that somebody has signed in on before
their guesses are counted apart, so that nobody else's keep them out: neither a stranger's for the same name, nor those
of a classmate behind the same router.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tutor.core.errors import TooManyRequests

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """So many guesses are free within `WINDOW_S`; further ones must be `apart_s` seconds apart."""

    free: int
    apart_s: float


WINDOW_S = 900.0
# For a name from one address or on one device, for a name from everywhere, from one address for all names.
PAIR = Pace(10, 60.0)
NAME = Pace(100, 60.0)
ADDRESS = Pace(100, 3.0)
# Past so many things guessed at, old ones are cleared away.
MOST_KEPT = 10_000

Key = tuple[str, ...]


@dataclass(eq=False)
class Guess:
    """One guess under way, or a wrong one."""

    at: float
    keys: list[Key] = field(default_factory=list)


class Guesses:
    """All wrong guesses lately, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: dict[Key, list[Guess]] = {}

    def begin(self, name: str, address: str, device: str = "") -> Guess:
        """Count a guess at a name's password, from an address, or on a device known to be theirs.

        Raises TooManyRequests.
        """
        now = self._clock()
        paces: dict[Key, Pace] = {("device", name, device): PAIR}
        if not device:
            paces = {("pair", name, address): PAIR, ("name", name): NAME, ("address", address): ADDRESS}
        wait = max(self._wait(key, pace, now) for key, pace in paces.items())
        if wait > 0:
            raise TooManyRequests(wait)
        guess = Guess(now, list(paces))
        for key, pace in paces.items():
            made = self._made[key] = [*self._recent(key, now), guess]
            if len(made) == pace.free and key[0] != "address":
                log.warning("somebody guesses at a password, and is slowed down", extra={"by": key[0]})
        if len(self._made) > MOST_KEPT:
            self._made = {key: made for key, made in self._made.items() if now - made[-1].at < WINDOW_S}
        return guess

    def take_back(self, guess: Guess) -> None:
        """It was the password: it counts no more."""
        for key in guess.keys:
            made = self._made.get(key, [])
            if guess in made:
                made.remove(guess)
            if not made:
                self._made.pop(key, None)

    def wrong(self, name: str) -> int:
        """How many guesses at a name's password from unknown devices were wrong lately, for its owner to see."""
        return len(self._recent(("name", name), self._clock()))

    def _wait(self, key: Key, pace: Pace, now: float) -> float:
        """How long the next guess must wait, in seconds."""
        made = self._recent(key, now)
        return made[-1].at + pace.apart_s - now if len(made) >= pace.free else 0.0

    def _recent(self, key: Key, now: float) -> list[Guess]:
        return [guess for guess in self._made.get(key, []) if now - guess.at < WINDOW_S]
