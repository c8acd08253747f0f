"""The main job in a real Chromium: speak, be heard, read the reply, see the correction, hear the voice, come back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.conftest import Server, running
from tests.e2e.chromium import chromium, shoot
from tests.e2e.steps import play_out, record, tutor_text, until
from tutor.core.settings import Settings
from tutor.language.es.spoken import speakable
from tutor.speech.audio.formats import decode
from tutor.speech.stt.transcribe import WhisperTranscriber

pytestmark = [pytest.mark.e2e, pytest.mark.models]

SENTENCE = "Hola, me llamo Ana. Espero que tú vienes a mi casa mañana."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    from tests.conftest import REAL

    settings = Settings(
        data_dir=tmp_path_factory.mktemp("e2e"),
        models_dir=REAL.models_folder,
        voices_dir=REAL.voices_folder,
        llm="embedded",
    )
    with running(settings) as server:
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, spoken: Callable[[str], bytes]) -> Iterator[Browser]:
    microphone = tmp_path_factory.mktemp("microphone") / "learner.wav"
    microphone.write_bytes(spoken(SENTENCE))
    with chromium(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}%noloop",
    ) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, permissions=["microphone"])
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(server.url)
    expect(page.get_by_test_id("status-strip")).to_have_attribute("data-ready", "true")
    yield page
    assert problems == []
    context.close()


def begin(page: Page, level: str = "A2", scenario: str = "charla") -> None:
    page.get_by_test_id("new-conversation").click()
    page.get_by_test_id(f"level-{level}").click()
    page.get_by_test_id(f"scenario-{scenario}").click()
    page.get_by_test_id("start-conversation").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)


def replied(page: Page, count: int = 2) -> Locator:
    """The tutor's latest message once it is whole; `count` with the opening line."""
    expect(page.get_by_test_id("message-tutor")).to_have_count(count)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    return reply


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, words(a), words(b)).ratio()


def sounds_like(a: str, b: str) -> float:
    """By letters: in a reply of five words two misheard ones are no sign of another reply."""
    return SequenceMatcher(None, " ".join(words(a)), " ".join(words(b)), autojunk=False).ratio()


def test_a_spoken_turn(page: Page, server: Server, settings: Settings, tmp_path: Path) -> None:
    begin(page, "B1")  # where the subjunctive of wishes is met
    shoot(page, "opening")
    record(page, page.get_by_test_id("record-button"))
    page.wait_for_timeout(6000)  # the microphone plays the sentence once
    shoot(page, "recording")
    page.get_by_test_id("record-button").click()

    learner = page.get_by_test_id("message-learner")
    expect(learner.locator(".learner-text")).to_contain_text("casa")
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-state", "complete")
    expect(learner.get_by_test_id("correction").first).to_contain_text("vengas")
    expect(reply).to_have_attribute("data-speech-state", "ended")
    assert float(reply.get_attribute("data-played-seconds") or 0) > 1

    learner.get_by_test_id("correction").first.click()
    expect(learner.locator(".correction-detail")).to_be_visible()
    play_out(learner.get_by_role("button", name="Play that moment"))
    learner.get_by_test_id("pronunciation").click()
    expect(learner.get_by_test_id("pronounced")).to_contain_text("casa")
    expect(learner.locator(".said-well").first).to_be_visible()
    # The recogniser may have mended what was said: nothing heard is ever called right.
    expect(page.get_by_text("No mistakes found")).to_have_count(0)
    page.mouse.move(640, 300)
    page.wait_for_timeout(500)  # the explanation has faded in
    shoot(page, "turn")

    conversation = server.client.get("/api/conversations/" + page.url.rsplit("/", 1)[1]).json()
    said, answer = conversation["messages"][-2:]
    assert likeness(said["text"], SENTENCE) > 0.7
    assert said["transcript"]["words"][0]["probability"] > 0

    # What was played, transcribed back, is what was written.
    sound = tmp_path / "reply.wav"
    sound.write_bytes(server.client.get(answer["speech_url"]).content)
    transcriber = WhisperTranscriber(settings.models_folder / "whisper-base", "es")
    heard = transcriber.transcribe(decode(sound, 120))
    assert sounds_like(heard.text, speakable(answer["text"])) > 0.8

    page.reload()
    expect(page.get_by_test_id("correction").first).to_contain_text("vengas")
    assert tutor_text(page.get_by_test_id("message-tutor").last) == answer["text"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(500)  # the sidebar slides out
    shoot(page, "turn-phone")


def test_typing_shows_mistakes_while_one_types(page: Page) -> None:
    begin(page, "A1", "cafe")
    box = page.get_by_test_id("message-input")
    box.press_sequentially("Quiero una café con leche")
    expect(page.locator(".mirror mark")).to_have_text("una")
    shoot(page, "typing")
    box.press("Alt+Enter")
    expect(box).to_have_value("Quiero un café con leche")
    box.press("Enter")
    reply = replied(page)
    expect(page.get_by_text("No mistakes found")).to_be_visible()

    reply.get_by_test_id("translate").click()
    expect(reply.locator(".translation")).not_to_be_empty()

    asked: list[Route] = []
    page.route("**/regenerate", lambda route: asked.append(route))
    page.get_by_test_id("regenerate").click()
    expect(page.get_by_test_id("stop-button")).to_be_visible()
    until(page, lambda: bool(asked))
    asked.pop().continue_()
    replied(page)

    page.get_by_test_id("edit").click()
    box.fill("Quiero un té, por favor")
    box.press("Enter")
    expect(page.get_by_test_id("message-learner")).to_have_count(1)
    expect(page.get_by_test_id("message-learner").locator(".learner-text")).to_have_text("Quiero un té, por favor")
    replied(page)


def test_stopping_keeps_what_was_said(page: Page, server: Server) -> None:
    # With a template of one's own no scene speaks for the model.
    own = {"name": "Largo", "text": "Conversas en español. Contesta siempre con diez frases largas."}
    template = server.client.post("/api/templates", json=own).json()["id"]
    server.client.patch("/api/learner", json={"template_id": template})
    begin(page, "B2", "debate")
    server.client.patch("/api/learner", json={"template_id": "built-in"})
    box = page.get_by_test_id("message-input")
    box.fill("Explícame con mucho detalle qué ventajas tiene vivir en una ciudad sin coches.")
    box.press("Enter")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    reply = page.get_by_test_id("message-tutor").last
    expect(reply.locator(".cursor")).to_be_visible()
    # At once: the page beside a model on both cores draws so seldom that to wait until nothing moves is to wait for the end.
    page.get_by_test_id("stop-button").dispatch_event("click")
    expect(reply).to_have_attribute("data-state", "stopped")
    assert len(reply.locator(".tutor-text").inner_text()) > 0
    expect(page.get_by_test_id("record-button")).to_be_visible()


def test_a_refused_microphone_says_what_to_do(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('no', 'NotAllowedError'); }"
    )
    page.goto(server.url)
    begin(page)
    page.get_by_test_id("record-button").click()
    expect(page.get_by_test_id("error")).to_contain_text("Allow it through the icon beside the address")
    shoot(page, "refused-phone-dark")
    context.close()


def test_keyboard_alone_is_enough(page: Page) -> None:
    begin(page)
    page.locator("body").click(position={"x": 640, "y": 400})
    page.keyboard.press("Space")
    expect(page.get_by_test_id("record-button")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(1500)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("record-button")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_test_id("message-learner")).to_have_count(0)
