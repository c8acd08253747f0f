"""How corrections are shown: what is sure is struck, what is likely is asked, what the level has not met waits."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.steps import begin, stored, until, write
from tests.e2e.test_scenes import looked_at

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(browser: Browser) -> Page:
    """One that axe may look into."""
    return browser.new_context(viewport={"width": 1000, "height": 700}, bypass_csp=True).new_page()


@pytest.fixture
def learning(server: Server) -> Iterator[Server]:
    """The learner's settings as they were, afterwards."""
    yield server
    server.client.patch("/api/learner", json={"variety": "spain", "vosotros": True, "first_language": "en"})


def test_what_is_likely_asks_and_what_is_sure_strikes(page: Page, learning: Server) -> None:
    begin(page, learning.url, "B1")
    write(page, "Vos tienes un amiga y dudo que ella viene.")
    marks = page.get_by_test_id("message-learner").get_by_test_id("correction")
    expect(marks).to_have_count(3)
    asked, struck = marks.first, marks.nth(1)
    expect(asked).to_have_text("tienes (?)")
    expect(asked.locator("del")).to_have_count(0)
    expect(struck.locator("del")).to_have_text("un")
    expect(struck.locator("ins")).to_have_text("una")
    marks.nth(2).click()
    detail = page.locator(".correction-detail")
    expect(detail).to_contain_text("“dudo que” leaves open whether it is true")
    expect(detail.get_by_test_id("to-point")).to_have_attribute("href", re.compile("subjunctive-doubt"))
    looked_at(page, "correction-sure")
    asked.click()
    expect(page.get_by_test_id("did-you-mean")).to_have_text("Did you mean “tenés”?")
    looked_at(page, "correction-likely")
    page.get_by_test_id("accept-correction").click()
    expect(asked.locator("ins")).to_have_text("tenés")

    def kept() -> bool:
        learner = next(m for m in stored(learning, page) if m["role"] == "learner")
        return [c["certainty"] for c in learner["corrections"] if c["replacement"] == "tenés"] == ["sure"]

    until(page, kept)  # the page shows it before the server has kept it


def test_a_beginner_is_told_first_what_the_level_has_met(page: Page, learning: Server) -> None:
    begin(page, learning.url, "A1")
    write(page, "Dudo que ella viene hoy con un amiga.")
    message = page.get_by_test_id("message-learner")
    expect(message.get_by_test_id("correction")).to_have_count(1)
    expect(message.get_by_test_id("correction").locator("ins")).to_have_text("una")
    message.get_by_test_id("more-corrections").click()
    expect(message.get_by_test_id("correction")).to_have_count(2)


def test_the_variety_is_chosen_in_the_settings(page: Page, learning: Server) -> None:
    page.goto(learning.url)
    page.get_by_role("button", name="Settings").first.click()
    page.get_by_test_id("variety").select_option("river-plate")
    expect(page.get_by_test_id("vosotros")).not_to_be_checked()
    expect(page.get_by_test_id("accent")).to_have_value("america")
    page.get_by_test_id("variety").scroll_into_view_if_needed()
    looked_at(page, "settings-variety")
    assert learning.client.get("/api/learner").json()["variety"] == "river-plate"
