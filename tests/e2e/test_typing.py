"""Corrections while somebody types: they wait for input methods, hold still, and stay away once called unneeded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.conftest import Server
from tests.e2e.steps import begin

pytestmark = pytest.mark.e2e

# From now on, whether the word was without its mark in any frame.
WATCH = """word => {
  window.lost = 0;
  const look = () => {
    if (![...document.querySelectorAll(".mirror mark")].some(mark => mark.textContent === word)) window.lost += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


def test_a_mark_holds_still_while_more_is_typed(page: Page, server: Server) -> None:
    begin(page, server.url)
    box = page.get_by_test_id("message-input")
    with page.expect_request("**/api/corrections") as asked:
        box.press_sequentially("Hasta manana")
    assert asked.value.post_data_json["conversation_id"] in page.url  # the tutor reads along
    expect(page.locator(".mirror mark")).to_have_text("manana")
    page.evaluate(WATCH, "manana")
    with page.expect_response("**/api/correct**"):
        box.press_sequentially(". Es muy facil", delay=60)
    expect(page.locator(".mirror mark")).to_have_text(["manana", "facil"])
    assert page.evaluate("window.lost") == 0


def test_an_input_method_is_left_to_finish(page: Page, server: Server) -> None:
    begin(page, server.url)
    box = page.get_by_test_id("message-input")
    box.press_sequentially("Hasta ")
    asked: list[str] = []

    def remember(request: Request) -> None:
        if "/api/correct" in request.url:
            asked.append(request.post_data or "")

    page.on("request", remember)
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "manana", "selectionStart": 6, "selectionEnd": 6})
    expect(box).to_have_value("Hasta manana")
    # How an input method says that Enter takes its candidate.
    key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
    page.wait_for_timeout(1000)  # longer than the pause after which the page asks
    assert [text for text in asked if "manana" in text] == []
    expect(page.locator(".mirror mark")).to_have_count(0)
    expect(page.get_by_test_id("message-learner")).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "manana"})
    expect(page.locator(".mirror mark")).to_have_text("manana")
    expect(box).to_have_value("Hasta manana")
    assert box.evaluate("e => e.selectionStart") == len("Hasta manana")


def test_what_was_called_right_stays_right(page: Page, server: Server) -> None:
    begin(page, server.url)
    box = page.get_by_test_id("message-input")
    box.fill("Otro perro blannco")
    expect(page.locator(".mirror mark")).to_have_text("blannco")
    with page.expect_response("**/api/corrections/dismiss"):
        page.get_by_role("button", name="Dismiss the suggestion for “blannco”").click()
    expect(page.locator(".mirror mark")).to_have_count(0)
    page.reload()
    box.fill("Otro perro blannco. Es muy facil")
    expect(page.locator(".mirror mark")).to_have_text("facil")
