"""Finding what was said, read and kept; putting conversations away; saving and printing one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.steps import begin, until, write

pytestmark = pytest.mark.e2e

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, size: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce", has_touch=size == "phone"
    )
    yield context.new_page()
    context.close()


def open_search(page: Page, size: str) -> None:
    """By key where there is one, else from the bar."""
    if size == "desktop":
        page.locator("main").focus()
        page.keyboard.press("/")
    else:
        page.get_by_test_id("bar-more").click()
        page.get_by_test_id("open-search").click()


def test_one_box_for_all(page: Page, server: Server, size: str) -> None:
    begin(page, server.url)
    write(page, "Ayer vi una película de tiburones.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    home = page.url
    server.client.post("/api/cards/words", json={"word": "tiburón", "meaning": "shark"}).raise_for_status()
    text = "El tiburón vive en el mar y nunca duerme del todo. Es un pez muy antiguo.".encode()
    server.client.post("/api/documents", files={"file": ("El mar.txt", text)}).raise_for_status()
    page.goto(server.url)
    page.reload()
    page.locator("main h1").first.wait_for()
    open_search(page, size)
    expect(page.get_by_test_id("search-input")).to_be_focused()
    page.keyboard.type("tiburon")
    box = page.get_by_role("dialog", name="Search")
    expect(page.get_by_test_id("search-count")).to_contain_text("found")
    expect(box.get_by_role("region", name="Conversations")).to_contain_text("tiburones")
    expect(box.get_by_role("region", name="Texts")).to_contain_text("nunca duerme")
    expect(box.get_by_role("region", name="Words")).to_contain_text("shark")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)
        assert faults(page) == []
        shoot(page, f"search-{size}-{scheme}")
    box.get_by_role("region", name="Conversations").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(home) + r"\?at="))
    expect(page.locator(".found-message")).to_contain_text("tiburones")
    expect(page.locator(".found-message")).to_be_focused()
    open_search(page, size)
    page.keyboard.type("xyzxyz")
    expect(page.get_by_test_id("search-count")).to_contain_text("Nothing found")


def test_a_found_message_is_shown_where_it_was_said(page: Page, server: Server, size: str) -> None:
    begin(page, server.url)
    write(page, "Mi abuela colecciona relojes antiguos.")
    complete = page.locator("[data-testid=message-tutor][data-state=complete]")
    for n in range(6):
        expect(complete).to_have_count(n + 2)
        write(page, f"Y después vimos {n + 2} casas.")
    expect(complete).to_have_count(8)
    expect(page.get_by_role("log").get_by_text("colecciona relojes")).not_to_be_in_viewport()
    page.goto(server.url)
    page.locator("main h1").first.wait_for()
    open_search(page, size)
    expect(page.get_by_test_id("search-input")).to_be_focused()
    page.keyboard.type("relojes")
    box = page.get_by_role("dialog", name="Search")
    box.get_by_role("region", name="Conversations").get_by_role("link").first.click()
    found = page.locator(".found-message")
    expect(found).to_contain_text("colecciona relojes")
    expect(found).to_be_in_viewport()
    expect(found).to_be_focused()
    expect(found).to_have_attribute("aria-label", "You, what you searched for")
    assert faults(page) == []
    shoot(page, f"search-found-{size}")
    page.reload()  # the address keeps the place
    expect(page.locator(".found-message")).to_be_in_viewport()


def test_a_conversation_is_put_away_and_brought_back(page: Page, server: Server, size: str) -> None:
    begin(page, server.url)
    address = page.url
    rows = page.locator(f".conversation-list a[href='#/{address.split('#/')[1]}']")
    page.get_by_test_id("whole").click()
    assert faults(page) == []
    shoot(page, f"whole-{size}")
    page.get_by_test_id("archive").click()
    if size == "phone":
        page.get_by_test_id("bar-more").click()
    expect(rows).to_have_count(0)
    page.get_by_test_id("archived-list").click()
    back = page.get_by_test_id("archived").locator("li").filter(has=page.locator(f"a[href$='{address.split('#')[1]}']"))
    assert faults(page) == []
    shoot(page, f"archive-{size}")
    back.get_by_role("button").click()
    expect(back).to_have_count(0)
    page.keyboard.press("Escape")
    if size == "phone":
        page.get_by_test_id("bar-more").click()
    expect(rows).to_have_count(1)


def test_a_conversation_is_saved_and_printed(page: Page, server: Server, size: str, tmp_path: Path) -> None:
    begin(page, server.url)
    write(page, "Ayer yo fue al cine.")
    expect(page.get_by_test_id("correction").first).to_be_visible()
    page.get_by_test_id("whole").click()
    with page.expect_download() as download:
        page.get_by_test_id("export").click()
    saved = tmp_path / "saved.md"
    download.value.save_as(saved)
    assert "**fui**" in saved.read_text(encoding="utf-8")
    page.evaluate("window.print = () => { window.printed = document.querySelectorAll('dialog[open]').length }")
    page.get_by_test_id("print").click()
    page.wait_for_function("window.printed === 0")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_test_id("message-learner")).to_be_visible()
    for gone in (".dock", ".sidebar", ".bottom-bar", ".message-actions"):
        for element in page.locator(gone).all():
            expect(element).to_be_hidden()
    shoot(page, f"print-{size}")


def test_what_is_typed_before_the_box_is_there_is_searched_for(page: Page, server: Server, size: str) -> None:
    """Its code is slow to come, and its letters are shortcuts elsewhere."""
    waiting: list[Route] = []
    page.route("**/assets/SearchDialog-*.js", lambda route: waiting.append(route))
    page.goto(f"{server.url}/#/progress")
    page.locator("main h1").click()
    page.keyboard.type("/nieve")
    until(page, lambda: bool(waiting))
    expect(page.get_by_role("dialog")).to_have_count(0)
    waiting.pop().continue_()
    box = page.get_by_test_id("search-input")
    expect(box).to_have_value("nieve")
    page.keyboard.type(" y h")
    expect(box).to_have_value("nieve y h")
