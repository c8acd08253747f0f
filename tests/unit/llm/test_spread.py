"""Several servers with the same model: the work is shared, and one that is gone is missed by nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted
from tests.fakes.serve import free_port
from tests.tutors import PATIENCE_S
from tutor.core.errors import EngineUnavailable
from tutor.llm.base import ChatRequest, complete
from tutor.llm.engines.openai import OpenAIModel
from tutor.llm.offer import Place, place_of

SAID = "¡Muy bien! ¿Y tú?"


def ask(text: str = "Hola.") -> ChatRequest:
    return ChatRequest([{"role": "user", "content": text}], 50)


@pytest.fixture
def two() -> Iterator[tuple[FakeHosted, FakeHosted]]:
    with fake_hosted() as one, fake_hosted() as other:
        yield one, other


@pytest.fixture
async def model(two: tuple[FakeHosted, FakeHosted]) -> AsyncIterator[OpenAIModel]:
    model = OpenAIModel(", ".join(f"{one.url}/v1" for one in two), MODEL, KEY, PATIENCE_S)
    yield model
    await model.close()


async def test_what_is_asked_at_once_is_asked_of_both(model: OpenAIModel, two: tuple[FakeHosted, FakeHosted]) -> None:
    for one in two:
        one.stall_after = 2  # each has its request until we have seen both
    asking = [asyncio.create_task(complete(model, ask(f"Hola {n}."))) for n in range(4)]
    end = time.monotonic() + PATIENCE_S
    while sum(len(one.requests) for one in two) < 4:
        assert time.monotonic() < end
        await asyncio.sleep(0.01)
    assert [len(one.requests) for one in two] == [2, 2]
    for task in asking:
        task.cancel()
    await asyncio.wait(asking)
    # Who went away is under way no more.
    for one in two:
        one.stall_after = None
    assert await complete(model, ask()) == SAID


async def test_one_conversation_stays_with_one_server(model: OpenAIModel, two: tuple[FakeHosted, FakeHosted]) -> None:
    for _ in range(5):
        assert await complete(model, ask()) == SAID
    assert sorted(len(one.requests) for one in two) == [0, 5]


async def test_one_that_is_gone_is_passed_over(two: tuple[FakeHosted, FakeHosted]) -> None:
    gone = f"http://127.0.0.1:{free_port()}/v1"
    for addresses in (f"{gone},{two[0].url}/v1", f"{two[0].url}/v1,{gone}"):
        model = OpenAIModel(addresses, MODEL, KEY, PATIENCE_S)
        for n in range(6):
            assert await complete(model, ask(f"Hola {n}.")) == SAID
        await model.check()
        await model.close()
    assert len(two[0].requests) == 12
    model = OpenAIModel(f"{gone},{gone}", MODEL, KEY, PATIENCE_S)
    with pytest.raises(EngineUnavailable):
        await complete(model, ask())
    await model.close()


async def test_addresses_may_differ_below_their_hosts(two: tuple[FakeHosted, FakeHosted]) -> None:
    model = OpenAIModel(f"{two[0].url}/v1/,http://localhost:{two[1].port}/v1", MODEL, KEY, PATIENCE_S)
    two[0].status, two[0].error = 500, {"message": "broken"}
    said, asked = set(), 0
    while len(said) < 2 and asked < 100:  # which of them one beginning goes to is as good as drawn
        try:
            said.add(await complete(model, ask(f"{asked}")))
        except EngineUnavailable:  # what a server answers is its answer: nobody is asked twice
            said.add("")
        asked += 1
    assert said == {SAID, ""}
    assert len(two[0].requests) + len(two[1].requests) == asked
    await model.close()


def test_words_leave_for_others_where_any_of_the_servers_is_elsewhere() -> None:
    assert place_of("http://127.0.0.1:1/v1, http://10.0.0.7:1/v1") == Place()
    assert place_of("http://127.0.0.1/v1,https://api.example.org/v1") == Place(here=False, host="api.example.org")
    several = "https://b.example.org/v1,https://a.example.org/v1"
    assert place_of(several) == Place(here=False, host="a.example.org, b.example.org")
