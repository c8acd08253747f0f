"""What was heard, on the page: a doubtful correction is asked about, and how it sounded can be compared by ear."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.api.client import begin, say
from tests.api.test_listen import hear
from tests.api.test_metrics import measured
from tests.conftest import Server, recording
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.steps import play_out, until
from tests.unit.test_listening import pcm
from tutor.speech.tts.voices import KokoroVoice

pytestmark = [pytest.mark.e2e, pytest.mark.models]

SAID = "Quiero un café con leche y un poco de pan, por favor."
# Recordings are played by elements that are not in the page: the last one is kept.
WATCH = """(() => {
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    window.element = this;
    return play.call(this);
  };
})()"""
# A word is over sooner than `expect` looks again: whether only this button's was heard from now on.
ALONE = """(button) => {
  window.alone = false;
  new MutationObserver((_, watching) => {
    const playing = document.querySelectorAll("[data-speech-state=playing]");
    if (playing.length !== 1 || playing[0] !== button) return;
    window.alone = true;
    watching.disconnect();
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
}"""
PLAYED = "[element.played.start(0), element.played.end(0), element.duration]"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    page = context.new_page()
    page.add_init_script(WATCH)
    yield page
    context.close()


def said(server: Server, page: Page, sound: bytes, text: str) -> Locator:
    """The message of somebody who spoke `sound` and sent it as `text`, on the page."""
    conversation = begin(server.client)
    heard = hear(server, conversation, pcm(sound))
    say(server.client, conversation, text, fields={"listen_id": heard["listen_id"]})
    page.goto(f"{server.url}/#/c/{conversation}")
    message = page.get_by_test_id("message-learner")
    expect(message.locator(".learner-text")).to_be_visible()
    return message


def misheard(server: Server) -> float:
    return measured(server.client)["tutor_misheard_total", ()]


def test_what_may_not_have_been_said_is_asked_and_can_be_withdrawn(
    server: Server, page: Page, spoken: Callable[[str], bytes]
) -> None:
    message = said(server, page, spoken(SAID), SAID.replace("un café", "una café"))
    asked = message.get_by_role("button", name="Did you say “una”?")
    expect(asked).to_have_text("una (?)")
    expect(message).to_contain_text("1 question")
    asked.click()
    message.get_by_role("button", name="Close").click()
    expect(asked).to_be_focused()
    asked.press("Enter")
    expect(message.get_by_test_id("did-you-say")).to_contain_text("I’m not sure I heard it.")
    expect(message.get_by_test_id("to-point")).to_be_visible()
    page.wait_for_timeout(500)  # the explanation has faded in
    shoot(page, "did-you-say")
    foot = message.locator(".correction-foot").bounding_box()
    latest = page.get_by_role("button", name="To the latest").bounding_box()
    assert foot
    assert latest
    assert foot["y"] + foot["height"] <= latest["y"]  # nothing stands over what can be said to it
    play_out(message.get_by_role("button", name="Play that moment"))
    (correction,) = server.client.get(page.url.replace("#/c", "api/conversations")).json()["messages"][1]["corrections"]
    begun, ended, whole = page.evaluate(PLAYED)
    assert begun < correction["heard_at"][0] < correction["heard_at"][1] < ended < whole

    before = misheard(server)
    message.get_by_role("button", name="I didn’t say that").click()
    expect(message.get_by_test_id("correction")).to_have_count(0)
    expect(message.locator(".correction-detail")).to_have_count(0)
    expect(message.locator(".learner-text")).to_contain_text("una café con leche")
    expect(message.locator(".learner-text")).to_be_focused()
    page.reload()
    expect(message.locator(".learner-text")).to_contain_text("una café con leche")
    expect(message.get_by_test_id("correction")).to_have_count(0)
    assert misheard(server) == before + 1


def test_a_missed_sound_can_be_compared_by_ear(server: Server, page: Page, dora: KokoroVoice) -> None:
    message = said(server, page, recording(dora, "dˈiɣo kˈana."), "Digo caña.")
    message.get_by_role("button", name="How did I pronounce this?").click()
    pronounced = message.get_by_test_id("pronounced")
    expect(pronounced.locator(".missed mark")).to_have_text("ñ")
    expect(pronounced).to_contain_text("“caña” sounded like “cana”.")
    shoot(page, "pronounced")

    play_out(pronounced.get_by_role("button", name="Play mine"))
    begun, ended, whole = page.evaluate(PLAYED)
    assert (begun, ended) == (0, pytest.approx(whole, abs=0.1))

    pair = pronounced.get_by_role("group", name="Hear the difference").get_by_role("button")
    expect(pair).to_have_text(["caña", "cana"])
    for button, asked in (
        (pair.nth(0), "**/words/ca%C3%B1a/speech"),
        (pair.nth(1), "**/words/cana/speech"),
        (pronounced.get_by_role("button", name="Play the tutor’s"), "**/messages/*/speech"),
        (pronounced.get_by_role("button", name="Slower"), "**/messages/*/speech?speed=0.75"),
    ):
        button.evaluate(ALONE)
        with page.expect_request(asked):
            button.click()
        until(page, lambda: bool(page.evaluate("window.alone")))
        expect(button).to_have_attribute("data-speech-state", "ended")

    page.route("**/words/*/speech", lambda route: route.abort())
    pair.nth(1).click()
    expect(pronounced).to_contain_text("The voice did not work.")
    page.set_viewport_size({"width": 390, "height": 844})
    wait_until_fits(page)
    page.wait_for_timeout(500)  # the sidebar slides out
    shoot(page, "pronounced-phone")
