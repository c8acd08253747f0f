"""A local engine that fails, and one elsewhere that could answer: nothing goes there before the learner's own yes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.client import begin, messages, say
from tests.conftest import Server, running
from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted
from tests.fakes.ollama import FakeOllama

HOST = "models.example.org"


@pytest.fixture
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture
def tutor(ollama: FakeOllama, hosted: FakeHosted, tmp_path: Path) -> Iterator[Server]:
    """Another name than this machine's leads to the fake, by way of a proxy."""
    changes = {"llm_fallback": ["openai"], "openai_url": f"http://{HOST}/v1", "openai_model": MODEL}
    settings = ollama.tutor(tmp_path / "data", openai_key=KEY, corrections_llm=True, **changes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTP_PROXY", hosted.url)
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        with running(settings) as server:
            yield server


def test_nothing_leaves_before_the_yes_and_all_of_it_may_after(
    tutor: Server, ollama: FakeOllama, hosted: FakeHosted
) -> None:
    client, conversation = tutor.client, begin(tutor.client)
    ollama.die_after = 0
    failed = say(client, conversation, "Esto es solo mío.")[-1]
    assert (failed.name, failed.data["code"]) == ("error", "consent_needed")
    assert HOST in failed.data["message"]
    assert failed.data["retryable"]
    assert hosted.requests == []
    assert [m["text"] for m in messages(client, conversation) if m["role"] == "learner"] == ["Esto es solo mío."]

    told = client.get("/api/engines").json()
    assert told["elsewhere"] == [{"title": "OpenAI-compatible server", "host": HOST, "allowed": False}]
    assert client.patch("/api/learner", json={"remote_hosts": ["evil.example"]}).status_code == 404
    assert client.patch("/api/learner", json={"remote_hosts": [HOST]}).json()["remote_hosts"] == [HOST]
    assert client.get("/api/engines").json()["elsewhere"][0]["allowed"]

    answered = say(client, conversation, "Ahora sí.")
    assert answered[-1].name == "done", answered[-1].data
    assert hosted.requests

    hosted.requests.clear()
    assert client.patch("/api/learner", json={"remote_hosts": []}).json()["remote_hosts"] == []
    assert say(client, conversation, "Y ahora no.")[-1].data["code"] == "consent_needed"
    assert hosted.requests == []


def test_deleting_everything_takes_the_yes_back(tutor: Server) -> None:
    tutor.client.patch("/api/learner", json={"remote_hosts": [HOST]})
    assert tutor.client.delete("/api/learner/data").status_code == 204
    assert tutor.client.get("/api/learner").json()["remote_hosts"] == []


def test_programs_need_the_yes_as_well(tutor: Server, ollama: FakeOllama, hosted: FakeHosted) -> None:
    ollama.die_after = 0
    body = {"messages": [{"role": "user", "content": "Hola"}]}
    answer = tutor.client.post("/v1/chat/completions", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "consent_needed")
    assert hosted.requests == []
