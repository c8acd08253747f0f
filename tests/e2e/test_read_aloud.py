"""Texts of ours, read aloud sentence by sentence, said after the tutor, and understood; and a text that is pasted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot
from tests.e2e.steps import record, stop_at
from tutor.language.es.texts import texts

pytestmark = pytest.mark.e2e

SIZES = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}
TEXT = texts()["mi-familia"]


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(browser: Browser, size: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=SIZES[size], bypass_csp=True, reduced_motion="reduce", permissions=["microphone"]
    )
    yield context.new_page()
    context.close()


def open_text(page: Page, server: Server) -> None:
    server.client.patch("/api/learner", json={"level": "A1"}).raise_for_status()
    page.goto(f"{server.url}/#/documents")
    page.reload()
    page.get_by_test_id("sample").filter(has_text=TEXT.title).first.click()
    expect(page.get_by_role("heading", name=TEXT.title)).to_be_visible()


def test_a_text_is_read_aloud_word_by_word(page: Page, server: Server, size: str) -> None:
    page.goto(f"{server.url}/#/documents")
    page.get_by_test_id("samples").get_by_role("button").first.wait_for()
    assert faults(page) == []
    shoot(page, f"samples-{size}")
    open_text(page, server)
    page.locator("h1").click()
    stop_at(page, ".word.lit[data-word=Vivo]", "[data-testid=aloud-play]")
    page.keyboard.press(" ")
    # The second sentence has begun by itself.
    expect(page.get_by_test_id("aloud")).to_have_attribute("data-speech-state", "paused")
    expect(page.locator(".word.lit")).to_have_text("Vivo")
    shoot(page, f"aloud-{size}")
    assert faults(page) == []
    page.get_by_test_id("speed").fill("0.6")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    with page.expect_request(lambda asked: "/sentences/0/speech?speed=0.6" in asked.url):
        page.keyboard.press("k")


def test_reading_aloud_does_not_stop_where_the_page_ends(page: Page, server: Server, size: str) -> None:
    chapter = "El pescador salió al mar antes del amanecer. " * 12
    book = "\n\n".join(f"# Capítulo {n}\n\n{chapter}" for n in range(1, 16))
    added = server.client.post("/api/documents", files={"file": ("pescador.txt", book.encode())}).json()
    page.goto(f"{server.url}/#/documents/{added['id']}")
    passages = page.get_by_test_id("passage")
    expect(passages).to_have_count(12)
    assert added["length"] > 12
    page.get_by_test_id("read-passage").last.click()
    expect(passages).to_have_count(added["length"])


def test_a_sentence_is_said_after_the_tutor(page: Page, server: Server, size: str) -> None:
    open_text(page, server)
    page.get_by_test_id("read-passage").first.click()
    expect(page.get_by_test_id("aloud")).to_have_attribute("data-speech-state", "playing")
    page.get_by_test_id("after-me").click()
    box = page.get_by_role("dialog", name="Say it after me")
    expect(box).to_contain_text("Me llamo Lucía")
    button = box.get_by_test_id("record-button")
    record(page, button)
    page.wait_for_timeout(800)
    button.click()
    expect(box.get_by_role("button", name="Hear yourself")).to_be_visible()
    assert faults(page) == []
    shoot(page, f"after-me-{size}")


def test_questions_are_answered_by_keyboard(page: Page, server: Server, size: str) -> None:
    open_text(page, server)
    questions = page.get_by_test_id("questions")
    expect(questions.get_by_test_id("question")).to_have_count(3)
    for at, question in enumerate(TEXT.questions):
        one = questions.get_by_test_id("question").nth(at)
        one.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        for _ in range(question.right):
            page.keyboard.press("ArrowDown")
        expect(one).to_contain_text(question.quote)
    expect(page.get_by_test_id("questions-done")).to_contain_text("of 3 right at the first try")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.wait_for_timeout(200)
        assert faults(page) == []
        questions.scroll_into_view_if_needed()
        shoot(page, f"questions-{size}-{scheme}")


def test_a_text_is_pasted(page: Page, server: Server, size: str) -> None:
    page.goto(f"{server.url}/#/documents")
    page.get_by_test_id("paste").click()
    page.get_by_test_id("pasted").fill("El gato duerme en la silla. Hoy hace mucho frío.")
    assert faults(page) == []
    page.get_by_role("button", name="Add this text").click()
    expect(page.get_by_test_id("document").first).to_contain_text("El gato duerme")
