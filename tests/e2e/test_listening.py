"""Listening mode: words that are heard before they are read, at one's own speed; and the keys of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.steps import begin, stop_at, until, write

pytestmark = pytest.mark.e2e

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
REPLY = "¡Muy bien! ¿Y tú?"
TIMES = re.compile(r"/speech/words\?speed=0\.7$")
REPLY_SPOKEN = re.compile(r"/speech\?speed=0\.7$")


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=request.param, bypass_csp=True, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def holding(page: Page, address: re.Pattern[str]) -> list[Route]:
    """What is asked for at such an address waits until somebody lets it go on."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))
    return held


def listen(page: Page) -> None:
    """Switch listening mode on by keyboard alone."""
    page.get_by_test_id("listening").focus()
    page.keyboard.press("Enter")
    page.get_by_test_id("hide-text").focus()
    page.keyboard.press("Space")
    assert faults(page) == []
    shoot(page, f"listening-dialog-{page.viewport_size['width']}")  # type: ignore[index]
    page.get_by_test_id("speed").focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")


def test_words_are_heard_before_they_are_read(page: Page, server: Server) -> None:
    begin(page, server.url)
    first = page.get_by_test_id("message-tutor").first
    expect(first.locator(".tutor-text")).to_be_visible()
    listen(page)
    expect(first.locator(".tutor-text")).to_be_visible()  # what was there stays
    held = holding(page, REPLY_SPOKEN)
    stop_at(page, "[data-testid=subtitle]", "[data-testid=replay]")
    told: list[Request] = []
    for end in ("requestfinished", "requestfailed"):  # the page lets go of it as soon as all is told
        page.on(end, lambda asked: told.append(asked) if TIMES.search(asked.url) else None)  # type: ignore[call-overload]
    write(page, "Me gusta mucho leer.")
    until(page, lambda: bool(told))
    reply = page.get_by_test_id("message-tutor").nth(1)
    expect(reply.get_by_test_id("covered")).to_be_visible()
    expect(page.get_by_test_id("announcer")).to_contain_text("Listen, or show the text")
    assert REPLY not in page.locator("main").inner_text()
    [sound] = held
    sound.continue_()
    expect(reply.get_by_test_id("subtitle")).to_be_visible()  # by itself, word by word
    expect(reply).to_have_attribute("data-speech-state", "paused")
    shoot(page, f"listening-subtitle-{page.viewport_size['width']}")  # type: ignore[index]
    assert faults(page) == []
    reply.get_by_test_id("replay").click()
    expect(reply.locator(".tutor-text:not(.subtitle)")).to_have_text(REPLY)


def test_a_voice_that_sleeps_is_woken_by_the_first_reply(page: Page, server: Server) -> None:
    """Whatever the page last heard of the voice: it is asked to speak."""

    def asleep(route: Route) -> None:
        answer = route.fetch()
        told = answer.json()
        told["engines"]["tts"]["state"] = "off"
        route.fulfill(response=answer, json=told)

    page.route("**/api/status", asleep)
    begin(page, server.url)
    expect(page.get_by_test_id("message-tutor").first).to_have_attribute("data-speech-state", "ended")
    write(page, "Me gusta mucho leer.")
    expect(page.get_by_test_id("message-tutor").nth(1)).to_have_attribute("data-speech-state", "ended")


def test_what_is_hidden_is_shown_on_a_tap_and_the_choice_stays(page: Page, server: Server) -> None:
    begin(page, server.url)
    listen(page)
    page.reload()
    expect(page.get_by_test_id("message-tutor").first.locator(".tutor-text")).to_be_visible()
    held = holding(page, REPLY_SPOKEN)
    write(page, "Me gusta mucho leer.")
    reply = page.get_by_test_id("message-tutor").nth(1)
    cover = reply.get_by_test_id("uncover")
    expect(cover).to_be_visible()
    page.emulate_media(color_scheme="dark")
    shoot(page, f"listening-covered-{page.viewport_size['width']}-dark")  # type: ignore[index]
    assert faults(page) == []
    cover.focus()
    page.keyboard.press("Enter")
    expect(reply.locator(".tutor-text:not(.subtitle)")).to_have_text(REPLY)
    for sound in held:
        sound.abort()
    begin(page, server.url)  # another conversation is as usual
    write(page, "Me gusta mucho leer.")
    expect(page.get_by_test_id("message-tutor").nth(1).locator(".tutor-text")).to_have_text(REPLY)


def test_the_keys_are_shown_and_can_be_switched_off(page: Page, server: Server) -> None:
    begin(page, server.url)
    page.locator("main").focus()
    page.keyboard.press("?")
    shown = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(shown).to_contain_text("Take back the latest rating")
    assert faults(page) == []
    shoot(page, f"shortcuts-{page.viewport_size['width']}")  # type: ignore[index]
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("dialog", name="New conversation")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_test_id("keys").uncheck()
    page.keyboard.press("Escape")
    page.locator("main").focus()
    for key in ("n", "?"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("message-input").fill("")
    page.get_by_test_id("message-input").press_sequentially("¿No?")  # letters are letters where one writes
    expect(page.get_by_test_id("message-input")).to_have_value("¿No?")
