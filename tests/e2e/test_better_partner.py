"""A better partner comes by itself from a slow hub: it is told of, one talks meanwhile, and then it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import REAL, Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import SIZES, shoot, wait_until_fits
from tests.e2e.steps import begin, stored, write
from tests.fakes.hub import HollowModel, serving_models, shop, without_llama
from tests.fakes.ollama import FakeOllama
from tests.unit.test_catalogue import Site

pytestmark = pytest.mark.e2e

# Nothing that the scene knows an answer to: the model is asked.
LINE = "Mi vecino colecciona relojes antiguos."


@pytest.fixture
def hub() -> Iterator[Site]:
    """Gives two fifths of a file at once, and the rest when it is quick."""
    with serving_models() as site:
        yield site
        site.quick.set()


@pytest.fixture
def server(hub: Site, ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A small partner is here, and the machine would bear a larger one."""
    without_llama(monkeypatch, hub)
    monkeypatch.setattr(HollowModel, "speeds", {"small-1b": 2000.0, "large-4b": 9.0})
    monkeypatch.setattr("tutor.app.prewarm", _wakes_nobody)
    monkeypatch.setattr("tutor.learners.models.better.SETTLED_S", 0.0)
    settings = ollama.tutor(tmp_path, llm="embedded", models_dir=tmp_path / "models", prewarm=True)
    settings.models_folder.mkdir()
    for folder in REAL.models_folder.glob("[!.]*"):  # ears and voices are those of this machine
        (settings.models_folder / folder.name).symlink_to(folder)
    shop(hub).ensure("small-1b", settings)
    hub.slow = 0.4
    with running(settings) as server:
        yield server


async def _wakes_nobody(*args: object) -> None: ...


def test_it_is_told_of_while_it_comes_and_then_it_answers(browser: Browser, server: Server, hub: Site) -> None:
    for name, size in SIZES.items():
        scheme = "dark" if name == "phone" else "light"
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        page = context.new_page()
        page.goto(server.url)
        expect(page.get_by_test_id("better")).to_contain_text("A better partner is on its way: 40")
        wait_until_fits(page)
        shoot(page, f"better-{name}")
        assert faults(page) == []
        is_answered_by(page, server, "small-1b")
        page.get_by_test_id("better").get_by_role("link").focus()
        page.keyboard.press("Enter")
        coming = page.locator('[data-testid="model"][data-model="large-4b"]')
        expect(coming.get_by_test_id("share")).to_contain_text("40")
        coming.scroll_into_view_if_needed()
        shoot(page, f"better-list-{name}")
        assert faults(page) == []
        if name == "phone":
            hub.quick.set()
            expect(coming).to_contain_text("in use")
            expect(page.get_by_test_id("better")).to_have_count(0)
            is_answered_by(page, server, "large-4b")
        context.close()


def is_answered_by(page: Page, server: Server, model: str) -> None:
    begin(page, server.url)
    write(page, LINE)
    expect(page.get_by_test_id("message-tutor").nth(1)).to_have_attribute("data-state", "complete")
    assert stored(server, page)[-1]["model"] == model
