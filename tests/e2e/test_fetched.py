"""A model is fetched while the page is open: how far it is stands there in megabytes, with what already works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import REAL, Server, running
from tests.e2e.axe import faults
from tests.e2e.chromium import shoot, size_of, wait_until_fits
from tests.fakes.hub import entry, serving_models, shop, without_llama
from tests.fakes.ollama import FakeOllama
from tests.unit.test_catalogue import Site
from tutor.core.downloads import Catalogue

pytestmark = pytest.mark.e2e

MODEL = b"\x07" * 8_000_000


@pytest.fixture
def hub() -> Iterator[Site]:
    """Gives half of a file at once, and the rest when it is quick."""
    with serving_models() as site:
        site.files["/partner.gguf"], site.slow = MODEL, 0.5
        yield site
        site.quick.set()


@pytest.fixture
def server(hub: Site, ollama: FakeOllama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A tutor whose only partner is still at the hub; it is wanted as soon as the tutor starts."""
    without_llama(monkeypatch, hub)
    known = shop(hub)
    partner = entry("partner-1b", f"{hub.url}/partner.gguf", MODEL, memory_gb=0.1, cores=1)
    stocked = Catalogue([*(model for model in known.models if model.kind != "llm"), partner], known.voices)
    monkeypatch.setattr("tutor.runtime.load_catalogue", lambda: stocked)
    monkeypatch.setattr("tutor.conversation.idle.prewarm._ears_and_voice", _wakes_nobody)
    settings = ollama.tutor(
        tmp_path, llm="embedded", embedded_model="partner-1b", models_dir=tmp_path / "models", prewarm=True
    )
    settings.models_folder.mkdir()
    for folder in REAL.models_folder.glob("[!.]*"):
        (settings.models_folder / folder.name).symlink_to(folder)
    with running(settings) as server:
        yield server


async def _wakes_nobody(*args: object) -> None: ...


def test_it_is_told_in_megabytes_and_what_works_meanwhile_works(sized_page: Page, server: Server, hub: Site) -> None:
    page = sized_page
    server.client.patch("/api/learner", json={"goal": "travel"}).raise_for_status()  # who is greeted no more
    page.goto(server.url)
    expect(page.get_by_test_id("download")).to_contain_text("4 of 8 MB")
    expect(page.get_by_test_id("status-strip")).to_contain_text("Meanwhile scenes, exercises, your map and your texts")
    wait_until_fits(page)
    shoot(page, f"fetched-{size_of(page)}")
    assert faults(page) == []
    page.goto(f"{server.url}/#/practice")
    expect(page.locator("[data-testid=practice] .task")).to_be_visible()
    expect(page.get_by_test_id("download")).to_be_visible()
    hub.quick.set()
    expect(page.get_by_test_id("download")).to_have_count(0)
