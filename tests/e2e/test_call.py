"""A call in a real Chromium: talk, be heard, hear the answer, talk again; cut in, nod, look over what was heard."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.conftest import Server, running, wav_bytes
from tests.e2e.chromium import chromium, shoot
from tests.e2e.steps import begin, stored
from tests.fakes.ollama import FakeOllama
from tests.scenes import People, level
from tutor.speech.audio.formats import SAMPLE_RATE

pytestmark = [pytest.mark.e2e, pytest.mark.models]

SENTENCE = "Ayer fui al mercado con mi hermana y compramos mucha fruta."
LONG_REPLY = (
    "¡Qué bien! A mí me gusta mucho ir al mercado por la mañana. Siempre compro tomates, naranjas y un poco de pan. "
    "Después tomo un café en la plaza y leo el periódico. ¿Qué compraste tú ayer en el mercado con tu hermana?"
)

# A microphone that says what the test tells it to, and what became of the page's own sound.
MICROPHONE = """
(() => {
  const Sound = AudioContext;
  let context, mouth, opened = 0;
  navigator.mediaDevices.getUserMedia = async () => {
    opened += 1;
    document.documentElement.dataset.opened = opened;
    context ??= new Sound();
    await context.resume();
    mouth = context.createMediaStreamDestination();
    return mouth.stream;
  };
  window.say = async (name) => {
    const sound = await context.decodeAudioData(await (await fetch(`/spoken/${name}.wav`)).arrayBuffer());
    const source = context.createBufferSource();
    source.buffer = sound;
    source.connect(mouth);
    const silent = sound.getChannelData(0).findIndex((sample) => Math.abs(sample) > 0.02) / sound.sampleRate;
    window.said = performance.now() + 1000 * silent;
    source.start();
    await new Promise((resolve) => source.addEventListener("ended", resolve));
  };
  window.lose = () => mouth.stream.getTracks().forEach((track) => {
    track.stop();
    track.dispatchEvent(new Event("ended"));
  });
  // When the tutor's voice has sunk by 40 dB, in ms after the learner's began.
  window.sunk = [];
  const createGain = AudioContext.prototype.createGain;
  AudioContext.prototype.createGain = function () {
    const node = createGain.call(this);
    let silent = false;
    setInterval(() => {
      if (!silent && node.gain.value < 0.01) window.sunk.push(performance.now() - window.said);
      silent = node.gain.value < 0.01;
    }, 2);
    return node;
  };
  window.silences = [];
  const suspend = AudioContext.prototype.suspend;
  AudioContext.prototype.suspend = async function () {
    const asked = performance.now();
    await suspend.call(this);
    window.silences.push({ after_voice_ms: asked - window.said, took_ms: performance.now() - asked });
  };
})()
"""

# A phone whose learner locks it: the system stops the page's sound, and gives it back to whoever asks once it is seen.
PHONE = """
(() => {
  const contexts = [];
  window.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      contexts.push(this);
    }
  };
  let visibility = "visible";
  Object.defineProperty(document, "visibilityState", { get: () => visibility });
  const become = (state) => {
    visibility = state;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  window.lock = async () => {
    become("hidden");
    await Promise.all(contexts.filter(({ state }) => state === "running").map((context) => context.suspend()));
  };
  window.unlock = () => become("visible");
  window.awake = [];
  const release = async () => window.awake.push("released");
  const request = async () => {
    window.awake.push("asked");
    return { release };
  };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
})()
"""

OTHER_REPLY = (
    "Mañana por la mañana voy a la montaña con unas amigas del trabajo. Llevamos bocadillos, mucha agua y una cámara. "
    "Siempre subimos despacio, porque el camino es largo y hay vistas preciosas. Después comemos en un pueblo pequeño. "
    "¿Qué haces tú los fines de semana?"
)


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that has its ears and its voice ready."""
    with running(ollama.tutor(tmp_path_factory.mktemp("call"), prewarm=True)) as server:
        yield server


@pytest.fixture(autouse=True)
def reply(ollama: FakeOllama) -> None:
    ollama.tokens = [f"{word} " for word in LONG_REPLY.split()]


@pytest.fixture(scope="module")
def voices(spoken: Callable[[str], bytes], people: People) -> dict[str, bytes]:
    lines = {
        "sentence": SENTENCE,
        "wait": "Espera, espera. Tengo otra pregunta para ti.",
        "nod": "Ajá.",
        "loopback": LONG_REPLY.split(" Siempre")[0],
    }
    television = (level(people.talking(1, 8), -45) * 32_767).astype(np.int16)
    return {name: spoken(text) for name, text in lines.items()} | {"television": wav_bytes(television, SAMPLE_RATE)}


@pytest.fixture(scope="module")
def browser(voices: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Its microphone says the sentence, and then nothing for two minutes."""
    with wave.open(io.BytesIO(voices["sentence"])) as file:
        rate, samples = file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), np.int16)
    silence = np.zeros(rate, np.int16)
    microphone = tmp_path_factory.mktemp("microphone") / "learner.wav"
    microphone.write_bytes(wav_bytes(np.concatenate([silence, samples, np.tile(silence, 120)]), rate))
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    with chromium(*flags, f"--use-file-for-fake-audio-capture={microphone}") as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, server: Server, voices: dict[str, bytes]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 760}, permissions=["microphone"])
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    page.add_init_script(MICROPHONE)

    def speak(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1].removesuffix(".wav")
        route.fulfill(body=voices[name], content_type="audio/wav")

    page.route("**/spoken/*.wav", speak)
    page.goto(server.url)
    expect(page.get_by_test_id("status-strip")).to_have_attribute("data-ready", "true")
    yield page
    assert problems == []
    context.close()


def phase(page: Page, name: str) -> None:
    expect(page.get_by_test_id("call")).to_have_attribute("data-phase", name)


def call(page: Page, server: Server) -> None:
    """Start a conversation and call the tutor in it, once its opening line is over."""
    begin(page, server.url)
    expect(page.get_by_test_id("message-tutor")).to_have_attribute("data-speech-state", "ended")
    page.get_by_test_id("call-button").click()
    phase(page, "listening")


def say(page: Page, name: str) -> None:
    page.evaluate("(name) => window.say(name)", name)


def until_spoken(page: Page) -> None:
    """The tutor's reply has begun to sound."""
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-speech-state", "playing")


def test_a_call_with_a_microphone(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["microphone"])
    page = context.new_page()
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    # The tutor's first line is not spoken, so that it does not speak over the learner's only one.
    page.add_init_script("localStorage.setItem('tutor.preferences', JSON.stringify({ autoplay: false }))")
    page.goto(server.url)
    expect(page.get_by_test_id("status-strip")).to_have_attribute("data-ready", "true")
    begin(page, server.url)
    assert not any("silero" in url or ".wasm" in url for url in fetched)
    page.get_by_test_id("call-button").click()
    expect(page.get_by_test_id("message-partial")).to_be_visible()
    shoot(page, "call-hearing-phone")
    learner = page.get_by_test_id("message-learner")
    expect(learner.locator(".learner-text")).to_contain_text("mercado")
    expect(page.get_by_test_id("message-partial")).to_have_count(0)
    until_spoken(page)
    phase(page, "speaking")
    shoot(page, "call-speaking-phone")
    phase(page, "listening")
    assert any("silero" in url for url in fetched)
    said = stored(server, page)[1]
    assert "hermana" in said["text"]
    assert said["recording_url"]
    page.get_by_test_id("hang-up").click()
    expect(page.get_by_test_id("record-button")).to_be_visible()
    context.close()


def test_cutting_in(page: Page, server: Server) -> None:
    call(page, server)
    say(page, "sentence")
    until_spoken(page)
    shoot(page, "call-speaking")
    say(page, "wait")
    first = page.get_by_test_id("message-tutor").nth(1)
    expect(first).not_to_have_attribute("data-speech-state", "playing")
    expect(page.get_by_test_id("message-learner")).to_have_count(2)
    expect(page.get_by_test_id("message-learner").last).to_contain_text("pregunta")
    expect(page.get_by_test_id("message-tutor")).to_have_count(3)
    print("the voice sank and was held:", json.dumps(page.evaluate("[window.sunk, window.silences]")))


def test_a_sign_of_listening_takes_no_turn(page: Page, server: Server) -> None:
    call(page, server)
    say(page, "sentence")
    until_spoken(page)
    say(page, "nod")
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-speech-state", "paused")
    expect(reply).to_have_attribute("data-speech-state", "playing")
    expect(reply).to_have_attribute("data-speech-state", "ended")
    expect(page.get_by_test_id("message-learner")).to_have_count(1)


def test_the_tutors_own_voice_from_the_loudspeaker(page: Page, server: Server) -> None:
    call(page, server)
    say(page, "sentence")
    until_spoken(page)
    say(page, "loopback")
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-speech-state", "paused")
    expect(reply).to_have_attribute("data-speech-state", "playing")
    expect(reply).to_have_attribute("data-speech-state", "ended")
    phase(page, "listening")
    expect(page.get_by_test_id("message-learner")).to_have_count(1)


def test_others_in_the_room(page: Page, server: Server, ollama: FakeOllama) -> None:
    call(page, server)
    say(page, "sentence")
    until_spoken(page)
    phase(page, "listening")
    say(page, "television")
    phase(page, "listening")
    expect(page.get_by_test_id("that-was-me")).to_be_visible()
    shoot(page, "call-others")
    ollama.tokens = [f"{word} " for word in OTHER_REPLY.split()]  # nothing is said twice in a conversation
    say(page, "sentence")
    until_spoken(page)
    say(page, "television")
    reply = page.get_by_test_id("message-tutor").last
    expect(reply).to_have_attribute("data-speech-state", "playing")
    assert page.evaluate("window.silences.length") == 0
    expect(page.get_by_test_id("message-learner")).to_have_count(2)
    phase(page, "listening")
    page.get_by_test_id("that-was-me").click()
    expect(page.get_by_test_id("that-was-me")).to_have_count(0)


def test_what_was_not_understood_is_asked_for_again(page: Page, server: Server) -> None:
    call(page, server)
    page.get_by_test_id("done-button").click()
    phase(page, "unclear")
    shoot(page, "call-unclear")
    expect(page.get_by_test_id("message-learner")).to_have_count(0)
    say(page, "sentence")
    expect(page.get_by_test_id("message-learner")).to_contain_text("mercado")
    phase(page, "listening")


def test_looking_over_what_was_heard(page: Page, server: Server) -> None:
    page.evaluate("localStorage.setItem('tutor.preferences', JSON.stringify({ checkFirst: true }))")
    call(page, server)
    say(page, "sentence")
    phase(page, "checking")
    box = page.get_by_test_id("message-input")
    assert "mercado" in box.input_value()
    shoot(page, "call-checking")
    box.fill("Ayer fui al mercado con mi prima.")
    box.press("Enter")
    expect(page.get_by_test_id("message-learner").locator(".learner-text")).to_contain_text("prima")
    until_spoken(page)
    said = stored(server, page)[1]
    assert said["text"] == "Ayer fui al mercado con mi prima."
    assert said["recording_url"]


def test_a_lost_connection_loses_no_word(page: Page, server: Server) -> None:
    cut: list[Callable[[], None]] = []

    def proxy(ws: object) -> None:
        ws.connect_to_server()  # type: ignore[attr-defined]
        cut.append(lambda: ws.close(code=4999))  # type: ignore[attr-defined]

    page.route_web_socket("**/api/listen?*", proxy)
    call(page, server)
    page.evaluate("() => { window.talking = window.say('sentence'); }")
    page.wait_for_timeout(1500)
    cut[0]()
    page.evaluate("window.talking")
    text = page.get_by_test_id("message-learner").locator(".learner-text")
    expect(text).to_contain_text("fruta")
    expect(text).to_contain_text("mercado")
    assert len(cut) > 1


def test_a_microphone_that_goes_away(page: Page, server: Server) -> None:
    call(page, server)
    page.evaluate(
        """() => {
            navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NotAllowedError'); };
        }"""
    )
    page.evaluate("window.lose()")
    phase(page, "trouble")
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("error")).to_contain_text("Allow it through the icon beside the address")
    shoot(page, "call-trouble")
    expect(page.get_by_test_id("call-again")).to_be_visible()
    page.get_by_test_id("hang-up").click()
    expect(page.get_by_test_id("record-button")).to_be_visible()


def test_another_microphone_in_mid_call(page: Page, server: Server) -> None:
    call(page, server)
    page.evaluate(
        """() => {
            const headset = { kind: "audioinput", deviceId: "headset", groupId: "bluetooth" };
            navigator.mediaDevices.enumerateDevices = async () => [headset];
            navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
        }"""
    )
    expect(page.locator("html")).to_have_attribute("data-opened", "2")
    page.evaluate("window.lose()")
    expect(page.locator("html")).to_have_attribute("data-opened", "3")
    say(page, "sentence")
    expect(page.get_by_test_id("message-learner")).to_contain_text("mercado")
    until_spoken(page)
    phase(page, "listening")


def test_a_locked_phone(page: Page, server: Server) -> None:
    page.add_init_script(PHONE)
    call(page, server)
    assert page.evaluate("window.awake") == ["asked"]
    say(page, "sentence")
    until_spoken(page)
    page.evaluate("window.lock()")
    page.wait_for_timeout(1000)
    page.evaluate("window.unlock()")
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-speech-state", "ended")
    phase(page, "listening")
    say(page, "sentence")
    expect(page.get_by_test_id("message-learner")).to_have_count(2)
    assert page.evaluate("window.awake") == ["asked", "asked"]
    page.get_by_test_id("hang-up").click()
    expect(page.get_by_test_id("record-button")).to_be_visible()
    assert page.evaluate("window.awake") == ["asked", "asked", "released"]


def test_the_space_bar_asks_for_time(page: Page, server: Server) -> None:
    call(page, server)
    page.locator("body").click(position={"x": 640, "y": 300})
    page.keyboard.down("Space")
    phase(page, "holding")
    page.keyboard.up("Space")
    phase(page, "listening")
