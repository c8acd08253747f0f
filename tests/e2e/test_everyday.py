"""What every day brings: a server that goes away, a small screen, a page enlarged, a reader that does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.steps import begin, until, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

MISTAKE = "Ayer yo fue al cine con mi amiga."


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700}, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def cut(page: Page) -> None:
    """The server goes away, as far as this page can tell."""
    page.route("**/*", lambda route: route.abort("connectionrefused"))


def mend(page: Page) -> None:
    page.unroute("**/*")


def settled(page: Page, server: Server) -> None:
    """The first page, when it has asked for all that it wants."""
    with page.expect_response("**/api/status"):
        page.goto(server.url)
    page.wait_for_timeout(1000)


def corrected(page: Page, url: str) -> None:
    """A conversation with a correction in it, and its reply."""
    begin(page, url)
    write(page, MISTAKE)
    expect(page.get_by_test_id("correction").first).to_be_visible()


# How much the page has asked for and has not been told.
UNDER_WAY = """(() => {
  const ask = window.fetch;
  window.underWay = 0;
  window.fetch = (...what) => {
    window.underWay += 1;
    return ask(...what).finally(() => { window.underWay -= 1; });
  };
})()"""


def test_a_server_that_goes_away_is_missed_within_three_seconds(fresh: Page, server: Server) -> None:
    """By the page's own clock, which stands still while the machine brings it an answer, or that there is none."""
    fresh.clock.install(time=datetime(2026, 6, 10, 19, 0))
    fresh.add_init_script(UNDER_WAY)
    settled(fresh, server)
    strip = fresh.get_by_test_id("status-strip")

    def told_all() -> None:
        until(fresh, lambda: bool(fresh.evaluate("window.underWay === 0")))

    fresh.clock.pause_at(datetime(2026, 6, 10, 20, 0))  # it has asked just now, and waits before it asks again
    told_all()
    cut(fresh)
    for _ in range(30):
        fresh.clock.run_for(100)
        told_all()
    expect(strip).to_contain_text("The tutor is not answering")
    fresh.clock.resume()
    shoot(fresh, "everyday-gone")
    mend(fresh)
    expect(strip).not_to_contain_text("not answering")


def test_a_page_that_cannot_be_fetched_says_so_alone_and_comes_by_itself(fresh: Page, server: Server) -> None:
    begin(fresh, server.url)
    fresh.get_by_test_id("message-input").fill("Esto no se pierde")
    cut(fresh)
    fresh.get_by_test_id("to-map").click()
    expect(fresh.get_by_test_id("not-loaded")).to_contain_text("This page could not be loaded")
    shoot(fresh, "everyday-not-loaded")
    fresh.get_by_test_id("not-loaded").get_by_role("button", name="Try again").click()
    expect(fresh.get_by_test_id("not-loaded")).to_be_visible()
    expect(fresh.get_by_test_id("to-practice")).to_be_visible()  # all else stands
    fresh.go_back()
    expect(fresh.get_by_test_id("message-input")).to_have_value("Esto no se pierde")
    fresh.get_by_test_id("to-map").click()
    mend(fresh)
    expect(fresh.get_by_role("heading", name="Your map of Spanish")).to_be_visible()


def test_an_upgraded_server_has_its_page_loaded_once(fresh: Page, server: Server) -> None:
    begin(fresh, server.url)
    fresh.get_by_test_id("message-input").fill("Tampoco esto")
    loads: list[str] = []
    fresh.on("load", lambda page: loads.append(page.url))
    fresh.route("**/assets/MapPage-*", lambda route: route.fulfill(status=404))
    fresh.route(server.url + "/", another_page)
    fresh.get_by_test_id("to-map").click()
    expect(fresh.get_by_test_id("not-loaded")).to_be_visible()  # the chunk is missing still
    assert len(loads) == 1
    fresh.go_back()
    expect(fresh.get_by_test_id("message-input")).to_have_value("Tampoco esto")


def another_page(route: Route) -> None:
    """What the server answers to who asks whether the page has changed; a navigation gets the real one."""
    if route.request.is_navigation_request():
        route.continue_()
    else:
        route.fulfill(status=200, content_type="text/html", body='<script src="/assets/index-other.js"></script>')


def test_nothing_is_asked_for_twice_at_the_start(fresh: Page, server: Server) -> None:
    asked: Counter[str] = Counter()
    fresh.on(
        "request",
        lambda request: asked.update([request.url.removeprefix(server.url)] if request.method == "GET" else []),
    )
    settled(fresh, server)
    until(fresh, lambda: asked["/api/learner"] > 0)
    del asked["/api/status"]
    assert {path: times for path, times in asked.items() if times > 1 and path.startswith("/api/")} == {}
    assert asked["/api/learner"] == 1


def test_assets_come_compressed_and_only_once(fresh: Page, server: Server) -> None:
    sent: dict[str, dict[str, str]] = {}
    fresh.on("response", lambda response: sent.update({response.url: response.headers}))
    fresh.goto(server.url)
    expect(fresh.get_by_test_id("status-strip")).to_be_attached()
    script = next(headers for url, headers in sent.items() if "/assets/index-" in url and url.endswith(".js"))
    assert script["content-encoding"] in ("br", "gzip")
    assert "immutable" in script["cache-control"]
    assert int(script["content-length"]) < 150_000
    scripts = {url: headers for url, headers in sent.items() if url.endswith(".js")}
    assert sum(int(headers["content-length"]) for headers in scripts.values()) <= 250_000


@pytest.mark.parametrize(
    ("width", "height", "least"),
    [(320, 256, 110), (844, 390, 230), (390, 420, 250), (390, 844, 480)],
    ids=["enlarged four times", "landscape phone", "phone with its keyboard", "phone"],
)
def test_the_conversation_can_be_read_on_any_screen(
    fresh: Page, server: Server, width: int, height: int, least: int
) -> None:
    corrected(fresh, server.url)
    fresh.set_viewport_size({"width": width, "height": height})
    fresh.get_by_test_id("message-input").focus()
    log = fresh.get_by_role("log")
    # What stood there before the window changed goes a moment later.
    until(fresh, lambda: (box := log.bounding_box()) is not None and box["height"] >= least)
    shoot(fresh, f"everyday-{width}x{height}")
    assert fresh.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("record-button", "message-input", "send-button"):
        place = fresh.get_by_test_id(name).bounding_box()
        assert place is not None
        assert place["y"] + place["height"] <= height, name


# What can be pressed and stands by itself, with the smaller of its sides in CSS pixels. What stands in a line of text is
# as high as the line.
PRESSED = """() => [...document.querySelectorAll('button, a[href], select, summary, input:not([type=radio], [type=checkbox], [type=file])')]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && getComputedStyle(one).display !== 'inline')
  .map(one => [one.dataset.testid || one.className || one.outerHTML.slice(0, 80), Math.min(one.offsetWidth, one.offsetHeight)])
  .filter(([name, side]) => side < 44 && name !== 'skip')"""


def test_fingers_hit_what_they_press(browser: Browser, server: Server) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, bypass_csp=True, reduced_motion="reduce"
    )
    page = context.new_page()
    for begun in server.client.get("/api/conversations").json():  # whoever has talked is not greeted any more
        server.client.delete(f"/api/conversations/{begun['id']}").raise_for_status()
    page.goto(server.url)
    page.get_by_test_id("first-next").wait_for()
    found = {"first minute": page.evaluate(PRESSED)}
    page.get_by_test_id("first-not-now").click()
    server.client.post("/api/documents", files={"file": ("mar.txt", b"El mar es azul. El cielo es gris.")})
    document = server.client.get("/api/documents").json()[0]["id"]
    talk = server.client.post("/api/conversations", json={"level": "A2", "scenario_id": "cafe"}).json()["id"]
    for address in ("", "progress", "practice", "map", "documents", f"documents/{document}", "longer", f"c/{talk}"):
        page.goto(f"{server.url}/#/{address}")
        page.locator("main h1, main [role=log]").first.wait_for()
        page.wait_for_timeout(500)
        found[address or "today"] = page.evaluate(PRESSED)
    page.get_by_test_id("bar-more").click()
    found["more"] = page.evaluate(PRESSED)
    page.get_by_test_id("open-settings").click()
    page.get_by_test_id("engine-now").wait_for()
    found["settings"] = page.evaluate(PRESSED)
    page.keyboard.press("Escape")
    page.get_by_test_id("bar-more").click()
    page.get_by_test_id("shortcuts").click()
    expect(page.get_by_role("dialog").locator("kbd").first).to_be_visible()  # a tablet may have a keyboard
    context.close()
    assert {name: small for name, small in found.items() if small} == {}


def test_reading_aloud_leaves_room_to_read(fresh: Page, server: Server) -> None:
    text = ("El mar es azul y el cielo es gris. " * 40).encode()
    document = server.client.post("/api/documents", files={"file": ("mar.txt", text)}).json()["id"]
    fresh.goto(f"{server.url}/#/documents/{document}")
    bar = fresh.get_by_test_id("aloud")
    for width, height, most in ((1280, 800, 80), (390, 844, 130), (320, 256, 60)):
        fresh.set_viewport_size({"width": width, "height": height})
        expect(bar).to_be_in_viewport()
        box = bar.bounding_box()
        shoot(fresh, f"everyday-aloud-{width}")
        assert box is not None
        assert box["height"] <= most, (width, box)
        for name in ("aloud-play", "after-me", "speed"):
            place = bar.get_by_test_id(name).bounding_box()
            assert place is not None
            assert place["x"] >= 0 and place["x"] + place["width"] <= width, name  # noqa: PT018


def test_an_address_that_leads_nowhere_says_so(fresh: Page, server: Server) -> None:
    fresh.goto(f"{server.url}/#/of-another-version")
    expect(fresh.get_by_role("heading", name="There is no such page")).to_be_visible()
    assert faults(fresh) == []
    fresh.get_by_role("link", name="To today’s page").click()
    expect(fresh.get_by_test_id("lost")).to_have_count(0)


def test_corrections_are_announced_and_named_as_they_read(fresh: Page, server: Server) -> None:
    corrected(fresh, server.url)
    told = fresh.get_by_test_id("announcer")
    expect(told).to_contain_text("The tutor says:")
    expect(told).to_contain_text("1 correction of your sentence:")
    mark = fresh.get_by_test_id("correction").first
    assert (mark.get_attribute("aria-label") or "").startswith(mark.inner_text())
    assert fresh.get_by_text("tokens/s").count() == 0
    assert faults(fresh) == []
    mark.click()
    assert faults(fresh) == []
    shoot(fresh, "everyday-correction")


MOVING = """() => document.getAnimations()
  .filter(one => one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 50)
  .map(one => `${one.animationName ?? one.transitionProperty}: ${one.effect.target?.className}`)"""


def test_nothing_moves_for_who_wants_no_motion(fresh: Page, server: Server, ollama: FakeOllama) -> None:
    corrected(fresh, server.url)
    seen: set[str] = set(fresh.evaluate(MOVING))
    ollama.held = True
    try:
        write(fresh, "Me gusta leer.")
        expect(fresh.get_by_test_id("message-tutor").last).to_have_attribute("aria-busy", "true")
        seen |= set(fresh.evaluate(MOVING))
        fresh.emulate_media(reduced_motion="no-preference")
        fresh.wait_for_function(f"({MOVING})().length > 0")  # whoever has not said so sees that it is being written
        fresh.emulate_media(reduced_motion="reduce")
    finally:
        ollama.held = False
    expect(fresh.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    fresh.get_by_test_id("help-button").click()
    seen |= set(fresh.evaluate(MOVING))
    for address in ("", "practice", "map", "documents"):
        fresh.goto(f"{server.url}/#/{address}")
        fresh.locator("main h1, main h2").first.wait_for()
        seen |= set(fresh.evaluate(MOVING))
    assert seen == set()


PAGES = ("", "progress", "practice", "map", "placement", "documents", "templates", "turns", "words", "models", "longer")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_are_clean(fresh: Page, server: Server, dark: bool) -> None:
    fresh.emulate_media(color_scheme="dark" if dark else "light")
    found: dict[str, list[str]] = {}
    for address in PAGES:
        fresh.goto(f"{server.url}/#/{address}")
        fresh.locator("main h1, main h2").first.wait_for()
        fresh.wait_for_timeout(400)
        shoot(fresh, f"everyday-{address or 'home'}-{'dark' if dark else 'light'}")
        if said := faults(fresh):
            found[address] = said
    fresh.get_by_role("button", name="Settings").click()
    fresh.get_by_test_id("engine-now").wait_for()
    if said := faults(fresh):
        found["settings"] = said
    assert found == {}


def test_the_last_reply_is_told_in_settings(fresh: Page, server: Server) -> None:
    corrected(fresh, server.url)
    fresh.get_by_role("button", name="Settings").click()
    origin = fresh.get_by_test_id("origin")
    expect(origin).to_contain_text("ollama")
    origin.scroll_into_view_if_needed()
    shoot(fresh, "everyday-engine")


def test_a_link_opened_in_a_page_at_the_door_keeps_its_token(fresh: Page, ollama: FakeOllama, tmp_path: Path) -> None:
    with running(ollama.tutor(tmp_path / "door", accounts=True)) as school:
        link = school.wait_for_line("#/setup").split()[-1]
        fresh.goto(school.url)
        fresh.get_by_label("Name").fill("Clara")
        fresh.goto(link)
        expect(fresh.get_by_label("Setup token")).to_have_value(link.partition("token=")[2])
        expect(fresh.get_by_label("Name")).to_have_value("Clara")
