"""Templates on the page: written, kept in versions, tried side by side; and the model that answers, chosen and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.steps import begin, write
from tests.fakes.ollama import MODEL, FakeOllama

pytestmark = pytest.mark.e2e


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    assert problems == []
    context.close()


@pytest.fixture(autouse=True)
def _fresh(ollama: FakeOllama) -> None:
    ollama.tokens = ["¡Muy ", "bien! ", "¿Y ", "tú?"]
    ollama.requests.clear()


def place(shown: Locator) -> tuple[float, float]:
    box = shown.bounding_box()
    assert box
    return box["x"], box["y"]


def new_template(page: Page, server: Server, name: str, text: str) -> None:
    page.goto(f"{server.url}/#/templates")
    page.get_by_test_id("template").select_option("")
    page.get_by_test_id("template-name").fill(name)
    page.get_by_test_id("template-text").fill(text)
    page.get_by_test_id("save-template").click()
    expect(page.get_by_test_id("template-state")).to_have_text("Saved as version 1.")


def test_a_template_is_written_and_its_versions_come_back(page: Page, server: Server, tmp_path: Path) -> None:
    page.goto(f"{server.url}/#/templates")
    text = page.get_by_test_id("template-text")
    expect(text).to_have_value(re.compile("Conversas en español"))
    expect(text).to_have_attribute("readonly", "")
    expect(page.get_by_test_id("save-template")).to_have_count(0)
    page.get_by_test_id("copy-template").click()
    page.get_by_test_id("template-name").fill("Más breve")
    text.fill("Eres breve. ")
    page.get_by_role("button", name="{register}").click()
    expect(text).to_have_value("Eres breve. {register}")
    expect(text).to_be_focused()
    text.press_sequentially(" {nada}")
    page.get_by_test_id("save-template").click()
    expect(page.get_by_test_id("error")).to_contain_text("Line 1, column 24: there is no variable {nada}.")
    shoot(page, "template-fault")
    text.fill("Eres breve. {register}")
    page.get_by_test_id("save-template").click()
    expect(page.get_by_test_id("template-state")).to_have_text("Saved as version 1.")

    text.fill("Eres muy breve. {level}")
    page.reload()  # what was typed and not saved is still there
    page.get_by_test_id("template").select_option("Más breve")
    expect(text).to_have_value("Eres muy breve. {level}")
    page.get_by_test_id("save-template").click()
    expect(page.get_by_test_id("template-state")).to_have_text("Saved as version 2.")
    page.get_by_test_id("template-version").select_option("1")
    expect(text).to_have_value("Eres breve. {register}")
    expect(page.get_by_test_id("template-state")).to_contain_text("version 1")
    page.get_by_test_id("save-template").click()
    expect(page.get_by_test_id("template-state")).to_have_text("Saved as version 3.")

    with page.expect_download() as download:
        page.get_by_test_id("export-template").click()
    assert download.value.suggested_filename == "mas-breve.toml"
    file = tmp_path / "breve.toml"
    download.value.save_as(file)
    page.get_by_test_id("delete-template").click()
    page.get_by_role("alert").get_by_role("button", name="Delete").click()
    expect(page.get_by_test_id("template-text")).to_have_value(re.compile("Conversas en español"))
    page.get_by_test_id("template-file").set_input_files(file)
    expect(page.get_by_test_id("template-name")).to_have_value("Más breve")
    expect(text).to_have_value("Eres breve. {register}")
    (tmp_path / "other.toml").write_text("hola")
    page.get_by_test_id("template-file").set_input_files(tmp_path / "other.toml")
    expect(page.get_by_test_id("error")).to_contain_text("not a template")


def test_two_templates_side_by_side(page: Page, server: Server, ollama: FakeOllama) -> None:
    new_template(page, server, "Pirata", "Eres un pirata. Nivel {level}.")
    ollama.tokens = ["¡Al ", "abordaje, ", "grumete! ", "¿Qué ", "buscas ", "en ", "mi ", "barco?"]
    left, right = page.get_by_test_id("trial-column").all()
    right.get_by_test_id("trial-template").select_option("Built-in")
    right.get_by_test_id("trial-temperature").fill("1.2")
    right.get_by_test_id("trial-topP").fill("0.5")
    right.get_by_test_id("trial-maxTokens").fill("40")
    page.get_by_test_id("trial-level").select_option("B1")
    page.get_by_test_id("trial-message").fill("Hola, busco un tesoro.")
    with ollama.pausing(5):
        page.get_by_test_id("trial-message").press("Enter")
        for column in (left, right):  # both at once, as they are written
            expect(column.get_by_test_id("trial-answer")).to_contain_text("¡Al")
            expect(column.get_by_test_id("stop-trial")).to_be_visible()
        right.get_by_test_id("stop-trial").click()
        expect(right.get_by_text("Stopped here.")).to_be_visible()
    expect(left.get_by_test_id("trial-answer")).to_have_text(re.compile("barco\\?$"))
    expect(left.get_by_test_id("trial-facts")).to_contain_text("8 tokens")
    expect(left.get_by_test_id("trial-facts")).to_contain_text("first word after")
    expect(left.get_by_test_id("trial-facts")).to_contain_text(MODEL)
    expect(right.get_by_test_id("trial-answer")).not_to_contain_text("barco")
    asked = {chat["options"]["temperature"]: chat for chat in ollama.chats}
    assert "Eres un pirata. Nivel B1." in asked[0.6]["messages"][0]["content"]
    assert "Conversas en español" in asked[1.2]["messages"][0]["content"]
    assert (asked[1.2]["options"]["top_p"], asked[1.2]["options"]["num_predict"]) == (0.5, 40)

    page.get_by_test_id("try-both").click()
    expect(right.get_by_test_id("trial-facts")).to_contain_text("8 tokens")
    (left_x, left_y), (right_x, right_y) = place(left), place(right)
    assert (left_x < right_x, left_y) == (True, right_y)
    right.scroll_into_view_if_needed()
    shoot(page, "templates-side-by-side")
    page.emulate_media(color_scheme="dark")
    shoot(page, "templates-dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 390, "height": 844})
    wait_until_fits(page)
    (left_x, left_y), (right_x, right_y) = place(left), place(right)
    assert (left_x, left_y < right_y) == (right_x, True)
    left.scroll_into_view_if_needed()
    shoot(page, "templates-phone")
    page.get_by_test_id("template").scroll_into_view_if_needed()
    shoot(page, "templates-phone-top")


def test_a_new_conversation_takes_a_template_and_tells_which(page: Page, server: Server, ollama: FakeOllama) -> None:
    new_template(page, server, "Poeta", "Eres poeta. Nivel {level}.")
    page.goto(server.url)
    page.get_by_test_id("new-conversation").click()
    page.get_by_test_id("new-template").select_option("Poeta")
    page.get_by_test_id("new-template").scroll_into_view_if_needed()
    shoot(page, "new-conversation-template")
    page.get_by_test_id("start-conversation").click()
    expect(page.get_by_test_id("conversation-template")).to_have_text("Poeta, version 1")
    write(page, "Hola.")
    reply = page.get_by_test_id("message-tutor").nth(1)
    expect(reply).to_have_attribute("data-state", "complete")  # the first reply loads a voice
    assert "Eres poeta." in ollama.chats[-1]["messages"][0]["content"]


def test_the_model_is_chosen_and_told(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Settings").click()
    now = page.get_by_test_id("engine-now")
    expect(now).to_contain_text(f"Now: {MODEL} (ollama)")
    choice = page.get_by_test_id("engine")
    assert choice.locator("option").all_text_contents() == [
        "Automatic",
        "ollama, fitting each message",
        f"{MODEL} · ollama",
    ]
    choice.select_option(f"ollama/{MODEL}")
    expect(now).to_contain_text("you chose it in Settings")
    choice.scroll_into_view_if_needed()
    shoot(page, "settings-model")
    page.keyboard.press("Escape")
    begin(page, server.url)
    write(page, "Hola.")
    reply = page.get_by_test_id("message-tutor").nth(1)
    expect(reply).to_have_attribute("data-state", "complete")
    expect(reply).not_to_contain_text(MODEL)  # machines are no matter of the conversation
    page.get_by_role("button", name="Settings").click()
    origin = page.get_by_test_id("origin")
    expect(origin).to_contain_text(MODEL)
    expect(origin).to_contain_text("tokens/s")
    origin.scroll_into_view_if_needed()
    shoot(page, "settings-engine")
    page.get_by_test_id("engine").select_option("auto")
    expect(page.get_by_test_id("engine-now")).not_to_contain_text("you chose it")
    page.get_by_test_id("to-templates").click()
    expect(page.get_by_test_id("templates")).to_be_visible()
