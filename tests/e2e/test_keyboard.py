"""A first day by Tab, Enter and arrows alone, from the door to the help on shortcuts. Focus is seen wherever it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.test_practice import answer_rightly
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

# More than any page has; who presses so often is in a trap.
MOST_STEPS = 400
# How the focus is seen: by its own outline, or that of what holds it, in the window and not under anything.
SEEN = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));  // until it is drawn
  const here = document.activeElement;
  // Between the page's end and its beginning the browser's own bar has the keyboard.
  if (here === document.body || !here.matches(':focus')) return '';
  const box = here.getBoundingClientRect();
  const name = here.dataset.testid || here.getAttribute('aria-label') || here.textContent.trim().slice(0, 40) || here.outerHTML.slice(0, 80);
  const marked = [here, here.closest('label'), here.parentElement].some(one => one && getComputedStyle(one).outlineStyle !== 'none')
    || here.closest('.field:focus-within') !== null;  // it has a ring of its own
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const quiet = here.id === 'main' || (here.tabIndex === -1 && /^H[1-3]$/.test(here.tagName));
  return (marked || quiet) && inside ? '' : `${name} (${marked ? 'outside the window' : 'not marked'})`;
}"""


class Keys:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []
        self.unclean: list[str] = []

    def to(self, wanted: Locator, key: str = "Tab") -> Locator:
        """Presses Tab until the focus is there."""
        expect(wanted).to_be_visible()
        for _ in range(MOST_STEPS):
            if wanted.evaluate("one => one === document.activeElement"):
                return wanted
            self.page.keyboard.press(key)
            if said := self.page.evaluate(SEEN):
                self.unseen.append(said)
        raise AssertionError(f"{wanted} is not reached; the focus is at {self.at()}")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.to(wanted)
        self.page.keyboard.press(key)

    def at(self) -> str:
        return str(self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)"))

    def into(self, name: str) -> None:
        """To a page of the list, whose heading is then near: the list lies behind."""
        self.press(self.page.get_by_test_id(f"to-{name}"))
        expect(self.page.locator("main h1, main h2").first).to_be_visible()
        expect(self.page.locator("#main:focus-within")).to_have_count(1)

    def looked_at(self, name: str) -> None:
        shoot(self.page, f"keys-{name}")
        self.unclean += [f"{name}: {fault}" for fault in faults(self.page)]


@pytest.fixture
def keys(browser: Browser) -> Iterator[Keys]:
    context = browser.new_context(
        viewport={"width": 1100, "height": 760}, permissions=["microphone"], reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield Keys(page)
    assert problems == []
    context.close()


def test_a_day_by_keyboard_alone(keys: Keys, ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path, accounts=True)) as server:
        comes_in(keys, server)
        first_minute(keys)
        scene_and_debrief(keys)
        practice(keys)
        reading(keys)
        words_and_map(keys)
        classes(keys)
        settings_and_models(keys)
        search_and_shortcuts(keys)
    assert keys.unclean == []
    assert set(keys.unseen) == set(), sorted(set(keys.unseen))


def comes_in(keys: Keys, server: Server) -> None:
    page = keys.page
    page.goto(server.wait_for_line("#/setup").split()[-1])
    keys.to(page.get_by_label("Name"))
    page.keyboard.type("Clara")
    keys.to(page.get_by_label("Password", exact=True))
    page.keyboard.type("una frase bien larga")
    page.keyboard.press("Enter")


def first_minute(keys: Keys) -> None:
    page = keys.page
    keys.to(page.get_by_test_id("first-language"))
    for step in ("goal", "variety", "level", "minutes", "sound", "scene"):
        keys.press(page.get_by_test_id("first-next"))
        expect(page.locator(f"[data-step={step}]")).to_be_visible()
        expect(page.get_by_test_id("first-minute").get_by_role("heading").nth(1)).to_be_focused()
        if step == "level":
            keys.to(page.get_by_role("radio").first)
            page.keyboard.press("ArrowDown")
            expect(page.get_by_test_id("knowledge-some").get_by_role("radio")).to_be_checked()
        keys.looked_at(f"first-{step}")
    keys.press(page.get_by_test_id("first-next"))


def scene_and_debrief(keys: Keys) -> None:
    page = keys.page
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)
    keys.to(page.get_by_test_id("message-input"))
    page.keyboard.type("Ayer yo va al cine con mi amiga.")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    expect(page.get_by_test_id("message-input")).to_be_focused()
    correction = page.get_by_test_id("correction").first
    expect(correction).to_be_visible()
    keys.to(correction, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(correction).to_have_attribute("aria-expanded", "true")
    keys.looked_at("correction")
    page.keyboard.press("Escape")
    finish = page.get_by_test_id("finish")
    expect(finish).to_have_attribute("aria-disabled", "false")
    keys.press(finish)
    expect(page.get_by_test_id("debrief")).to_be_visible()
    expect(page.get_by_test_id("debrief").get_by_role("heading").first).to_be_focused()
    keys.looked_at("debrief")
    for name in ("listening", "share", "whole"):
        opener = page.get_by_test_id(name)
        keys.press(opener)
        expect(page.get_by_role("dialog")).to_be_visible()
        keys.looked_at(name)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(opener).to_be_focused()


def practice(keys: Keys) -> None:
    page = keys.page
    keys.into("practice")
    kinds: set[str] = set()
    for _ in range(12):
        kinds.add(answer_rightly(page))
        page.keyboard.press("Enter")
        if len(kinds) >= 4:
            break
    assert len(kinds) >= 4
    keys.press(page.get_by_test_id("finish"))
    expect(page.get_by_test_id("summary").get_by_role("heading")).to_be_focused()
    keys.looked_at("practised")


def reading(keys: Keys) -> None:
    page = keys.page
    keys.into("documents")
    keys.looked_at("documents")
    keys.press(page.locator("[data-testid=sample]:visible").first)
    expect(page.get_by_test_id("aloud")).to_be_visible()
    play = page.get_by_test_id("aloud-play")
    keys.press(play)
    expect(play).to_be_focused()
    page.keyboard.press("Enter")
    keys.looked_at("aloud")


def words_and_map(keys: Keys) -> None:
    page = keys.page
    keys.into("words")
    topic = page.locator("[data-testid^=topic-] > summary").first
    keys.press(topic)
    word = page.locator("[data-testid^=word-]:visible").first
    keys.press(word.locator("summary"))
    keys.press(word.get_by_test_id("add-word"))
    expect(word.get_by_test_id("in-cards")).to_be_visible()
    expect(word.get_by_test_id("in-cards")).to_be_focused()  # the button has gone
    keys.looked_at("words")
    keys.into("map")
    point = page.locator(".map-point").first
    keys.press(point)
    expect(page.get_by_test_id("talk-point")).to_be_visible()
    keys.looked_at("map")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(point).to_be_focused()


def classes(keys: Keys) -> None:
    page = keys.page
    keys.into("classes")
    keys.looked_at("classes")
    keys.to(page.get_by_label("Name of a new class"))
    page.keyboard.type("A1 Martes")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("class")).to_be_visible()
    keys.looked_at("class")


def settings_and_models(keys: Keys) -> None:
    page = keys.page
    opener = page.get_by_test_id("open-settings")
    keys.press(opener)
    expect(page.get_by_test_id("engine-now")).to_be_visible()
    for _ in range(MOST_STEPS):  # round all of it once, and never out of it
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('dialog') === null && document.activeElement !== document.body"
        ):
            raise AssertionError(f"out of the dialog: {keys.at()}")
    keys.looked_at("settings")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    keys.press(page.get_by_test_id("to-models"))
    expect(page.get_by_test_id("machine")).to_be_visible()
    expect(page.locator("#main:focus-within")).to_have_count(1)
    keys.looked_at("models")


def search_and_shortcuts(keys: Keys) -> None:
    page = keys.page
    page.keyboard.press("/")
    expect(page.get_by_test_id("search-input")).to_be_focused()
    page.keyboard.type("cine")
    found = page.get_by_role("dialog").get_by_role("link").first
    keys.to(found)
    keys.looked_at("search")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("message-learner").first).to_be_visible()
    expect(page.locator("#main:focus-within")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.looked_at("shortcuts")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
