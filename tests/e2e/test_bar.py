"""The bar on phones: every page of every day within reach of a thumb, upright and on its side."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.steps import begin, write

pytestmark = pytest.mark.e2e

UPRIGHT, SIDEWAYS = {"width": 390, "height": 844}, {"width": 844, "height": 390}
# Sent before anything is seen, as it goes over the wire.
MOST_SCRIPT = 250_000


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=UPRIGHT, has_touch=True, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_every_page_is_one_press_away(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    bar = phone.get_by_test_id("bottom-bar")
    for name, address in (("Practise", "#/practice"), ("Read", "#/documents"), ("Today", "#/"), ("Talk", "#/c/")):
        bar.get_by_role("link", name=name).click()
        expect(bar.get_by_role("link", name=name)).to_have_attribute("aria-current", "page")
        assert address in phone.url
    phone.get_by_test_id("bar-more").click()
    expect(phone.get_by_test_id("to-map")).to_be_visible()
    phone.get_by_test_id("to-map").click()
    expect(phone.get_by_role("heading", name="Your map of Spanish")).to_be_visible()
    bar.get_by_role("link", name="Today").focus()
    phone.keyboard.press("Tab")
    expect(bar.get_by_role("link", name="Talk")).to_be_focused()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [UPRIGHT, SIDEWAYS], ids=["upright", "sideways"])
def test_it_is_in_reach_and_clean(phone: Page, server: Server, dark: bool, size: dict[str, int]) -> None:
    phone.emulate_media(color_scheme="dark" if dark else "light")
    phone.set_viewport_size(size)
    for address in ("", "documents", "practice"):
        phone.goto(f"{server.url}/#/{address}")
        phone.locator("main h1, main h2").first.wait_for()
        phone.wait_for_timeout(400)
        shoot(phone, f"bar-{address or 'home'}-{size['width']}-{'dark' if dark else 'light'}")
        assert faults(phone) == []
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for one in phone.get_by_test_id("bottom-bar").locator("a, button").all():
            box = one.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert box["y"] + box["height"] <= size["height"]


def test_it_makes_room_while_one_writes(phone: Page, server: Server) -> None:
    begin(phone, server.url)
    expect(phone.get_by_test_id("bottom-bar")).to_be_visible()
    shoot(phone, "bar-conversation")
    for n in range(2):
        write(phone, f"Me gusta leer {n + 1} libros.")
        expect(phone.get_by_test_id("message-tutor").nth(n + 1)).to_have_attribute("data-state", "complete")
    phone.get_by_test_id("message-input").focus()
    expect(phone.get_by_test_id("bottom-bar")).to_be_hidden()
    # It comes back when one presses something else, and not before that is pressed.
    phone.get_by_test_id("translate").last.click()
    expect(phone.get_by_test_id("translate").last).not_to_have_attribute("aria-expanded", "false")
    expect(phone.get_by_test_id("bottom-bar")).to_be_visible()
    phone.get_by_test_id("message-input").focus()
    expect(phone.get_by_test_id("bottom-bar")).to_be_hidden()
    phone.set_viewport_size(SIDEWAYS)
    expect(phone.get_by_test_id("bottom-bar")).to_be_visible()
    shoot(phone, "bar-conversation-sideways")


def test_little_is_sent_before_anything_is_seen(phone: Page, server: Server) -> None:
    sizes: dict[str, int] = {}
    phone.on("response", lambda got: sizes.update({got.url: int(got.headers.get("content-length", 0))}))
    phone.goto(server.url)
    phone.locator("main h1, main h2").first.wait_for()
    scripts = {url: size for url, size in sizes.items() if url.endswith(".js")}
    assert scripts
    assert 0 < sum(scripts.values()) <= MOST_SCRIPT, scripts
    largest = max(scripts, key=lambda url: scripts[url])  # small ones have little to compress
    whole = server.client.get(largest, headers={"Accept-Encoding": "identity"}).content
    assert len(zlib.compress(whole)) < len(whole) / 2  # what was counted was compressed
