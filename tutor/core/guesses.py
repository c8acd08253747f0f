"""Slows down those who guess at passwords, without locking out those who know theirs.

A guess counts before its password is looked at, else guesses made at once would all pass; a right one is taken back.
Past the free ones, guesses at the same thing must keep a distance. On a device that somebody has signed in on before
their guesses are counted apart, so that nobody else's keep them out: neither a stranger's for the same name, nor those
of a classmate behind the same router.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from tutor.core.bus import Bus
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
# For invitations and codes of classes, from one address or by one learner; and for accounts made with one code.
DOOR = Pace(100, 3.0)
ARRIVALS = Pace(60, 10.0)
# Past so many things guessed at, old ones are cleared away.
MOST_KEPT = 10_000

Key = tuple[str, ...]


@dataclass(eq=False)
class Guess:
    """One guess under way, or a wrong one."""

    at: float
    keys: list[Key] = field(default_factory=list)
    id: str = field(default_factory=lambda: uuid4().hex)


class Guesses:
    """All wrong guesses lately, in memory."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: dict[Key, list[Guess]] = {}
        self._bus: Bus | None = None

    def share(self, bus: Bus) -> None:
        """Tell the tutor's other processes of guesses here, and count theirs."""
        self._bus = bus
        bus.on("guess", lambda told: self._count(Guess(self._clock(), [tuple(key) for key in told["at"]], told["id"])))
        bus.on("guess was right", lambda told: self._take_back(told["id"], [tuple(key) for key in told["at"]]))

    def begin(self, name: str, address: str, device: str = "") -> Guess:
        """Count a guess at a name's password, from an address, or on a device known to be theirs.

        Raises TooManyRequests.
        """
        paces: dict[Key, Pace] = {("device", name, device): PAIR}
        if not device:
            paces = {("pair", name, address): PAIR, ("name", name): NAME, ("address", address): ADDRESS}
        return self._begin(paces)

    def knock(self, who: str) -> Guess:
        """Count a guess at an invitation or at the code of a class, by an address or a learner. Raises TooManyRequests."""
        return self._begin({("door", who): DOOR})

    def arrive(self, code: str) -> None:
        """Count an account made with the code of a class. Raises TooManyRequests."""
        self._begin({("code", code): ARRIVALS})

    def _begin(self, paces: dict[Key, Pace]) -> Guess:
        now = self._clock()
        wait = max(self._wait(key, pace, now) for key, pace in paces.items())
        if wait > 0:
            raise TooManyRequests(wait)
        guess = Guess(now, list(paces))
        if self._bus:
            self._bus.shout("guess", at=guess.keys, id=guess.id)
        self._count(guess)
        for key, pace in paces.items():
            if len(self._made[key]) == pace.free and key[0] not in ("address", "code"):
                log.warning("somebody guesses at a password, and is slowed down", extra={"by": key[0]})
        return guess

    def _count(self, guess: Guess) -> None:
        now = guess.at
        for key in guess.keys:
            self._made[key] = [*self._recent(key, now), guess]
        if len(self._made) > MOST_KEPT:
            self._made = {key: made for key, made in self._made.items() if now - made[-1].at < WINDOW_S}

    def take_back(self, guess: Guess) -> None:
        """It was the password: it counts no more."""
        self._take_back(guess.id, guess.keys)
        if self._bus:
            self._bus.shout("guess was right", at=guess.keys, id=guess.id)

    def _take_back(self, guess_id: str, keys: Iterable[Key]) -> None:
        for key in keys:
            left = [guess for guess in self._made.pop(key, []) if guess.id != guess_id]
            if left:
                self._made[key] = left

    def wrong(self, name: str) -> int:
        """How many guesses at a name's password from unknown devices were wrong lately, for its owner to see."""
        return len(self._recent(("name", name), self._clock()))

    def _wait(self, key: Key, pace: Pace, now: float) -> float:
        """How long the next guess must wait, in seconds."""
        made = self._recent(key, now)
        return made[-1].at + pace.apart_s - now if len(made) >= pace.free else 0.0

    def _recent(self, key: Key, now: float) -> list[Guess]:
        return [guess for guess in self._made.get(key, []) if now - guess.at < WINDOW_S]
