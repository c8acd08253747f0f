"""What has to come over the network before a learner sees what to do: bytes and round trips, whatever the machine's speed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.chromium import sent_until

pytestmark = pytest.mark.e2e

# Three seconds of 400 kbit/s, less two round trips of 400 ms: one for the page, one for all that it names.
MOST_BYTES = int((3 - 2 * 0.4) * 400_000 / 8)
CONVERSATIONS = 60


@pytest.fixture(params=["en-US", "de-DE", "fr-FR"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale=request.param, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def practised(server: Server) -> Server:
    """A tutor whose learner has talked for weeks."""
    for n in range(CONVERSATIONS):
        made = server.client.post("/api/conversations", json={"level": "A2", "scenario_id": "cafe"}).json()
        title = {"title": f"En el café con Ana, vez {n}: medialunas y un cortado"}
        server.client.patch(f"/api/conversations/{made['id']}", json=title).raise_for_status()
    return server


def test_little_is_sent_before_there_is_something_to_do(visitor: Page, practised: Server) -> None:
    spoken = visitor.evaluate("navigator.language").split("-")[0]
    # Whoever comes again has told the tutor the page's language.
    practised.client.patch("/api/learner", json={"page_language": spoken}).raise_for_status()
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    sent = sent_until(visitor, practised.url, ".app")
    expect(visitor.locator("html")).to_have_attribute("lang", spoken)
    assert sum(sent.values()) <= MOST_BYTES, sent
    assert any("/assets/index-" in url for url in sent), "the page itself has been counted"
    assert any("/api/today" in url for url in asked), "and what there is to do has been asked for"


def test_nothing_waits_for_an_answer_that_could_have_come_beside_the_page(visitor: Page, practised: Server) -> None:
    spoken = visitor.evaluate("navigator.language").split("-")[0]
    practised.client.patch("/api/learner", json={"page_language": spoken}).raise_for_status()
    # All that is drawn at first has been asked for before the page's own code ran.
    visitor.add_init_script("addEventListener('load', () => performance.mark('loaded'))")
    # What was asked early counts for three seconds after that, in which a slow machine draws nothing: for longer here.
    visitor.add_init_script("{ const later = setTimeout; window.setTimeout = (act, ms) => later(act, 100 * ms); }")
    sent_until(visitor, practised.url, "[data-testid=todays-scene]")
    late = visitor.evaluate(
        """() => performance.getEntriesByType('resource')
          .filter(({name}) => /\\/api\\/(session|learner|today|conversations)|assets\\/(en|de|fr)-\\w+.js/.test(name))
          .filter(({name, startTime}) => startTime > performance.getEntriesByName('loaded')[0].startTime && !/-rest-/.test(name))
          .map(({name}) => name)"""
    )
    assert late == []


def test_all_code_for_a_first_conversation_is_small(visitor: Page, practised: Server) -> None:
    scripts: dict[str, int] = {}
    visitor.on(
        "response",
        lambda one: scripts.update({one.url: int(one.headers["content-length"])}) if one.url.endswith(".js") else None,
    )
    visitor.goto(practised.url)
    visitor.get_by_test_id("go-on-with").click()
    expect(visitor.get_by_test_id("message-input")).to_be_visible()
    assert len(scripts) > 3
    assert sum(scripts.values()) <= 250_000, scripts
