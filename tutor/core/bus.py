"""What passes between the processes that are one tutor, through a Valkey server; what is kept is in the database.

`shout` reaches every other process in order, also after Valkey was away; short-lived things are kept under keys. Valkey
answers or `BusUnreachable` is raised.
What passes carries its form (`forms.py`); what is of one that is not known here is skipped.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from tutor.core.errors import BusUnreachable
from tutor.core.forms import PassedForms
from tutor.core.replica import Replica
from tutor.core.settings import Settings

if TYPE_CHECKING:
    from valkey.asyncio import Valkey

log = logging.getLogger(__name__)

# How long Valkey may take to answer, in seconds.
PATIENCE_S = 2.0
# How long a process listens before it asks anew, in seconds.
LISTEN_S = 1.0
# How soon what could not be said is said again, in seconds.
AGAIN_S = 0.3
# How long shouts are kept for those who have lost Valkey, in seconds.
HEARD_S = 120
# Connections at once; each reader of another process's turn holds one.
MOST_CONNECTIONS = 500

# No kind has another form than its first one yet.
FORMS = PassedForms()

_SHOUTS = "shouts"
# What stands in an entry of a stream: the value, and its form.
_VALUE, _FORM = b"v", b"form"
# Who hears a shout: what it is about, and the rest of it.
Handler = Callable[[dict[str, Any]], object]


class Bus:
    """This process's connections to Valkey. It belongs to the loop in which it was opened."""

    def __init__(self, url: str, replica: Replica, forms: PassedForms = FORMS) -> None:
        from valkey.asyncio import BlockingConnectionPool, Valkey
        from valkey.asyncio.retry import Retry
        from valkey.backoff import NoBackoff

        self.pool = BlockingConnectionPool.from_url(
            url,
            max_connections=MOST_CONNECTIONS,
            timeout=PATIENCE_S,
            socket_connect_timeout=PATIENCE_S,
            socket_timeout=PATIENCE_S + LISTEN_S,
            retry=Retry(NoBackoff(), 1),  # a connection from before Valkey was started anew
        )
        self._valkey: Valkey = Valkey(connection_pool=self.pool)
        self._replica = replica
        self._forms = forms
        self._handlers: dict[str, Handler] = {}
        self._outbox: list[bytes] = []
        self._said = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Begin to listen. Raises BusUnreachable."""
        with in_plain_words():
            last = await self._valkey.xrevrange(_SHOUTS, count=1)
        after = last[0][0].decode() if last else "0-0"
        self._tasks = [asyncio.create_task(self._hear(after)), asyncio.create_task(self._speak())]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        await self._valkey.aclose()

    def on(self, what: str, handler: Handler) -> None:
        """Have a handler hear what other processes shout of this kind."""
        self._handlers[what] = handler

    def shout(self, what: str, **told: Any) -> None:
        """Tell all other processes, as soon as Valkey can be reached."""
        told |= {"what": what, "from": self._replica.id, "form": self._forms.of(what)}
        self._outbox.append(orjson.dumps(told))
        self._said.set()

    async def append(
        self, stream: str, entries: Sequence[tuple[int, bytes]], kept_s: int, most: int | None = None
    ) -> None:
        """Add numbered entries to a stream, which is kept for so long after the last one; about the last `most` of it."""
        with in_plain_words():
            async with self._valkey.pipeline(transaction=False) as pipe:
                for number, value in entries:
                    entry = {_VALUE: value, _FORM: b"%d" % self._forms.of(stream)}
                    pipe.xadd(stream, entry, id=f"{number}-0", maxlen=most, approximate=True)
                pipe.expire(stream, kept_s)
                await pipe.execute()

    async def entries(self, stream: str, after: int, wait_s: float = 0.0) -> list[tuple[int, bytes | None]]:
        """The entries of a stream after a number, waiting so long for the first, at most `LISTEN_S`. None stands for one of a
        form that is not known here."""
        block = round(min(wait_s, LISTEN_S) * 1000) or None
        with in_plain_words():
            found = await self._valkey.xread({stream: f"{after}-0"}, block=block)
        return [
            (int(number.partition(b"-")[0]), entry.get(_VALUE) if self._forms.knows(stream, entry.get(_FORM)) else None)
            for _, told in found or []
            for number, entry in told
        ]

    async def put(self, key: str, value: bytes, kept_s: float) -> None:
        """Keep something under a key for so long."""
        with in_plain_words():
            await self._valkey.set(key, b"%d\n%b" % (self._forms.of(key), value), px=round(kept_s * 1000))

    async def get(self, key: str) -> bytes | None:
        """What is kept under a key in a form that is known here."""
        with in_plain_words():
            kept: bytes | None = await self._valkey.get(key)
        form, _, value = (kept or b"").partition(b"\n")
        return value if kept is not None and self._forms.knows(key, form) else None

    async def take(self, key: str) -> bool:
        """Have what is kept under a key gone; whether it was there, which only one who asks is told."""
        with in_plain_words():
            return bool(await self._valkey.delete(key))

    async def drop(self, *keys: str) -> None:
        with in_plain_words():
            await self._valkey.delete(*keys)

    async def join(self, group: str, member: str, kept_s: float) -> None:
        """Count a member of a group for so long, unless it joins anew."""
        with in_plain_words():
            async with self._valkey.pipeline(transaction=False) as pipe:
                pipe.zadd(group, {member: time.time() + kept_s})
                pipe.zremrangebyscore(group, "-inf", time.time())  # those who never left
                pipe.expire(group, round(kept_s))
                await pipe.execute()

    async def leave(self, group: str, member: str) -> None:
        with in_plain_words():
            await self._valkey.zrem(group, member)

    async def members(self, group: str) -> int:
        """How many are in a group."""
        with in_plain_words():
            return int(await self._valkey.zcount(group, time.time(), "+inf"))

    async def names(self, group: str) -> list[str]:
        """Who is in a group."""
        with in_plain_words():
            return [name.decode() for name in await self._valkey.zrangebyscore(group, time.time(), "+inf")]

    async def _hear(self, after: str) -> None:
        while True:
            try:
                with in_plain_words():
                    found = await self._valkey.xread({_SHOUTS: after}, block=round(LISTEN_S * 1000))
            except BusUnreachable:
                await asyncio.sleep(AGAIN_S)
                continue
            for _, shouts in found or []:
                for number, entry in shouts:
                    after = number.decode()
                    self._heard(entry.get(_VALUE, b""))

    def _heard(self, shout: bytes) -> None:
        """Heed a shout, unless it is one's own or nothing that is known here."""
        try:
            told = orjson.loads(shout)
            what, by, form = str(told.pop("what")), told.pop("from"), told.pop("form", None)
        except (ValueError, TypeError, AttributeError, KeyError):
            log.warning("something passed that is no shout")
            return
        handler = self._handlers.get(what) if by != self._replica.id and self._forms.knows(what, form) else None
        if handler is None:
            return
        try:
            handler(told)
        except Exception:
            log.exception("what another process told could not be heeded")

    async def _speak(self) -> None:
        while True:
            await self._said.wait()
            self._said.clear()
            while self._outbox:
                batch = self._outbox[:100]
                try:
                    with in_plain_words():
                        async with self._valkey.pipeline(transaction=True) as pipe:
                            for value in batch:
                                pipe.xadd(_SHOUTS, {_VALUE: value}, minid=f"{round((time.time() - HEARD_S) * 1000)}-0")
                            await pipe.execute()
                except BusUnreachable:
                    await asyncio.sleep(AGAIN_S)
                else:
                    del self._outbox[: len(batch)]


def reach(url: str) -> str:
    """The version of the Valkey server at an address, for the operator. Raises BusUnreachable."""
    try:
        import valkey
    except ImportError as error:
        raise BusUnreachable(
            "TUTOR_BUS is set, but the client for Valkey is not installed.",
            action="Install it with `pip install 'tutor-es[replicas]'`.",
        ) from error
    try:
        with valkey.Valkey.from_url(url, socket_connect_timeout=PATIENCE_S, socket_timeout=PATIENCE_S) as client:
            told = client.info("server")
    except (valkey.exceptions.ValkeyError, OSError, ValueError) as error:
        where = urlsplit(url)
        raise BusUnreachable(
            f"Valkey does not answer at {where.hostname or url}, port {where.port or 6379}.",
            action="Start it (Debian's package is valkey-server), or write its address into TUTOR_BUS.",
            detail=str(error),
        ) from error
    return str(told.get("valkey_version") or told.get("redis_version"))


async def open_bus(settings: Settings, replica: Replica) -> Bus | None:
    """The bus of the settings, listening; None for a tutor by itself. Raises BusUnreachable."""
    if replica.alone:
        return None
    bus = Bus(settings.bus, replica)
    await bus.open()
    return bus


@contextlib.contextmanager
def in_plain_words() -> Iterator[None]:
    """Errors of Valkey's client as those of the tutor."""
    from valkey.exceptions import ValkeyError

    try:
        yield
    except (ValkeyError, OSError, TimeoutError) as error:
        raise BusUnreachable(detail=str(error)) from error
