"""The page that says where the time of the last turns went."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Server
from tests.e2e.chromium import shoot, wait_until_fits
from tests.e2e.steps import begin, write
from tests.fakes.ollama import FakeOllama

pytestmark = pytest.mark.e2e


def test_the_last_turns_as_a_waterfall(
    page: Page, server: Server, ollama: FakeOllama, spoken: Callable[[str], bytes]
) -> None:
    page.goto(f"{server.url}/#/turns")
    expect(page.get_by_text("There is nothing to show yet")).to_be_visible()
    ollama.delay_s = 0.3
    begin(page, server.url)
    write(page, "Ayer yo gusta la problema.")
    expect(page.get_by_test_id("message-tutor")).to_have_count(2)
    expect(page.get_by_test_id("message-tutor").last).to_have_attribute("data-state", "complete")
    path = "/api/conversations/" + page.url.rsplit("/", 1)[1] + "/turns"
    answer = server.client.post(path, files={"audio": ("r.wav", spoken("Hola, me llamo Ana."))})
    assert answer.status_code == 200

    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name="How long your last turns took").click()
    turns = page.get_by_test_id("turn")
    expect(turns).to_have_count(2)
    expect(turns.nth(0).get_by_test_id("step-heard")).to_be_visible()
    typed = turns.nth(1)
    expect(typed).to_contain_text("Ayer yo gusta la problema.")
    expect(typed).to_contain_text("42 tokens read, 4 written")
    expect(typed.get_by_test_id("step-heard")).to_have_count(0)
    for step in ("thought", "wrote", "corrected", "spoke"):
        row = typed.get_by_test_id(f"step-{step}")
        # What the bars show is said in words too.
        assert re.search(
            r"from \d+(\.\d)? m?s, for (\d+(\.\d)? m?s|no sound yet)", row.inner_text().replace("\n", " ")
        ), step
        assert row.locator("rect").count() >= 1
    expect(typed.get_by_test_id("where")).to_contain_text("The longest part")
    expect(page.get_by_test_id("tokens")).to_contain_text("2 replies so far: 84 tokens read, 8 written")
    shoot(page, "turns")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 760})
    wait_until_fits(page)
    shoot(page, "turns-phone-dark")
