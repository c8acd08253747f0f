"""Every page as a learner sees it who has been here for six weeks, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import SIZES, shoot, size_of, wait_until_fits
from tests.e2e.steps import until
from tests.e2e.test_language import said
from tests.fakes.ollama import FakeOllama
from tests.weeks import TALKS, draw_out, six_weeks
from tutor.exercises.told import points_in

pytestmark = pytest.mark.e2e

# Where each page is, and what is drawn when it is there.
PAGES = {
    "today": ("#/", "[data-testid=todays-scene]"),
    "practice": ("#/practice", "[data-testid=practice]"),
    "progress": ("#/progress", "main h2"),
    "map": ("#/map", "[data-testid=map-point]"),
    "words": ("#/words", "[data-testid=study-count]"),
    "documents": ("#/documents", "main li"),
    "gaps": ("#/longer/gaps", "main summary"),
    "listening": ("#/longer/listening", "main summary"),
    "tasks": ("#/longer/tasks", "main summary"),
    "turns": ("#/turns", "main li, main tr"),
    "templates": ("#/templates", "main h1, main h2"),
    "models": ("#/models", "main h2"),
    "placement": ("#/placement", "main h1, main h2"),
    "classes": ("#/classes", "main h1, main h2"),
}


# How far what was drawn has moved by itself, as browsers measure it (Layout Instability).
SHIFTS = """window.shifts = [];
new PerformanceObserver(seen => shifts.push(...seen.getEntries().filter(one => !one.hadRecentInput).map(one => one.value)))
  .observe({type: 'layout-shift', buffered: true});"""


@pytest.fixture(scope="module")
def weeks(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(
        tmp_path_factory.mktemp("weeks"), llm="none", tts="openai", tts_url="http://127.0.0.1:9/v1"
    )  # talks in silence
    with running(settings) as server:
        six_weeks(server.client)
    draw_out(settings.data_dir / "tutor.db")
    with running(settings) as server:
        yield server


@pytest.fixture
def page(sized_page: Page, weeks: Server) -> Page:
    sized_page.on(
        "response", lambda answer: pytest.fail(f"{answer.status} {answer.url}") if answer.status >= 500 else None
    )
    sized_page.add_init_script(SHIFTS)
    return sized_page


@pytest.mark.parametrize("name", ["today", "progress", "documents"])
def test_nothing_is_pushed_away_while_a_page_is_drawn(page: Page, weeks: Server, name: str) -> None:
    """Here several answers come in any order, and what is asked last may stand highest."""
    address, drawn = PAGES[name]
    late: list[Route] = []
    last = {"today": "**/api/today", "progress": "**/api/progress?**", "documents": "**/api/documents"}[name]
    page.route(last, lambda route: late.append(route))
    page.goto(f"{weeks.url}/{address}")
    until(page, lambda: bool(late))
    page.wait_for_timeout(500)  # whatever else comes is drawn
    for route in late:
        route.continue_()
    expect(page.locator(drawn).first).to_be_visible()
    page.wait_for_timeout(500)
    assert sum(page.evaluate("shifts")) < 0.1


@pytest.mark.parametrize("name", PAGES)
def test_a_page_after_six_weeks(page: Page, weeks: Server, name: str) -> None:
    address, drawn = PAGES[name]
    page.goto(f"{weeks.url}/{address}")
    expect(page.locator(drawn).first).to_be_visible()
    expect(page.locator(".error-note, .broken")).to_have_count(0)
    wait_until_fits(page)
    shoot(page, f"weeks-{name}-{size_of(page)}")
    assert faults(page) == []


def test_an_old_conversation_is_found_opened_and_gone_on_with(page: Page, weeks: Server) -> None:
    oldest = weeks.client.get("/api/conversations").json()[-1]
    page.goto(f"{weeks.url}/#/c/{oldest['id']}")
    expect(page.get_by_test_id("message-learner")).to_have_count(4)
    wait_until_fits(page)
    shoot(page, f"weeks-conversation-{size_of(page)}")
    assert faults(page) == []


def test_six_weeks_are_told_as_six_weeks(weeks: Server) -> None:
    talks = weeks.client.get("/api/conversations").json()
    assert len(talks) == TALKS - 3  # three lie in the archive
    days = {talk["created_at"][:10] for talk in talks}
    assert len(days) > 15
    today = weeks.client.get("/api/today").json()
    assert re.search(r'"due": ?[1-9]', str(today).replace("'", '"')), today


# Of a text, of models and of voices.
NAMES = re.compile(r"El pescador|^(Gemma|Ministral|Mistral|Qwen|Whisper) |· [♀♂]")


@pytest.fixture(scope="module")
def english(weeks: Server, browser: Browser) -> dict[str, set[str]]:
    return told_on_all_pages(weeks, browser, "en-US")


def told_on_all_pages(weeks: Server, browser: Browser, language: str) -> dict[str, set[str]]:
    """What each page says, but for what is marked as being in a language of its own, is the learner's, or is a name."""
    weeks.client.patch("/api/learner", json={"page_language": language[:2]}).raise_for_status()
    given = {talk["title"] for talk in weeks.client.get("/api/conversations").json()}
    given |= {word["meaning"] for word in weeks.client.get("/api/suggestions").json()}  # in their first language
    spanish = {point.title for point in points_in("es").values()}
    given |= spanish & {point.title for point in points_in("en").values()}
    context = browser.new_context(viewport=SIZES["desk"], locale=language, reduced_motion="reduce")
    page = context.new_page()
    there: dict[str, set[str]] = {}
    for name, (address, drawn) in PAGES.items():
        page.goto(f"{weeks.url}/{address}")
        expect(page.locator(drawn).first).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", language[:2])
        there[name] = {text for text in said(page) if not NAMES.search(text)} - given
    context.close()
    return there


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "pt"])
def test_no_page_stays_english(weeks: Server, browser: Browser, english: dict[str, set[str]], language: str) -> None:
    there = told_on_all_pages(weeks, browser, language)
    assert {name: there[name] & english[name] for name in PAGES if there[name] & english[name]} == {}
    assert all(len(there[name]) > 10 for name in PAGES), "the pages have been looked at"
