"""The model here fails, one elsewhere could answer: the page asks in plain words, and sends nothing before the yes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.api.client import wait_until
from tests.conftest import Server, running
from tests.e2e.steps import begin
from tests.fakes.hosted import KEY, MODEL, FakeHosted, fake_hosted
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

HOST = "models.example.org"


@pytest.fixture(scope="module")
def hosted() -> Iterator[FakeHosted]:
    with fake_hosted() as fake:
        yield fake


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, hosted: FakeHosted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    changes = {"llm_fallback": ["openai"], "openai_url": f"http://{HOST}/v1", "openai_model": MODEL, "openai_key": KEY}
    settings = ollama.tutor(tmp_path_factory.mktemp("page"), **changes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTP_PROXY", hosted.url)
        patch.setenv("NO_PROXY", "127.0.0.1,localhost")
        with running(settings) as server:
            yield server


def test_the_page_asks_before_words_leave(page: Page, server: Server, ollama: FakeOllama, hosted: FakeHosted) -> None:
    ollama.die_after = 0
    begin(page, server.url)
    page.get_by_test_id("message-input").fill("Esto es solo mío.")
    page.get_by_test_id("send-button").click()
    asked = page.get_by_test_id("ask-elsewhere")
    expect(asked).to_contain_text(HOST)
    expect(asked).to_contain_text("a computer of somebody else")
    assert hosted.requests == []
    page.get_by_test_id("allow-elsewhere").click()
    expect(page.get_by_test_id("message-tutor").last).to_contain_text("¿Y tú?")
    assert hosted.requests


def test_the_yes_is_taken_back_in_settings(page: Page, server: Server) -> None:
    server.client.patch("/api/learner", json={"remote_hosts": [HOST]})
    page.goto(server.url)
    page.reload()
    page.get_by_role("button", name="Settings").click()
    choice = page.get_by_test_id("may-go-elsewhere")
    expect(choice).to_be_checked()
    choice.uncheck()
    expect(choice).not_to_be_checked()
    # The page shows it before the server has it.
    wait_until(lambda: server.client.get("/api/learner").json()["remote_hosts"] == [])
