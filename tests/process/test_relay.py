"""What one process passes to another for a microphone: bounded, however slow its reader is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.valkey import ValkeyServer, program, valkey
from tutor.api.conversation.relay import MOST_WAITING, RelayLine
from tutor.core.bus import Bus
from tutor.core.replica import Replica

pytestmark = pytest.mark.skipif(program() is None, reason="needs Debian's package valkey-server or redis-server")
# Valkey drops what is too old in parts of a hundred entries.
PART = 100


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with valkey() as server:
        yield server


@pytest.fixture
async def bus(server: ValkeyServer) -> AsyncIterator[Bus]:
    bus = Bus(server.url, Replica(alone=False))
    yield bus
    await bus.close()


async def test_frames_nobody_reads_are_bounded_and_a_reader_who_missed_some_is_gone(bus: Bus) -> None:
    line = RelayLine(bus, "one")
    for _ in range(10 * MOST_WAITING):
        await line.send(b"s", b"x" * 3_200)
    assert MOST_WAITING <= len(await bus.entries("one", 0)) <= MOST_WAITING + PART
    assert [frame async for frame in RelayLine(bus, "one").frames(1.0)] == []


async def test_a_reader_who_keeps_up_gets_all(bus: Bus) -> None:
    line, reader = RelayLine(bus, "two"), RelayLine(bus, "two").frames(1.0)
    for n in range(3 * MOST_WAITING):
        await line.send(b"s", str(n).encode())
        if n % 50 == 49:
            assert [(await anext(reader))[1] for _ in range(50)] == [str(m).encode() for m in range(n - 49, n + 1)]
    await reader.aclose()
