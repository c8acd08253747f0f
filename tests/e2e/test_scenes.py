"""A partner of written lines alone: a beginner's first minute, a scene played to its end, and what it was worth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import REAL, Server, running
from tests.e2e.chromium import chromium, shoot, wait_until_fits
from tests.e2e.steps import begin, record, write
from tests.e2e.test_everyday import faults
from tutor.core.settings import Settings

pytestmark = [pytest.mark.e2e, pytest.mark.models]

ORDER = "Buenos días. Quisiera un café con leche, por favor."
DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# So many turns end any scene, whatever is said.
MOST_TURNS = 14


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, spoken: Callable[[str], bytes]) -> Iterator[Browser]:
    microphone = tmp_path_factory.mktemp("microphone") / "learner.wav"
    microphone.write_bytes(spoken(ORDER))
    with chromium(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}",
    ) as browser:
        yield browser


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Server]:
    """A new tutor, without a language model."""
    settings = Settings(data_dir=tmp_path, models_dir=REAL.models_folder, voices_dir=REAL.voices_folder, llm="none")
    with running(settings) as server:
        yield server


@pytest.fixture
def page(browser: Browser, alone: Server) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, permissions=["microphone"], locale="de-AT", bypass_csp=True)
    context.add_init_script("localStorage.setItem('tutor.language', 'en')")  # a German who likes the page in English
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(alone.url)
    yield page
    assert problems == []
    context.close()


def looked_at(page: Page, name: str) -> None:
    """Pictures for a person to look at: both sizes, light and dark; axe looks too."""
    for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        wait_until_fits(page)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.wait_for_timeout(350)  # what moves has arrived
            shoot(page, f"{name}-{size}-{theme}")
            assert faults(page) == [], f"{name}, {size}, {theme}"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    wait_until_fits(page)


def step(page: Page, name: str) -> None:
    expect(page.get_by_test_id("first-minute")).to_have_attribute("data-step", name)


def play_to_the_end(page: Page) -> None:
    """Say what is suggested, and where that was said already, that there is nothing else."""
    said: list[str] = []
    for _ in range(MOST_TURNS):
        if page.get_by_test_id("ending").is_visible():
            return
        page.get_by_test_id("help-button").click()
        lines = page.get_by_test_id("help").locator("li [lang=es]")
        expect(lines.first).to_be_visible()
        line = next((text for text in lines.all_text_contents() if text not in said), "No, nada más, gracias.")
        said.append(line)
        count = page.get_by_test_id("message-tutor").count()
        write(page, line)
        expect(page.get_by_test_id("help")).to_have_count(0)
        expect(page.get_by_test_id("message-tutor")).to_have_count(count + 1)
        expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
        # How a turn ended is told a moment before the page shows it.
        page.wait_for_timeout(300)
    raise AssertionError("the scene never ended")


def test_a_beginner_tells_why_plays_the_cafe_and_reads_what_it_was_worth(page: Page, alone: Server) -> None:
    # The first minute, question by question; what was answered survives a reload.
    step(page, "language")
    expect(page.get_by_test_id("first-language")).to_have_value("de")
    looked_at(page, "first-language")
    page.get_by_test_id("first-next").click()
    step(page, "goal")
    page.get_by_test_id("goal-travel").click()
    looked_at(page, "first-goal")
    page.get_by_test_id("first-next").click()
    step(page, "variety")
    expect(page.get_by_role("radio", name="Spain")).to_be_checked()  # as the voice sounds
    page.get_by_test_id("variety-mexico").click()
    looked_at(page, "first-variety")
    page.get_by_test_id("first-next").click()
    step(page, "level")
    page.reload()
    step(page, "level")
    page.get_by_test_id("knowledge-some").click()
    looked_at(page, "first-level")
    page.get_by_test_id("knowledge-none").click()
    page.get_by_test_id("first-next").click()
    page.get_by_test_id("minutes-10").click()
    page.get_by_test_id("first-next").click()
    step(page, "sound")
    page.get_by_test_id("test-microphone").click()
    expect(page.get_by_test_id("sound-test").locator(".level-meter")).to_be_attached()  # it is open
    page.wait_for_timeout(2500)
    looked_at(page, "first-sound")
    page.get_by_test_id("test-microphone").click()
    expect(page.get_by_test_id("sound-test").get_by_role("status")).to_contain_text("That works")
    page.get_by_test_id("first-next").click()
    step(page, "scene")
    expect(page.get_by_test_id("scene-card")).to_contain_text("At the café")
    looked_at(page, "first-scene")
    learner = alone.client.get("/api/learner").json()
    assert (learner["first_language"], learner["goal"], learner["level"], learner["minutes_a_day"]) == (
        "de",
        "travel",
        "A1",
        10,
    )
    assert (learner["variety"], learner["accent"], learner["vosotros"]) == ("mexico", "america", False)
    page.get_by_test_id("first-next").click()

    # The scene: goals that tick themselves, and what one could say.
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)
    expect(page.get_by_test_id("goals-toggle")).to_contain_text("0 of 6")
    page.keyboard.press("h")
    expect(page.get_by_test_id("help").locator("li")).not_to_have_count(0)
    looked_at(page, "scene-help")
    record(page, page.get_by_test_id("record-button"))
    page.wait_for_timeout(5000)
    expect(page.get_by_test_id("help")).to_have_count(0)
    page.get_by_test_id("record-button").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("goal-news")).to_contain_text("reached")
    looked_at(page, "scene-goals")
    play_to_the_end(page)
    expect(page.get_by_test_id("ending")).to_contain_text("all 6 goals")
    looked_at(page, "scene-over")

    # What it was worth.
    page.get_by_test_id("show-debrief").click()
    debrief = page.get_by_test_id("debrief")
    expect(debrief.locator("[data-reached=true]")).to_have_count(6)
    expect(debrief).to_contain_text("a minute")
    looked_at(page, "debrief")
    debrief.evaluate("e => e.scrollTo(0, e.scrollHeight)")
    looked_at(page, "debrief-end")
    page.get_by_test_id("read-again").click()
    expect(page.get_by_test_id("message-tutor").first).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("ending")).to_contain_text("finished")
    page.get_by_test_id("go-on").click()
    count = page.get_by_test_id("message-tutor").count()
    write(page, "¿Dónde está el baño?")
    expect(page.get_by_test_id("message-tutor")).to_have_count(count + 1)

    # Home is what to do now, and never the scene just played.
    page.get_by_role("link", name="Tutor").click()
    expect(page.get_by_test_id("standing")).to_contain_text("of 10 today")
    expect(page.get_by_test_id("go-on-with")).to_be_visible()
    expect(page.get_by_test_id("todays-scene")).not_to_contain_text("At the café")
    looked_at(page, "today")
    page.get_by_test_id("play-scene").click()
    expect(page.get_by_test_id("scene-card")).to_be_visible()
    looked_at(page, "new-conversation-card")


def test_mistakes_lead_to_their_point_and_finishing_can_be_asked_for(page: Page) -> None:
    begin(page, page.url, "A2")
    write(page, "Ayer yo va al cine con mi hermana y los casas es bonito.")
    expect(page.get_by_test_id("message-learner").get_by_test_id("correction").first).to_be_visible()
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    expect(page.get_by_test_id("finish")).to_have_attribute("aria-disabled", "false")
    page.get_by_test_id("finish").click()
    mistake = page.get_by_test_id("debrief-mistake").first
    expect(mistake.locator("ins")).to_be_visible()
    looked_at(page, "debrief-mistakes")
    mistake.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"#/map\?point=."))


def test_the_first_minute_is_left_by_keyboard_and_taken_up_again(page: Page) -> None:
    page.get_by_test_id("first-language").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    step(page, "goal")
    expect(page.get_by_role("heading", name="Why do you learn Spanish?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    step(page, "variety")
    page.get_by_test_id("first-skip").click()
    step(page, "level")
    page.get_by_test_id("knowledge-unsure").click()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("placement")).to_be_visible()
    page.goto(page.url.split("#")[0] + "#/")
    step(page, "minutes")
    page.get_by_test_id("first-not-now").click()
    expect(page.get_by_test_id("todays-scene")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("todays-scene")).to_be_visible()
    page.get_by_test_id("set-up").click()
    step(page, "language")


def test_scenes_are_chosen_by_reason_and_settings_tell_what_is_remembered(page: Page, alone: Server) -> None:
    page.get_by_test_id("new-conversation").click()
    page.get_by_test_id("level-B1").click()
    looked_at(page, "new-conversation")
    page.get_by_test_id("reason-work").click()
    expect(page.get_by_test_id("scenario-cafe")).to_have_count(0)
    expect(page.get_by_test_id("scenario-charla")).to_have_count(1)
    page.get_by_test_id("scenario-entrevista").click()
    expect(page.get_by_test_id("scene-card")).to_contain_text("Elena Ruiz")
    expect(page.get_by_test_id("without-model")).to_be_visible()
    page.get_by_test_id("start-conversation").click()
    expect(page.get_by_test_id("message-tutor")).to_have_count(1)
    write(page, "Me llamo Berta y vivo en Graz.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")

    page.get_by_role("button", name="Settings").click()
    memory = page.get_by_test_id("memory")
    expect(memory).to_contain_text("Berta")
    memory.get_by_role("textbox").fill("tiene dos gatos")
    memory.get_by_role("button", name="Add").click()
    expect(memory.locator("li")).to_have_count(3)
    memory.scroll_into_view_if_needed()
    looked_at(page, "settings-memory")
    memory.locator("li").filter(has_text="Graz").get_by_role("button", name="Delete").click()
    expect(memory.locator("li")).to_have_count(2)
    page.get_by_test_id("remembers").click()
    expect(page.get_by_test_id("remembers")).not_to_be_checked()
    expect(memory).to_contain_text("Nothing new is remembered")
    page.get_by_test_id("goal").select_option("exam")
    with page.expect_response(
        lambda r: r.url.endswith("/api/learner") and "minutes_a_day" in (r.request.post_data or "")
    ):
        page.get_by_test_id("minutes-a-day").select_option("20")
    expect(page.get_by_role("dialog").get_by_text("Saved")).to_be_visible()
    learner = alone.client.get("/api/learner").json()
    assert (learner["remembers"], learner["goal"], learner["minutes_a_day"]) == (False, "exam", 20)


def test_a_point_of_the_map_and_words_are_talked_with(page: Page, alone: Server) -> None:
    alone.client.patch("/api/learner", json={"goal": "travel"}).raise_for_status()
    page.goto(f"{alone.url}/#/map?point=preterite-regular")
    page.get_by_test_id("talk-point").click()
    expect(page.get_by_test_id("message-tutor").first).to_be_visible()
    write(page, "Hola. Ayer compré un libro.")
    expect(page.get_by_test_id("message-tutor").nth(1)).to_have_attribute("data-state", "complete")
    page.get_by_test_id("finish").click()
    expect(page.get_by_test_id("practised")).to_contain_text("Used once, each time right")
    looked_at(page, "practised")
    page.goto(f"{alone.url}/#/progress")
    page.get_by_test_id("word-list").fill("llave, key\npuente")
    page.get_by_test_id("talk-words").click()
    expect(page.get_by_test_id("message-tutor").first).to_be_visible()
    write(page, "Hola, todo bien.")
    expect(page.get_by_test_id("message-tutor").nth(1)).to_contain_text("«llave»")
