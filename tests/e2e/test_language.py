"""The page in the learner's language: nothing that it says stays English."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Server
from tests.e2e.chromium import shoot
from tests.e2e.steps import begin, until, write
from tests.tutors import PATIENCE_S
from tutor import __version__
from tutor.core.levels import Level
from tutor.exercises.told import points_in
from tutor.language.es.levels import levels_in

pytestmark = pytest.mark.e2e

I18N = Path(__file__).parents[2] / "frontend/src/shared/i18n"
SETTINGS = {"es": "Ajustes", "de": "Einstellungen", "fr": "Réglages", "it": "Impostazioni", "pt": "Configurações"}
MISTAKE = "Ayer yo fue al cine con mi amiga."

# All that is read or heard of the page, but for what says of itself that it is in a language: what is learned and told.
SAID = """() => {
  const said = new Set();
  const own = node => node.closest('[lang]') === document.documentElement && !node.closest('script, style, noscript, [hidden]');
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (own(walk.currentNode.parentElement)) said.add(walk.currentNode.textContent.trim());
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
    for (const node of document.querySelectorAll(`[${name}]`)) if (own(node)) said.add(node.getAttribute(name).trim());
  return [...said];
}"""


def words(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).strip()


# What coincides with English, as the page's own test has it; names, a title, and what the server names.
COINCIDING = re.findall(r'"([^"]+)"', (I18N.parents[1] / "untranslated.same.ts").read_text())
NAMES = [
    "Hindi · हिन्दी",
    "Urdu · اردو",
    "Tamil · தமிழ்",
    "Filipino",
    "English",
    "Español",
    "Português",
    "Deutsch",
    "Français",
    "Italiano",
    "fake-chat:8b · ollama",
]
GIVEN = ["Small talk", "Ayer yo fui al cine con mi amiga.", "Built-in", f"Tutor {__version__}"]
SAME = {words(text) for text in [*COINCIDING, *NAMES, *GIVEN]}


def said(page: Page) -> set[str]:
    texts: list[str] = page.evaluate(SAID)
    return {text for text in texts if re.search(r"[^\W\d_]{3}", text) and words(text) not in SAME}


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser that speaks the language; without a worker, which would fetch ahead."""
    context = browser.new_context(
        viewport={"width": 1000, "height": 700}, locale=request.param, reduced_motion="reduce", service_workers="block"
    )
    yield context
    context.close()


def is_told(page: Page, server: Server, language: str) -> None:
    """Wait until the tutor knows what the page speaks: what it tells of corrections and scenes is in that language then."""
    until(page, lambda: server.client.get("/api/learner").json()["page_language"] == language)


def nothing_stays(page: Page, before: set[str]) -> None:
    """Wait until nothing of it is said any more: what the tutor tells of scenes comes a moment after the page's own words."""
    end = time.monotonic() + PATIENCE_S
    while before & said(page) and time.monotonic() < end:
        page.wait_for_timeout(100)
    assert before & said(page) == set()


def choose(page: Page, language: str) -> None:
    page.get_by_test_id("open-settings").click()
    page.get_by_test_id("page-language").select_option(language)
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    "context", [file.suffixes[0][1:] for file in sorted(I18N.glob("common.??.ts"))], indirect=True, ids=str
)
def test_nothing_stays_english(context: BrowserContext, server: Server, request: pytest.FixtureRequest) -> None:
    language = request.node.callspec.params["context"]
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda asked: loaded.append(asked.url.rsplit("/", 1)[1]))

    begin(page, server.url)
    expect(page.locator("html")).to_have_attribute("lang", language)
    is_told(page, server, language)
    assert {name[:2] for name in loaded if re.match(r"(es|pt|de|fr|it)-.*\.js", name)} == {language}
    write(page, MISTAKE)
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("correction").first).to_be_visible()
    talk = page.url
    there = {"conversation": said(page)}
    shoot(page, f"language-{language}-conversation")
    page.goto(server.url)
    expect(page.get_by_test_id("todays-cards")).to_be_visible()
    there["today"] = said(page)
    shoot(page, f"language-{language}-today")
    page.get_by_test_id("open-settings").click()
    expect(page.get_by_role("dialog", name=SETTINGS[language])).to_be_visible()
    expect(page.get_by_test_id("page-language")).to_have_value(language)
    there["settings"] = said(page)
    shoot(page, f"language-{language}-settings")

    # English is chosen: the page is drawn again, and what is open stays open.
    page.get_by_test_id("page-language").focus()
    page.get_by_test_id("page-language").select_option("en")
    expect(page.get_by_role("dialog", name="Settings")).to_be_visible()
    expect(page.get_by_test_id("page-language")).to_be_focused()
    nothing_stays(page, there["settings"])
    is_told(page, server, "en")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_test_id("todays-cards")).to_be_visible()
    nothing_stays(page, there["today"])
    page.goto(talk)
    expect(page.get_by_test_id("correction").first).to_be_visible()
    nothing_stays(page, there["conversation"])
    assert len(there["conversation"]) > 15, "the page has been looked at"
    assert len(there["settings"]) > 40


@pytest.mark.parametrize("context", ["fr-CA"], indirect=True)
def test_english_stays_where_a_language_cannot_be_loaded(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    page.add_init_script("localStorage.setItem('tutor.language', 'es')")
    page.route(re.compile(r"/assets/es-"), lambda route: route.abort())
    page.goto(server.url)
    expect(page.get_by_test_id("new-conversation")).to_have_text("New conversation")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("context", ["en-US"], indirect=True)
def test_the_learners_first_language_is_spoken(context: BrowserContext, server: Server) -> None:
    page = context.new_page()
    server.client.patch("/api/learner", json={"first_language": "es"}).raise_for_status()
    try:
        page.goto(server.url)
        expect(page.locator("html")).to_have_attribute("lang", "es")
        expect(page.get_by_test_id("new-conversation")).to_have_text("Nueva conversación")
    finally:
        server.client.patch("/api/learner", json={"first_language": "en"})
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    choose(page, "en")
    page.reload()
    expect(page.get_by_test_id("new-conversation")).to_have_text("New conversation")


@pytest.mark.parametrize("context", ["de-DE"], indirect=True)
def test_the_map_and_the_levels_speak_the_language(context: BrowserContext, server: Server) -> None:
    def explained(language: str) -> None:
        point = points_in(language)["noun-gender"]
        page.goto(f"{server.url}/#/map?point=noun-gender")
        detail = page.get_by_test_id("point")
        expect(detail).to_contain_text(point.explanation)
        expect(detail).to_contain_text(point.regions)
        expect(page.get_by_role("dialog", name=point.title)).to_be_visible()
        page.goto(server.url)
        page.get_by_test_id("new-conversation").click()
        page.get_by_test_id("level-B1").click()
        expect(page.get_by_role("dialog")).to_contain_text(levels_in(language)[Level.B1].can_do)
        page.keyboard.press("Escape")

    page = context.new_page()
    page.goto(server.url)
    explained("de")
    choose(page, "it")
    page.keyboard.press("Escape")
    explained("it")
    server.client.patch("/api/learner", json={"page_language": ""}).raise_for_status()
