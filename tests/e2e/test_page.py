"""The page under quick hands: switched, interrupted, clicked and typed into at the wrong moment."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.api.client import wait_until
from tests.conftest import Server
from tests.e2e.steps import HEARD, begin, record, stored, until, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def _unhurried(ollama: FakeOllama) -> None:
    ollama.tokens, ollama.delay_s = ["¡Muy ", "bien! ", "¿Y ", "qué ", "más?"] * 4, 0.1


def test_leaving_right_after_sending_loses_nothing(page: Page, server: Server) -> None:
    begin(page, server.url)
    address = page.url
    page.get_by_test_id("message-input").fill("Me voy")
    # In one task of the page, before the answer can have begun.
    page.evaluate("() => { document.querySelector('[data-testid=send-button]').click(); location.hash = '#/'; }")
    expect(page.locator(".home")).to_be_visible()
    page.goto(address)
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert [m["text"] for m in stored(server, page) if m["role"] == "learner"] == ["Me voy"]
    expect(page.get_by_test_id("message-learner")).to_have_count(1)
    expect(page.get_by_test_id("error")).to_have_count(0)


def test_a_reply_never_shows_in_another_conversation(page: Page, server: Server, ollama: FakeOllama) -> None:
    begin(page, server.url)
    first = "/api/conversations/" + page.url.rsplit("/", 1)[1]
    with ollama.pausing(5):
        write(page, "En la primera")
        expect(page.locator(".cursor")).to_be_visible()
        begin(page, server.url)
    wait_until(lambda: [one["state"] for one in server.client.get(first).json()["messages"]][2:] == ["complete"])
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)
    expect(page.get_by_test_id("message-learner")).to_have_count(0)


def test_cutting_in_stops_the_reply_and_keeps_the_order(page: Page, server: Server) -> None:
    begin(page, server.url)
    for text in ("Uno", "Dos", "Tres"):
        write(page, text)
        expect(page.get_by_test_id("message-learner").last).to_contain_text(text)

    def answered() -> bool:
        messages = stored(server, page)
        said = [m["text"] for m in messages if m["role"] == "learner"]
        return (said, messages[-1]["role"], messages[-1]["state"]) == (["Uno", "Dos", "Tres"], "tutor", "complete")

    wait_until(answered)
    shown = page.get_by_test_id("message-learner").locator(".learner-text").all_text_contents()
    assert shown == ["Uno", "Dos", "Tres"]
    expect(page.get_by_test_id("error")).to_have_count(0)


def test_drafts_belong_to_their_conversation_and_survive_editing(page: Page, server: Server) -> None:
    begin(page, server.url)
    write(page, "Hola")
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    box = page.get_by_test_id("message-input")
    box.fill("lo que iba a decir")
    page.get_by_test_id("edit").click()
    expect(box).to_have_value("Hola")
    box.press("Escape")
    expect(box).to_have_value("lo que iba a decir")
    first = page.url
    begin(page, server.url)
    expect(box).to_have_value("")
    box.fill("otra cosa")
    page.goto(first)
    expect(box).to_have_value("lo que iba a decir")
    page.reload()
    expect(box).to_have_value("lo que iba a decir")


def test_a_text_over_the_limit_is_refused_whole(page: Page, server: Server) -> None:
    begin(page, server.url)
    limit = server.client.get("/api/status").json()["text_limit"]
    box = page.get_by_test_id("message-input")
    box.fill("😀" * (limit + 2))
    expect(page.locator(".over-limit")).to_contain_text("2 characters too many")
    expect(page.get_by_test_id("send-button")).to_be_disabled()
    box.press("Enter")
    expect(box).to_have_value("😀" * (limit + 2))


def test_the_space_bar_records_after_a_click_on_a_button(page: Page, server: Server) -> None:
    begin(page, server.url)
    button = page.get_by_test_id("record-button")
    page.get_by_test_id("translate").click()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-pressed", "false")
    # Reached with the keyboard, a button is pressed by the space bar instead.
    page.get_by_role("button", name="Settings").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")


def test_the_end_of_a_recording_is_told_to_who_cannot_see_it(page: Page, server: Server) -> None:
    begin(page, server.url)
    button, hint = page.get_by_test_id("record-button"), page.locator(".record-hint")
    record(page, button)
    page.keyboard.press("Escape")
    expect(hint).to_have_text("The recording is discarded.")
    sent: list[Route] = []
    page.route("**/turns", lambda route: sent.append(route))
    record(page, button)
    page.wait_for_timeout(800)
    button.click()
    until(page, lambda: bool(sent))
    expect(page.get_by_test_id("announcer")).to_contain_text("The recording has ended.")
    sent[0].abort()
    page.unroute("**/turns")
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_test_id("message-learner")).to_have_count(0)


def test_a_call_tells_how_much_of_its_detector_is_here(page: Page, server: Server) -> None:
    begin(page, server.url)
    held: list[Route] = []
    page.route(re.compile(r"/ort-.*\.wasm$"), lambda route: held.append(route))
    with page.expect_response(re.compile(r"\.wasm$")) as came:
        page.get_by_test_id("call-button").click()
        expect(page.get_by_test_id("preparing")).to_contain_text("14")  # the network; the runtime is the rest
        expect(page.get_by_test_id("call")).to_have_attribute("data-phase", "listening")
        until(page, lambda: bool(held))
        held.pop().continue_()
    expect(page.get_by_test_id("preparing")).to_have_count(0)
    assert "immutable" in came.value.headers["cache-control"]
    assert came.value.headers["content-encoding"] in ("br", "gzip")
    page.get_by_test_id("hang-up").click()
    page.unroute(re.compile(r"/ort-.*\.wasm$"))


def test_a_recording_is_kept_when_the_conversation_is_left(page: Page, server: Server) -> None:
    begin(page, server.url)
    address = page.url
    record(page, page.get_by_test_id("record-button"))
    page.wait_for_timeout(1500)
    page.get_by_role("link", name="Tutor").click()
    expect(page.locator(".home")).to_be_visible()
    page.goto(address)
    expect(page.get_by_test_id("error")).to_contain_text("What you said is kept")
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_test_id("message-learner")).to_have_count(0)
    assert len(stored(server, page)) == 1


def test_accents_and_capitals_move_no_caret(page: Page, server: Server) -> None:
    begin(page, server.url)
    box = page.get_by_test_id("message-input")
    box.press_sequentially("Hasta manana amigo")
    for _ in range(len(" amigo")):
        box.press("ArrowLeft")
    expect(page.locator(".mirror mark")).to_have_text("manana")
    assert box.evaluate("e => e.selectionStart") == len("Hasta manana")
    box.press("Alt+Enter")
    expect(box).to_have_value("Hasta mañana amigo")
    assert box.evaluate("e => e.selectionStart") == len("Hasta mañana")
    box.press("Control+z")
    expect(box).to_have_value("Hasta manana amigo")


def test_what_is_said_while_the_conversation_is_read_anew(page: Page, server: Server, ollama: FakeOllama) -> None:
    begin(page, server.url)
    address = "/api/conversations/" + page.url.rsplit("/", 1)[1]
    read: list[Route] = []
    page.route(f"**{address}", lambda route: read.append(route))
    # Another page of the learner's has said something: this one wants to read it, and is made to wait.
    server.client.post(f"{address}/turns", json={"text": "En otra página", "stream": False}).raise_for_status()
    until(page, lambda: bool(read))
    spoken: list[str] = []
    page.on("request", lambda asked: spoken.append(asked.url) if asked.url.endswith("/speech") else None)
    ollama.held = True
    try:
        write(page, "Me gusta leer.")
        expect(page.get_by_test_id("message-tutor").last).to_have_attribute("aria-busy", "true")
        with page.expect_response(f"**{address}") as came:
            read.pop().continue_()
        came.value.finished()
        page.wait_for_timeout(300)  # whatever the page makes of it
    finally:
        ollama.held = False
    until(page, lambda: bool(read))  # again, when that has been answered
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-speech-state", HEARD)
    read.pop().continue_()
    page.unroute(f"**{address}")
    expect(page.locator(".learner-text")).to_have_text(["En otra página", "Me gusta leer."])
    expect(page.get_by_test_id("message-tutor")).to_have_count(3)
    for message, shown in zip(stored(server, page)[1:], page.locator("article.message").all()[1:], strict=True):
        expect(shown).to_contain_text(message["text"])
    assert len(spoken) == len(set(spoken)), "what is said once is heard once"
