"""Processes of two releases on one Valkey: what one does not know of the other's is skipped, and nothing fails by it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.process.pairs import needs_servers
from tests.tutors import PATIENCE_S
from tests.valkey import ValkeyServer, valkey
from tutor.api.conversation.relay import RelayLine
from tutor.conversation.events import Event
from tutor.conversation.passing import Passing, follow_elsewhere, passed
from tutor.conversation.unsent import Unsent, UnsentShelf
from tutor.core.bus import Bus
from tutor.core.errors import SpeechForgotten
from tutor.core.forms import PassedForms
from tutor.core.replica import Replica
from tutor.speech.stt.transcribe import Transcript, Word
from tutor.store.session import Store
from tutor.store.tables import Conversation, Learner, Turn, TurnEvent

pytestmark = needs_servers[1]
# What a release to come may have changed beyond what this one can read.
CHANGED = PassedForms({"stop": 2, "turn": 2, "said": 2, "microphone": 2})


@pytest.fixture(scope="module")
def server() -> Iterator[ValkeyServer]:
    with valkey() as server:
        yield server


@pytest.fixture
async def this(server: ValkeyServer) -> AsyncIterator[Bus]:
    """A process of this release."""
    bus = Bus(server.url, Replica(alone=False))
    await bus.open()
    yield bus
    await bus.close()


@pytest.fixture
async def newer(server: ValkeyServer) -> AsyncIterator[Bus]:
    """A process of a release to come."""
    bus = Bus(server.url, Replica(alone=False), CHANGED)
    await bus.open()
    yield bus
    await bus.close()


async def until(so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not so():
        assert time.monotonic() < end, "it never came"
        await asyncio.sleep(0.02)


async def raw(server: ValkeyServer, stream: str, entry: dict[bytes, bytes]) -> None:
    from valkey.asyncio import Valkey

    async with Valkey.from_url(server.url) as client:
        await client.xadd(stream, entry)


async def test_a_shout_of_a_form_to_come_is_skipped_and_the_next_one_heard(
    this: Bus, newer: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[tuple[str, dict[str, Any]]] = []
    for what in ("stop", "forget"):
        this.on(what, lambda told, what=what: heard.append((what, told)))
        newer.on(what, lambda told, what=what: heard.append((f"newer {what}", told)))
    with caplog.at_level(logging.WARNING):
        newer.shout("stop", turns=["a"])
        newer.shout("something to come", more=True)
        newer.shout("forget", learner="ana", conversation="c", since=7)
        this.shout("stop", turn="b")
        await until(lambda: len(heard) == 2)
    # Further fields come along and hurt nobody; what this release tells, the newer one still understands.
    assert ("forget", {"learner": "ana", "conversation": "c", "since": 7}) in heard
    assert ("newer stop", {"turn": "b"}) in heard
    assert caplog.records == []


@pytest.mark.parametrize(
    "entry",
    [
        {b"v": b"\xff no text"},
        {b"v": b"[1, 2]"},
        {b"v": b"null"},
        {b"v": b"{}"},
        {b"v": orjson.dumps({"what": ["stop"], "from": None, "form": {"x": 1}})},
        {b"v": orjson.dumps({"what": "forget", "from": "other", "form": "two"})},
        {b"other": b"field"},
    ],
)
async def test_what_is_no_shout_at_all_makes_nobody_deaf(
    this: Bus, newer: Bus, server: ValkeyServer, entry: dict[bytes, bytes]
) -> None:
    heard: list[dict[str, Any]] = []
    this.on("forget", heard.append)
    await raw(server, "shouts", entry)
    newer.shout("forget", learner="ana")
    await until(lambda: bool(heard))
    assert heard == [{"learner": "ana"}]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    yield store
    store.close()


def turn_in(store: Store, events: list[Event]) -> str:
    """A turn under way of which so many events are stored."""
    with store.session() as session:
        session.add(Learner(id="ana"))
        session.flush()
        session.add(Conversation(id="c", learner_id="ana", scenario_id="charla", level="A1", title="x"))
        session.flush()
        session.add(Turn(id="t", conversation_id="c"))
        session.flush()
        session.add_all([TurnEvent(turn_id="t", seq=e.seq, name=e.name, data=e.data) for e in events])
        session.commit()
    return "t"


EVENTS = [Event(1, "start", {"turn": "t"}), Event(2, "token", {"text": "Hola"}), Event(3, "done", {"text": "Hola"})]


async def test_a_turn_passed_on_in_a_form_to_come_is_read_where_it_is_stored(
    newer: Bus, this: Bus, store: Store
) -> None:
    turn_id = turn_in(store, EVENTS)
    passing = Passing(newer, turn_id)
    for event in EVENTS:
        passing(event)
    await until_passed(newer, turn_id)
    assert await passed(this, turn_id) == []
    assert [event.seq for event in await passed(newer, turn_id)] == [1, 2, 3]
    read = [event async for batch in follow_elsewhere(this, store, turn_id, 0) for event in batch]
    assert read[-1] == EVENTS[-1]
    assert [event.seq for event in read] == [1, 2, 3]


async def test_what_an_event_tells_beside_its_name_and_data_is_let_be(this: Bus) -> None:
    await this.append("turn:more", [(1, orjson.dumps(["token", {"text": "Hola", "tone": "glad"}, "further"]))], 60)
    assert await passed(this, "more") == [Event(1, "token", {"text": "Hola", "tone": "glad"})]


async def until_passed(bus: Bus, turn_id: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while len(await passed(bus, turn_id)) < len(EVENTS):
        assert time.monotonic() < end
        await asyncio.sleep(0.02)


def said(listen_id: str) -> Unsent:
    transcript = Transcript("Hola", [Word("Hola", 0.0, 0.5, 0.9)], "es", 0.5)
    return Unsent(listen_id, "ana", "c", "s", b"\x01\x02", transcript, time.monotonic() + 60)


async def test_what_was_said_at_a_newer_one_is_found_or_as_if_it_were_not_there(this: Bus, newer: Bus) -> None:
    await UnsentShelf(newer).put(said("newer"))
    assert await UnsentShelf(this).look("newer") is None
    assert await UnsentShelf(newer).look("newer") is not None

    await UnsentShelf(this).put(said("mine"))
    assert (await UnsentShelf(newer).look("mine")) is not None
    kept = await this.get("said:mine")
    assert kept
    head, _, sound = kept.partition(b"\n")
    told = orjson.loads(head)
    told["mood"] = "glad"
    told["transcript"] |= {"accent": "of Cádiz", "words": [word | {"pitch": 7} for word in told["transcript"]["words"]]}
    await this.put("said:mine", orjson.dumps(told) + b"\n" + sound, 60)
    found = await UnsentShelf(this).look("mine")
    assert found is not None
    assert (found.sound, found.transcript) == (b"\x01\x02", said("mine").transcript)
    await UnsentShelf(this).take(found)
    with pytest.raises(SpeechForgotten):
        await UnsentShelf(newer).take(found)


async def test_frames_of_a_form_to_come_are_as_if_nothing_came(this: Bus, newer: Bus) -> None:
    far = RelayLine(newer, "microphone:x:out")
    for _ in range(3):
        await far.send(b"t", b"hola")
    assert [frame async for frame in RelayLine(this, "microphone:x:out").frames(0.5)] == []
    near = RelayLine(this, "microphone:x:in")
    await near.send(b"z", b"a kind to come")
    assert await anext(RelayLine(newer, "microphone:x:in").frames(1.0)) == (b"z", b"a kind to come")
