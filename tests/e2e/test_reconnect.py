"""The page behind a network that breaks: whatever is cut, the text shown is the text stored, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Server
from tests.e2e.steps import begin, stored
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

# Every kind of letter that can be cut in two.
REPLY = [f"{n}·¡Olé, señora! 😀👩‍🏫 " for n in range(40)]
STREAMS = r"POST /api/conversations/\w+/turns |GET /api/turns/\w+/events "
CUTS = 6
# Keeps each text that the last reply ever showed.
WATCH = """() => {
  window.shown = new Set();
  new MutationObserver(() => {
    const texts = document.querySelectorAll('[data-testid=message-tutor] .tutor-text');
    if (texts.length > 1) window.shown.add(texts[texts.length - 1].textContent);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture(autouse=True)
def _slowly(ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = REPLY, 0.08


@pytest.fixture
def proxy(server: Server) -> Iterator[CuttingProxy]:
    with CuttingProxy(int(server.url.rstrip("/").rsplit(":", 1)[1])) as proxy:
        yield proxy


@pytest.mark.parametrize("at_most", [600, 3000])
def test_cut_connections_lose_and_double_nothing(
    page: Page, server: Server, proxy: CuttingProxy, ollama: FakeOllama, at_most: int
) -> None:
    begin(page, proxy.url)
    page.evaluate(WATCH)
    asked = len(ollama.chats)
    proxy.cut(CUTS, only=STREAMS, at_most=at_most, seed=at_most)
    page.get_by_test_id("message-input").fill("Hola, ¿qué tal?")
    page.get_by_test_id("send-button").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")

    assert proxy.cuts_made > 1
    messages = stored(server, page)
    assert [m["role"] for m in messages] == ["tutor", "learner", "tutor"]
    assert messages[2]["text"] == "".join(REPLY).strip()
    assert reply.locator(".tutor-text").text_content() == messages[2]["text"]
    expect(page.get_by_test_id("message-learner")).to_have_count(1)
    assert len(ollama.chats) == asked + 1
    shown = page.evaluate("() => [...window.shown]")
    assert len(shown) > 3
    assert [text for text in shown if not messages[2]["text"].startswith(text.rstrip())] == []


def test_an_answer_that_never_came_is_not_asked_for_twice(page: Page, server: Server, proxy: CuttingProxy) -> None:
    begin(page, proxy.url)
    proxy.cut(1, only=r"POST /api/conversations/\w+/turns ", after=0)
    page.get_by_test_id("message-input").fill("¿Me oyes?")
    page.get_by_test_id("send-button").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert proxy.cuts_made == 1
    assert [m["text"] for m in stored(server, page)][1:] == ["¿Me oyes?", "".join(REPLY).strip()]
    expect(page.get_by_test_id("error")).to_have_count(0)


def test_what_could_not_be_sent_is_kept_over_visits_and_sent_once(
    page: Page, server: Server, proxy: CuttingProxy
) -> None:
    begin(page, proxy.url)
    page.route("**/turns", lambda route: route.abort())
    page.get_by_test_id("message-input").fill("Sin red")
    page.get_by_test_id("send-button").click()
    expect(page.get_by_test_id("error")).to_contain_text("Not sent")
    page.get_by_test_id("message-input").fill("un borrador")
    address = page.url
    page.get_by_role("link", name="Tutor").click()
    expect(page.locator(".home")).to_be_visible()
    page.unroute("**/turns")
    page.goto(address)
    expect(page.get_by_test_id("error")).to_contain_text("Not sent")
    page.reload()
    expect(page.get_by_test_id("message-input")).to_have_value("un borrador")
    page.get_by_test_id("error").get_by_role("button", name="Try again").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert [m["text"] for m in stored(server, page) if m["role"] == "learner"] == ["Sin red"]
