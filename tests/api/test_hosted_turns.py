"""A turn over the real server, with a hosted model behind it: what the learner said is kept, whatever happens there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from tests.api.client import begin, messages, read_events, say
from tests.conftest import Server, running
from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted
from tutor.core.settings import Settings
from tutor.llm.deadlines import Deadlines


@pytest.fixture(scope="module")
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture(scope="module", params=["openai", "anthropic", "gemini"])
def tutor(
    request: pytest.FixtureRequest, hosted: FakeHosted, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        llm=request.param,
        openai_url=f"{hosted.url}/v1",
        openai_key=SecretStr(KEY),
        anthropic_url=hosted.url,
        anthropic_model=MODEL,
        anthropic_key=SecretStr(KEY),
        gemini_url=hosted.url,
        gemini_model=MODEL,
        gemini_key=SecretStr(KEY),
        prewarm=False,
        corrections_llm=False,
    )
    with running(settings) as server:
        yield server


def test_a_turn_and_one_that_stalls_and_is_retried(
    tutor: Server, hosted: FakeHosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation = begin(tutor.client)
    events = say(tutor.client, conversation)
    assert events[0].data["model"] == MODEL
    assert events[-1].data["text"] == "¡Muy bien! ¿Y tú?"
    assert events[-1].data["usage"]["completion_tokens"] == 4

    hosted.stall_after = {"openai": 3, "anthropic": 5, "gemini": 2}[events[0].data["engine"]]
    with monkeypatch.context() as patch:
        patch.setattr(Deadlines, "next", lambda *asked: 2.0)
        events = say(tutor.client, conversation, "Estoy bien.")
    hosted.stall_after = None
    assert events[-1].name == "error"
    assert events[-1].data["code"] == "engine_too_slow"
    assert events[-1].data["retryable"]
    assert events[-1].data["text"].startswith("¡Muy ")
    assert [m["text"] for m in messages(tutor.client, conversation) if m["role"] == "learner"][-1] == "Estoy bien."

    with tutor.client.stream("POST", f"/api/turns/{events[0].data['turn_id']}/regenerate") as response:
        assert list(read_events(response))[-1].data["text"] == "¡Muy bien! ¿Y tú?"


def test_the_key_stays_inside(tutor: Server, hosted: FakeHosted, tmp_path: Path) -> None:
    hosted.status, hosted.error = 401, {"message": f"{KEY} is wrong", "type": "authentication_error"}
    events = say(tutor.client, begin(tutor.client))
    hosted.status = 200
    assert events[-1].data["code"] == "engine_unavailable"
    assert "_KEY" in events[-1].data["action"]
    status: httpx.Response = tutor.client.get("/api/status")
    assert KEY not in "".join(tutor.lines) + status.text + str([e.data for e in events])
