"""What a learner does on the page, for tests that are about something else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.conftest import Server
from tests.tutors import PATIENCE_S


def begin(page: Page, url: str, level: str = "A2") -> None:
    """Open the page and start a conversation."""
    page.goto(url)
    page.get_by_test_id("new-conversation").click()
    page.get_by_test_id(f"level-{level}").click()
    page.get_by_test_id("start-conversation").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)


def write(page: Page, text: str) -> None:
    """Type a message and send it."""
    page.get_by_test_id("message-input").fill(text)
    page.get_by_test_id("message-input").press("Enter")


def stored(server: Server, page: Page) -> list[dict[str, Any]]:
    """The messages of the open conversation as the server has them."""
    return list(server.client.get("/api/conversations/" + page.url.rsplit("/", 1)[1]).json()["messages"])


def until(page: Page, ready: Callable[[], bool]) -> None:
    """Wait for something that the page does, and let it."""
    end = time.monotonic() + PATIENCE_S
    while not ready():
        assert time.monotonic() < end, "the page never did it"
        page.wait_for_timeout(100)


def record(page: Page, button: Locator) -> None:
    """Press the button that records; the microphone is open then, and a second press sends what was said."""
    button.click()
    expect(page.locator(".record.recording")).to_be_visible()


# A word may be over before anybody has looked.
HEARD = re.compile("playing|ended")
STOP_AT = """([seen, button]) => new MutationObserver((_, watching) => {
  if (!document.querySelector(seen)) return;
  watching.disconnect();
  [...document.querySelectorAll(button)].at(-1).click();
}).observe(document.body, {childList: true, subtree: true, attributes: true})"""


def stop_at(page: Page, seen: str, button: str) -> None:
    """From now on a voice rests, by its last `button`, as soon as something is `seen`: to be looked at in peace."""
    page.evaluate(STOP_AT, [seen, button])


PLAYED_OUT = """button => {
  const label = button.textContent;
  let played = window.playedOut = false;
  new MutationObserver((_, watching) => {
    if (button.textContent !== label) played = true;
    else if (played) {
      window.playedOut = true;
      watching.disconnect();
    }
  }).observe(button, {subtree: true, childList: true, characterData: true});
}"""


def play_out(button: Locator) -> None:
    """Play a recording by its button, which offers to stop it meanwhile, and again to play it: it stops by itself."""
    button.evaluate(PLAYED_OUT)
    button.click()
    until(button.page, lambda: bool(button.page.evaluate("window.playedOut")))


WITHOUT_GLOSSES = """text => {
  const copy = text.cloneNode(true);
  copy.querySelectorAll("rt").forEach(gloss => gloss.remove());
  return copy.textContent;
}"""


def tutor_text(message: Locator) -> str:
    """The words of a reply, without the meanings that stand under the hard ones."""
    return str(message.locator(".tutor-text").evaluate(WITHOUT_GLOSSES))
