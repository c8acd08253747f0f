"""Words of a level on the page: by topic, heard, explained, made cards of, searched; on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, size_of, wait_until_fits
from tests.e2e.steps import HEARD
from tutor.language.es.vocabulary import by_shown, vocabulary

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(sized_page: Page, server: Server) -> Iterator[Page]:
    yield sized_page
    for card in server.client.get("/api/cards", params={"limit": 500}).json():
        server.client.delete(f"/api/cards/{card['id']}")


def looked_at(page: Page, name: str) -> None:
    """Fits, is accessible, and can be seen by a person."""
    wait_until_fits(page)
    shoot(page, f"study-{name}-{size_of(page)}")
    assert faults(page) == []


def test_a_topic_is_opened_and_its_words_become_cards(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/words")
    here = [word for word in vocabulary() if word.level == "A2"]  # the learner's
    expect(page.get_by_test_id("study-count")).to_contain_text(f"{len(here)} words, 0 in your cards")
    looked_at(page, "level")
    page.get_by_test_id("study-A1").click()
    topic = page.get_by_test_id("topic-home")
    topic.locator("> summary").click()
    row = page.get_by_test_id("word-la puerta")
    expect(row).to_contain_text("door")
    expect(row).to_contain_text(by_shown()["la puerta"].sentence)
    row.locator("summary").click()
    expect(row).to_contain_text("plural: puertas")
    expect(row).to_contain_text(by_shown()["la puerta"].meaning("es"))
    looked_at(page, "topic")
    row.get_by_test_id("add-word").click()
    expect(row.get_by_test_id("in-cards")).to_be_visible()
    of_topic = [word for word in vocabulary() if (word.level, word.topic) == ("A1", "home")]
    expect(topic.get_by_test_id("add-topic")).to_contain_text(f"Add {len(of_topic) - 1} words")
    topic.get_by_test_id("add-topic").click()
    expect(page.get_by_test_id("study-count")).to_contain_text(f"{len(of_topic)} in your cards, 0 known")
    looked_at(page, "added")
    cards = server.client.get("/api/cards", params={"limit": 500}).json()
    assert {card["front"] for card in cards} == {word.text for word in of_topic}


def test_a_word_is_searched_and_heard(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/words")
    page.get_by_test_id("study-search").fill("go to bed")
    row = page.get_by_test_id("word-acostarse")
    expect(row).to_be_visible()
    row.locator("summary").click()
    expect(row).to_contain_text("me acuesto")
    looked_at(page, "found")
    page.get_by_test_id("study-search").fill("la puerta")
    said = page.get_by_test_id("word-la puerta").get_by_role("button", name="la puerta", exact=True)
    with page.expect_response("**/api/words/la%20puerta/speech*"):
        said.click()
    expect(said).to_have_attribute("data-speech-state", HEARD)
    page.get_by_test_id("study-search").fill("zzzz")
    expect(page.get_by_test_id("study-count")).to_contain_text("No word like that")
