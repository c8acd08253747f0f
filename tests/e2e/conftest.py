"""A server with an instant engine, and a browser: for what the page does, whatever the models say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Server, running
from tests.e2e.chromium import PATIENCE_MS, SIZES, chromium
from tests.fakes.ollama import FakeOllama, fake_ollama
from tests.tutors import PATIENCE_S
from tutor.llm.deadlines import Deadlines

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session", autouse=True)
def _no_model_is_given_up() -> Iterator[None]:
    """However long a reply is held while a slow machine looks at its page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Deadlines, "first", lambda self, name, messages: PATIENCE_S)
        patch.setattr(Deadlines, "next", lambda self, name: PATIENCE_S)
        yield


@pytest.fixture(scope="module")
def ollama() -> Iterator[FakeOllama]:
    with fake_ollama() as fake:
        yield fake


@pytest.fixture(scope="module")
def server(ollama: FakeOllama, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = ollama.tutor(tmp_path_factory.mktemp("page"))
    with running(settings) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all modules that need no microphone of their own; each context is a new profile."""
    with chromium("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream") as browser:
        yield browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700}, permissions=["microphone"])
    yield context.new_page()
    context.close()


@pytest.fixture(params=SIZES)
def sized_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """On a desk in the light, and on a phone in the dark; no script of the page fails."""
    context = browser.new_context(
        viewport=SIZES[request.param],
        color_scheme="dark" if request.param == "phone" else "light",
        bypass_csp=True,  # for axe
        reduced_motion="reduce",
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    assert problems == []
    context.close()
