"""Two browsers on one conversation: the learner's other page, and a guest whom the learner lets follow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.steps import begin, stored, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

# What is said twice in a conversation is not shown again.
SECOND = [
    f"{word} "
    for word in [
        "¡Qué",
        "bien!",
        "Ayer",
        "yo",
        "fui",
        "a",
        "la",
        "playa.",
        "Por",
        "la",
        "tarde",
        "comimos",
        "pescado",
        "y",
        "vimos",
        "una",
        "película",
        "muy",
        "larga.",
        "¿Y",
        "tú?",
    ]
]
REPLY = [
    f"{word} "
    for word in [
        "¡Muy",
        "bien!",
        "Ayer",
        "yo",
        "también",
        "fui",
        "al",
        "mercado",
        "y",
        "compré",
        "naranjas.",
        "¿Y",
        "tú,",
        "qué",
        "compraste?",
    ]
]


# So many tokens of either are more than two sentences.
MIDDLE = 13


@pytest.fixture(autouse=True)
def _reply(ollama: FakeOllama) -> None:
    ollama.tokens = REPLY


@pytest.fixture
def pages(browser: Browser) -> Iterator[tuple[Page, Page]]:
    """Two browsers that share nothing."""
    problems: list[str] = []
    contexts = [
        browser.new_context(viewport={"width": 1000, "height": 700}),
        browser.new_context(viewport={"width": 390, "height": 760}),
    ]
    first, second = (context.new_page() for context in contexts)
    for page in (first, second):
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield first, second
    assert problems == []
    for context in contexts:
        context.close()


def shown(page: Page) -> list[str]:
    texts = page.locator(".learner-text, .tutor-text").all_text_contents()
    return [" ".join(text.split()) for text in texts]


def reply_of(page: Page) -> str:
    return str(page.get_by_test_id("message-tutor").last.locator(".tutor-text").text_content())


def test_two_pages_see_one_reply_live(pages: tuple[Page, Page], server: Server, ollama: FakeOllama) -> None:
    here, there = pages
    begin(here, server.url)
    there.goto(here.url)
    expect(there.get_by_test_id("message-tutor")).to_have_count(1)
    with ollama.pausing(MIDDLE):
        write(here, "Ayer fui al mercado.")
        expect(there.get_by_test_id("message-learner")).to_have_count(1)
        for page in pages:
            expect(page.get_by_test_id("message-tutor").last).to_contain_text("Ayer yo")
            expect(page.locator(".cursor")).to_be_visible()
        assert "".join(REPLY).startswith(reply_of(there))
        shoot(there, "other-page-live")
    for page in pages:
        expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert shown(here) == shown(there)
    assert [" ".join(m["text"].split()) for m in stored(server, here)] == shown(there)

    # The other way round, and another reply: nothing is doubled.
    ollama.tokens = SECOND
    with ollama.pausing(MIDDLE):
        write(there, "Compré pan.")
        expect(here.get_by_test_id("message-learner")).to_have_count(2)
        expect(here.locator(".cursor")).to_be_visible()
    for page in pages:
        expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    with ollama.pausing(MIDDLE):
        there.get_by_test_id("regenerate").press("Enter")
        expect(here.locator(".cursor")).to_be_visible()
    for page in pages:
        expect(page.locator(".cursor")).to_have_count(0)
        expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
        expect(page.get_by_test_id("message-tutor")).to_have_count(3)
        expect(page.get_by_test_id("message-learner")).to_have_count(2)
        expect(page.get_by_test_id("error")).to_have_count(0)
    assert shown(here) == shown(there)


def test_a_conversation_deleted_elsewhere(pages: tuple[Page, Page], server: Server) -> None:
    here, there = pages
    begin(here, server.url)
    there.goto(here.url)
    expect(there.get_by_test_id("message-tutor")).to_have_count(1)
    server.client.delete("/api/conversations/" + here.url.rsplit("/", 1)[1])
    expect(there.get_by_test_id("error")).to_contain_text("not here any more")


def test_a_teacher_follows_until_the_learner_ends_it(
    pages: tuple[Page, Page], server: Server, ollama: FakeOllama
) -> None:
    learner, teacher = pages
    begin(learner, server.url)
    write(learner, "Yo gusta la problema.")
    expect(learner.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    expect(learner.get_by_test_id("shared-note")).to_have_count(0)

    learner.get_by_test_id("share").click()
    shoot(learner, "share-before")
    learner.get_by_test_id("make-link").click()
    link = learner.locator(".secret input").input_value()
    shoot(learner, "share")
    learner.keyboard.press("Escape")
    expect(learner.get_by_test_id("shared-note")).to_contain_text("Nobody is here now")

    teacher.goto(link)
    expect(teacher.get_by_test_id("message-learner")).to_contain_text("gusta")
    expect(learner.get_by_test_id("followers")).to_have_text("1 is following now.")
    teacher.get_by_test_id("correction").first.click()
    expect(teacher.locator(".correction-detail")).to_be_visible()
    for control in ("message-input", "record-button", "edit", "regenerate", "replay", "translate"):
        expect(teacher.get_by_test_id(control)).to_have_count(0)
    expect(teacher.get_by_text("It’s right as I said it")).to_have_count(0)
    shoot(teacher, "follow-corrections")

    ollama.tokens = SECOND
    with ollama.pausing(MIDDLE):
        write(learner, "Ayer fui al mercado.")
        expect(teacher.get_by_test_id("message-learner")).to_have_count(2)
        expect(teacher.get_by_test_id("message-tutor").last).to_contain_text("Ayer yo")
        expect(teacher.locator(".cursor")).to_be_visible()
        shoot(teacher, "follow-live")
        shoot(learner, "shared")
        learner.get_by_test_id("stop-sharing").click()
        expect(teacher.get_by_test_id("follow-ended")).to_be_visible()
        expect(learner.get_by_test_id("shared-note")).to_have_count(0)
        kept = reply_of(teacher)
    expect(learner.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    assert len(kept) < len("".join(REPLY))
    assert reply_of(teacher) == kept
    shoot(teacher, "follow-ended")
    teacher.reload()
    expect(teacher.get_by_test_id("error")).to_contain_text("no longer leads anywhere")
    wait_until_fits(teacher)


def test_the_note_fits_a_phone_in_the_dark(pages: tuple[Page, Page], server: Server) -> None:
    _, phone = pages
    begin(phone, server.url)
    phone.emulate_media(color_scheme="dark")
    phone.get_by_test_id("share").click()
    phone.get_by_test_id("make-link").click()
    expect(phone.locator(".secret input")).to_be_visible()
    shoot(phone, "share-phone-dark")
    phone.keyboard.press("Escape")
    expect(phone.get_by_test_id("shared-note")).to_be_visible()
    shoot(phone, "shared-phone-dark")
    wait_until_fits(phone)
