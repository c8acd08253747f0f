"""Settings → Partner: a better one is fetched, watched, cancelled, compared and removed, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, wait_until_fits
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e

GB = 10**9


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    ollama.models, ollama.library = {"gemma3:1b": GB}, {"gemma3:4b": 3 * GB}
    ollama.speeds = {"gemma3:1b": 30.0, "gemma3:4b": 11.5}
    with running(ollama.tutor(tmp_path_factory.mktemp("page"), ollama_memory_gb=20)) as server:
        yield server


def row(page: Page, id: str) -> Locator:
    return page.locator(f'[data-testid="model"][data-model="{id}"]')


def test_a_better_partner_is_fetched_from_settings(page: Page, server: Server, ollama: FakeOllama) -> None:
    page.goto(server.url)
    page.get_by_role("button", name="Settings").click()
    page.get_by_test_id("to-models").click()
    expect(page.get_by_role("heading", name="Partner, ears and voices")).to_be_visible()
    expect(page.get_by_test_id("machine")).to_contain_text("GB of memory")
    better = row(page, "ollama/gemma3:4b")
    expect(better).to_contain_text("3.3 GB to fetch")
    expect(better).to_contain_text("of memory")
    ollama.pull_held = True
    better.get_by_test_id("get").click()
    expect(better.get_by_test_id("share")).to_have_text(re.compile(r"[1-9]\d?.?%"))
    better.scroll_into_view_if_needed()
    shoot(page, "models-coming")
    better.get_by_role("button", name="Cancel").click()
    expect(better.get_by_test_id("get")).to_have_text("Go on")
    ollama.pull_held = False
    better.get_by_test_id("get").click()
    expect(better.get_by_test_id("suits")).to_contain_text("Measured: 11.5 tokens a second")
    expect(better.get_by_test_id("suits")).to_contain_text("Does well here.")
    shoot(page, "models-measured")


def test_two_answer_one_line_side_by_side(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/models")
    page.get_by_test_id("compare-line").fill("Hoy tengo mucha hambre.")
    sides = page.get_by_test_id("compare-side")
    expect(sides).to_have_count(2)
    for n, name in enumerate(("gemma3:1b", "gemma3:4b")):
        sides.nth(n).get_by_role("combobox").select_option(f"ollama/{name}")
    page.get_by_test_id("compare-run").click()
    for n in range(2):
        expect(sides.nth(n)).to_contain_text("¿Y tú?")
        expect(sides.nth(n)).to_contain_text("tokens/s")
    page.get_by_test_id("compare").scroll_into_view_if_needed()
    shoot(page, "models-compare")


def test_what_cannot_be_had_is_said(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/models")
    page.get_by_test_id("model-name").fill("gpt-oss:120b-cloud")
    page.get_by_test_id("get-by-name").click()
    expect(page.get_by_test_id("error").first).to_contain_text("leave this computer")
    page.get_by_test_id("model-name").fill("nada:1b")
    page.get_by_test_id("get-by-name").click()
    expect(row(page, "ollama/nada:1b")).to_contain_text("Ollama knows no model called nada:1b")


@pytest.mark.models
def test_a_voice_is_heard(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/#/models")
    voice = row(page, "ef_dora")
    with page.expect_response(lambda answer: "/preview" in answer.url) as answered:
        voice.get_by_test_id("preview").click()
    assert answered.value.status == 200
    expect(row(page, "whisper-base")).to_contain_text("in use")


def test_on_a_phone_all_fits_and_one_is_removed(browser: Browser, server: Server, ollama: FakeOllama) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.url}/#/models")
    expect(row(page, "ollama/gemma3:4b")).to_be_visible()
    wait_until_fits(page)
    shoot(page, "models-phone")
    assert faults(page) == []
    row(page, "ollama/gemma3:4b").get_by_test_id("remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(row(page, "ollama/gemma3:4b").get_by_test_id("get")).to_be_visible()
    assert "gemma3:4b" not in ollama.models
    page.get_by_test_id("compare").or_(page.get_by_text("With two partners")).first.scroll_into_view_if_needed()
    shoot(page, "models-phone-below")
    context.close()
