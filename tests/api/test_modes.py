"""Replies that come whole, and a page that is hosted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.client import begin, say, text_of
from tests.conftest import Server, running
from tests.fakes.ollama import FakeOllama
from tutor.core.settings import Settings

PAGE = "https://page.example.org"


@pytest.fixture(scope="module")
def tutor(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = Settings(
        data_dir=tmp_path_factory.mktemp("data"),
        llm="ollama",
        ollama_url=ollama.url,
        prewarm=False,
        corrections_llm=False,
        streaming=False,
        allowed_origins=[PAGE],
    )
    with running(settings) as server:
        yield server


def test_without_streaming_the_reply_comes_whole(tutor: Server, ollama: FakeOllama) -> None:
    ollama.delay_s = 0.05
    events = say(tutor.client, begin(tutor.client))
    assert [e.data["text"] for e in events if e.name == "token"] == ["¡Muy bien! ¿Y tú?"]
    assert events[-1].data["usage"]["completion_tokens"] == 4


def test_without_streaming_what_had_arrived_before_a_fault_is_kept(tutor: Server, ollama: FakeOllama) -> None:
    ollama.die_after = 2
    events = say(tutor.client, begin(tutor.client))
    assert events[-1].name == "error"
    assert events[-1].data["text"] == text_of(events) == "¡Muy bien!"


def test_a_listed_page_may_ask_and_read(tutor: Server) -> None:
    headers = {"Origin": PAGE, "Sec-Fetch-Site": "cross-site"}
    made = tutor.client.post("/api/conversations", json={"level": "A1"}, headers=headers)
    assert made.status_code == 201
    assert made.headers["access-control-allow-origin"] == PAGE
    assert made.headers["access-control-allow-credentials"] == "true"
    refused = tutor.client.post("/api/conversations", content=bytes(26_000_000), headers=headers)
    assert refused.status_code == 413
    assert refused.headers["access-control-allow-origin"] == PAGE  # so that it can say why


def test_preflight(tutor: Server) -> None:
    asks = {"Access-Control-Request-Method": "DELETE", "Access-Control-Request-Headers": "authorization,last-event-id"}
    answer = tutor.client.options("/api/turns/x", headers={"Origin": PAGE} | asks)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PAGE
    assert "DELETE" in answer.headers["access-control-allow-methods"]


@pytest.mark.parametrize("origin", ["https://evil.example", f"{PAGE}.evil.example", "http://page.example.org", "null"])
def test_others_may_not(tutor: Server, origin: str) -> None:
    asks = {"Access-Control-Request-Method": "POST"}
    answer = tutor.client.options("/api/conversations", headers={"Origin": origin} | asks)
    assert "access-control-allow-origin" not in answer.headers
    answer = tutor.client.post("/api/conversations", json={"level": "A1"}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert "access-control-allow-origin" not in tutor.client.get("/api/levels", headers={"Origin": origin}).headers
