"""A sentence said after the tutor: words light up as they are spoken, and both voices are drawn over each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, wav_bytes
from tests.e2e.chromium import chromium, shoot, wait_until_fits
from tests.e2e.steps import begin, record, stop_at, write
from tests.fakes.ollama import FakeOllama
from tutor.speech.tts.voices import KokoroVoice

pytestmark = [pytest.mark.e2e, pytest.mark.models]

SENTENCES = ("Ayer fui al cine con mi hermana y vimos una película.", "Después cenamos en casa de Ana.")
# A word is lit too shortly to be waited for: all that were are kept.
WATCH = """() => {
  window.lit = [];
  new MutationObserver(() => {
    const word = document.querySelector(".word.lit")?.dataset.word;
    if (word && word !== window.lit.at(-1)) window.lit.push(word);
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["class"] });
}"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, dora: KokoroVoice) -> Iterator[Browser]:
    """Its microphone hears the first sentence, slowly."""
    microphone = tmp_path_factory.mktemp("microphone") / "learner.wav"
    microphone.write_bytes(wav_bytes(dora.say(SENTENCES[0], 0.55), dora.sample_rate))
    with chromium(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}%noloop",
    ) as browser:
        yield browser


@pytest.fixture
def conversation(page: Page, server: Server, ollama: FakeOllama) -> Page:
    ollama.tokens = [" ".join(SENTENCES)]
    server.client.patch("/api/learner", json={"speech_speed": 1.0})
    page.add_init_script("localStorage.setItem('tutor.preferences', '{\"autoplay\": false}')")
    begin(page, server.url)
    write(page, "Hola.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    return page


def test_a_sentence_is_lit_as_it_is_spoken_and_compared_when_it_is_repeated(conversation: Page) -> None:
    page = conversation
    reply = page.get_by_test_id("message-tutor").last
    page.evaluate(WATCH)
    replay = reply.get_by_test_id("replay")
    stop_at(page, ".word.lit[data-word=cine]", "[data-testid=replay]")
    replay.click()
    expect(replay).to_have_text("Go on")
    expect(reply.locator(".word.lit")).to_have_text("cine")  # and it stays while the voice rests
    shoot(page, "karaoke")
    replay.click()
    expect(reply).to_have_attribute("data-speech-state", "ended")
    expect(reply.locator(".word.lit")).to_have_count(0)
    lit, words = page.evaluate("window.lit"), re.findall(r"\w+", " ".join(SENTENCES))
    assert len(lit) > len(words) / 2
    assert [word for word in words if word in lit] == lit  # in order, each once

    reply.locator("[data-word=cine]").click()  # heard alone, at once
    expect(page.get_by_test_id("word-detail").get_by_test_id("hear")).to_have_attribute("data-speech-state", "ended")
    page.get_by_role("button", name="Close").click()

    reply.get_by_test_id("shadow").click()
    dialog = page.get_by_test_id("shadow-dialog")
    expect(dialog).to_contain_text(SENTENCES[0].rstrip("."))
    expect(dialog).to_contain_text("Sentence 1 of 2")
    dialog.get_by_test_id("shadow-hear").click()
    expect(dialog.get_by_test_id("shadow-hear")).to_have_attribute("data-speech-state", "ended")
    button = dialog.get_by_test_id("record-button")
    record(page, button)
    page.wait_for_timeout(6500)  # the microphone plays the sentence once
    button.click()
    result = dialog.get_by_test_id("shadow-result")
    expect(result).to_be_visible()
    expect(result.locator("[data-code=slower]")).to_contain_text("of the tutor’s pace")
    for voice in ("model", "take"):
        assert len(result.locator(f"path.{voice}").get_attribute("d") or "") > 200
    expect(result.locator(".row.take rect")).to_have_count(len(SENTENCES[0].split()))
    sounds = dialog.get_by_test_id("pronounced")
    expect(sounds).to_contain_text(SENTENCES[0].split()[0])
    sounds.scroll_into_view_if_needed()
    shoot(page, "shadow")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    result.scroll_into_view_if_needed()
    wait_until_fits(page)
    page.wait_for_timeout(500)  # the sidebar slides out
    shoot(page, "shadow-phone-dark")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(reply.get_by_test_id("shadow")).to_be_focused()
