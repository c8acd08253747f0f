"""The first page over a slow network, in a real browser with nothing kept: until there is something to do."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.common import Row, Run
from tests.conftest import running
from tests.e2e.chromium import chromium, sent_until
from tests.fakes.ollama import fake_ollama

# Bytes a second, and what a request waits for its answer, in ms, besides.
SPEED, LATENCY_MS = 400_000 / 8, 300
CONVERSATIONS = 60
# The page, and then at once all that it names.
ROUND_TRIPS = 2


def first_paint(run: Run) -> list[Row]:
    """The floor is what the bytes and two round trips take by themselves."""
    rows = []
    with (
        fake_ollama() as fake,
        tempfile.TemporaryDirectory() as folder,
        running(fake.tutor(Path(folder))) as server,
        chromium() as browser,
    ):
        for _ in range(CONVERSATIONS):
            server.client.post("/api/conversations", json={"level": "A2", "scenario_id": "cafe"}).raise_for_status()
        for locale in ("en-US", "de-DE"):
            server.client.patch("/api/learner", json={"page_language": locale[:2]}).raise_for_status()
            shown = [_visit(browser, server.url, locale) for _ in range(run.times(7))]
            took, sent = (statistics.median(one) for one in zip(*shown, strict=True))
            floor = sent / SPEED + ROUND_TRIPS * LATENCY_MS / 1000
            rows.append(Row(f"first page at 400 kbit/s, {locale}", took, "s", floor, 3, floor))
    return rows


def _visit(browser: Browser, url: str, locale: str) -> tuple[float, int]:
    """Seconds until there is something to do, and the bytes until then."""
    context = browser.new_context(locale=locale, viewport={"width": 390, "height": 844})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    emulated = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": SPEED, "uploadThroughput": SPEED}
    network.send("Network.emulateNetworkConditions", emulated)
    sent = sent_until(page, url, "[data-testid=todays-scene]")
    drawn = float(page.evaluate("window.drawn"))
    context.close()
    return drawn / 1000, sum(sent.values())
