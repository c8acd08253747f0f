"""Which sessions have given the password just now: what cannot be taken back asks for it once more."""

from __future__ import annotations

import time
from collections.abc import Callable

from tutor.core.bus import Bus

# How long a password counts as just given, in seconds.
RECENT_S = 600.0


class Recent:
    """In memory: after a restart everybody gives theirs again. Other processes of the tutor are told."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._given: dict[str, float] = {}
        self._bus: Bus | None = None

    def share(self, bus: Bus) -> None:
        """Tell the tutor's other processes, and heed them."""
        self._bus = bus
        bus.on("password given", lambda told: self._note(told["to"]))

    def note(self, credential_id: str) -> None:
        """The password was given for a session."""
        self._note(credential_id)
        if self._bus:
            self._bus.shout("password given", to=credential_id)

    def _note(self, credential_id: str) -> None:
        now = self._clock()
        self._given = {id: at for id, at in self._given.items() if now - at < RECENT_S} | {credential_id: now}

    def holds(self, credential_id: str) -> bool:
        """Whether that was a few minutes ago at most."""
        return self._clock() - self._given.get(credential_id, float("-inf")) < RECENT_S
