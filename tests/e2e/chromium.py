"""The browser of the end-to-end tests: Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, ViewportSize, sync_playwright

from tests.e2e.steps import until
from tests.tutors import PATIENCE_S

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Where CI collects what a person may want to look at.
SHOTS = Path(os.environ.get("TUTOR_TEST_OUTPUT", "out")) / "screenshots"
SIZES = {"desk": ViewportSize(width=1200, height=800), "phone": ViewportSize(width=390, height=844)}
# What is expected is waited for so long, by Playwright's clock.
PATIENCE_MS = 1000 * PATIENCE_S
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


Opened = TypeVar("Opened", BrowserContext, Page)


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A browser until the block ends.

    Without service workers unless a context asks for them: a test that stands between page and server must see all.
    """
    assert CHROMIUM, "Chromium is needed: apt-get install chromium"
    browser = _playwright().chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags], timeout=PATIENCE_MS)
    for name in ("new_context", "new_page"):
        setattr(browser, name, partial(_patient, getattr(browser, name)))
    yield browser
    browser.close()


def _patient(opens: Callable[..., Opened], **chosen: Any) -> Opened:
    opened = opens(**({"service_workers": "block"} | chosen))
    opened.set_default_timeout(PATIENCE_MS)
    return opened


@functools.cache
def _playwright() -> Playwright:
    """One for all browsers: a second one in the same thread would not start."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright


def shoot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def size_of(page: Page) -> str:
    """Its name among SIZES."""
    return next(name for name, size in SIZES.items() if size == page.viewport_size)


def wait_until_fits(page: Page) -> None:
    """Until nothing is wider than the window: the page puts its sidebar away a moment after the window narrows."""
    # Playwright's own waiting evaluates a string again and again, which the page's policy forbids.
    until(page, lambda: bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth")))


DRAWN = """wanted => {
  const look = () => { window.drawn ??= document.querySelector(wanted) ? performance.now() : undefined; };
  new MutationObserver(look).observe(document, {childList: true, subtree: true});
}"""
SENT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(({startTime}) => startTime < window.drawn).map(({name, transferSize}) => [name, transferSize])"""


def sent_until(page: Page, url: str, drawn: str) -> dict[str, int]:
    """Bytes over the network by address, with headers, of all that was asked for before `drawn` is in the document."""
    page.add_init_script(f"({DRAWN})({drawn!r})")
    page.goto(url)
    page.locator(drawn).wait_for()
    return dict(page.evaluate(SENT))
