"""Says to the other processes of a tutor that this one lives, and sees when one of them no longer does.

It beats in a thread of its own, so that neither a busy loop nor taken worker threads make this process look dead.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack, suppress

from tutor.conversation.owning import LEASE_S, abandoned, be_known, renew
from tutor.core.replica import Replica
from tutor.store.session import Store

log = logging.getLogger(__name__)

BEAT_S = 0.75

# Heeds the id of a turn, on the loop.
Heed = Callable[[str], Awaitable[object]]


class Heart:
    """Renews the leases of this process's turns; tells of turns to stop, and of those whose owner is dead."""

    def __init__(self, store: Store, replica: Replica, stop: Heed, end: Heed) -> None:
        self._store = store
        self._replica = replica
        self._stop, self._end = stop, end
        self._loop = asyncio.get_running_loop()
        self._over = threading.Event()
        self._heeding: set[asyncio.Task[object]] = set()
        self._thread = threading.Thread(target=self._beat, name="heart", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._over.set()

    def _beat(self) -> None:
        steady_since: float | None = None
        with ExitStack() as held:
            while not self._over.wait(BEAT_S):
                try:
                    if steady_since is None:
                        held.close()
                        self._be_known(held)
                        steady_since = time.monotonic()
                    stops, dead = self._look(steady_since)
                except Exception as error:
                    steady_since = None
                    log.warning("the leases of turns could not be renewed", extra={"why": str(error)})
                    continue
                for heed, turns in ((self._stop, stops), (self._end, dead)):
                    for turn_id in turns:
                        with suppress(RuntimeError):  # the loop has ended
                            self._loop.call_soon_threadsafe(self._heed, heed, turn_id)

    def _be_known(self, held: ExitStack) -> None:
        """Hold a connection whose end tells the database of this process's."""
        connection = self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        held.callback(connection.close)
        held.callback(connection.invalidate)
        be_known(connection, self._replica)

    def _look(self, steady_since: float) -> tuple[list[str], list[str]]:
        """The turns of this process to stop, and those of others to end."""
        with self._store.session() as session:
            stops = renew(session, self._replica)
        # After the database was away the others, too, need a moment to say that they live.
        if time.monotonic() - steady_since < LEASE_S:
            return stops, []
        with self._store.session(looking=True) as session:
            return stops, abandoned(session)

    def _heed(self, heed: Heed, turn_id: str) -> None:
        task: asyncio.Task[object] = asyncio.ensure_future(_logged(heed, turn_id))
        self._heeding.add(task)
        task.add_done_callback(self._heeding.discard)


async def _logged(heed: Heed, turn_id: str) -> None:
    try:
        await heed(turn_id)
    except Exception as error:  # it is tried again with the next beat
        log.warning("a turn could not be ended", extra={"turn": turn_id, "why": str(error)})
