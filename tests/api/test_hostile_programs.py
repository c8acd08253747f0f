"""What another program asks of the model over `/v1` neither wedges it nor moves the learners to another engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.client import begin, say
from tests.conftest import Server, running
from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted
from tests.fakes.ollama import FakeOllama
from tutor.core.queue import FairQueue

ASK = [{"role": "user", "content": "Hola"}]


def asked(server: Server, schema: dict[str, Any], **more: Any) -> Any:
    format = {"type": "json_schema", "json_schema": {"name": "a", "schema": schema}}
    return server.client.post("/v1/chat/completions", json={"messages": ASK, "response_format": format} | more)


@pytest.fixture(scope="module")
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture(scope="module")
def two(hosted: FakeHosted, ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A hosted engine first, and Ollama where that fails."""
    settings = ollama.tutor(
        tmp_path_factory.mktemp("two"),
        llm="openai",
        openai_url=f"{hosted.url}/v1",
        openai_key=KEY,
        openai_model=MODEL,
        llm_fallback=["ollama"],
    )
    with running(settings) as server:
        yield server


def test_a_huge_schema_is_refused_before_it_reaches_the_engine(server: Server, ollama: FakeOllama) -> None:
    for schema in ({"enum": [str(n) for n in range(20_000)]}, {"type": "string", "minLength": 10**8}):
        answer = asked(server, schema)
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "invalid_input"
    assert not ollama.requests


def test_a_schema_that_the_engine_refuses_is_the_programs_fault(two: Server, hosted: FakeHosted) -> None:
    hosted.status, hosted.error = 400, {"message": "bad grammar", "type": "invalid_request_error"}
    answers = [asked(two, {"type": "nonsense"}), asked(two, {"type": "nonsense"}, stream=True)]
    hosted.status = 200
    assert [answer.status_code for answer in answers] == [422, 422]
    assert {answer.json()["error"]["code"] for answer in answers} == {"request_refused"}
    start = say(two.client, begin(two.client))[0].data
    assert start["engine"] == "openai"


def test_not_even_a_program_that_breaks_the_engine_moves_the_learners(two: Server, hosted: FakeHosted) -> None:
    hosted.html = True
    assert asked(two, {"type": "object"}).status_code == 502
    hosted.html = False
    assert say(two.client, begin(two.client))[0].data["engine"] == "openai"


def test_what_the_engine_refuses_of_one_learner_moves_no_other(two: Server, hosted: FakeHosted) -> None:
    hosted.status, hosted.error = 400, {"message": "no", "type": "invalid_request_error"}
    assert say(two.client, begin(two.client))[-1].name == "done"  # the next engine answers this one
    hosted.status = 200
    assert say(two.client, begin(two.client))[0].data["engine"] == "openai"


def test_an_engine_that_hangs_makes_room(
    ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    queues: list[FairQueue] = []

    def made(*how: Any) -> FairQueue:
        queues.append(FairQueue(*how))
        return queues[-1]

    monkeypatch.setattr("tutor.runtime.FairQueue", made)
    settings = ollama.tutor(tmp_path_factory.mktemp("slow"), llm_slots=1, llm_slot_s=0.5)
    with running(settings) as server:
        ollama.delay_s = 600.0
        for _ in range(2):
            assert asked(server, {"type": "object"}, response_format={"type": "text"}).status_code == 502
        failed = say(server.client, begin(server.client))[-1]
        assert failed.data["code"] == "engine_too_slow"
        ollama.delay_s = 0.0
        for queue in queues:
            queue._limit_s = None  # a slow machine may take longer for a reply
        assert say(server.client, begin(server.client))[-1].name == "done"
