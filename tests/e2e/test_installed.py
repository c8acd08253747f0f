"""The page as an app: what a browser wants before it offers to install it, and practising where there is no network."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Server
from tests.e2e.axe import faults
from tests.e2e.chromium import CHROMIUM, FLAGS, PATIENCE_MS, shoot
from tests.e2e.steps import HEARD, until
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.ollama import FakeOllama
from tests.tutors import Spawned, spawned
from tutor.core.settings import Settings

pytestmark = pytest.mark.e2e

CARDS, REVIEWED = 25, 20
WORDS = [
    "ventana",
    "puerta",
    "cocina",
    "lluvia",
    "mesa",
    "silla",
    "coche",
    "calle",
    "perro",
    "gato",
    "libro",
    "agua",
    "pan",
    "leche",
    "queso",
    "fruta",
    "mano",
    "cabeza",
    "ojo",
    "boca",
    "tienda",
    "mercado",
    "playa",
    "montaña",
    "ciudad",
]
PHONE = {"width": 390, "height": 844}

DECK = """() => new Promise((resolve, reject) => {
  const name = localStorage.getItem("tutor.pocket");
  if (!name) return resolve(null);
  const opening = indexedDB.open("tutor." + name);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const shelves = opening.result.transaction(["deck", "sounds", "kept"]);
    const cards = shelves.objectStore("deck").get("deck");
    const sounds = shelves.objectStore("sounds").count();
    const kept = shelves.objectStore("kept").count();
    shelves.oncomplete = () => {
      opening.result.close();
      resolve({cards: cards.result?.cards.length ?? 0, sounds: sounds.result, kept: kept.result});
    };
  };
})"""


def pocket(page: Page) -> dict[str, int]:
    """What the device has with it."""
    return page.evaluate(DECK) or {"cards": 0, "sounds": 0, "kept": 0}


def wait_for_pocket(page: Page, what: str, least: int) -> None:
    until(page, lambda: pocket(page)[what] >= least)


def reviews(server: Server) -> int:
    return sum(int(card["reviews"]) for card in server.client.get("/api/cards?limit=500").json())


@pytest.fixture(scope="module")
def installable(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser with a profile: nothing can be installed from a private window."""
    assert CHROMIUM
    profile = tmp_path_factory.mktemp("profile")
    context = browser.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=FLAGS, timeout=PATIENCE_MS
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.pages[0]
    page.goto(server.url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    yield page
    context.close()


def test_the_browser_has_nothing_against_installing_it(installable: Page) -> None:
    protocol = installable.context.new_cdp_session(installable)
    assert protocol.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    assert protocol.send("Page.getAppManifest")["errors"] == []


def test_the_manifest_has_what_lighthouse_looks_for(installable: Page, server: Server) -> None:
    link = installable.locator("link[rel=manifest]").get_attribute("href")
    answer = server.client.get(urljoin(server.url, link or ""))
    assert answer.headers["content-type"].startswith("application/manifest+json")
    manifest: dict[str, Any] = answer.json()
    assert manifest["name"]
    assert 0 < len(manifest["short_name"]) <= 12
    assert manifest["display"] in ("standalone", "fullscreen", "minimal-ui")
    assert manifest.get("prefer_related_applications") is not True
    assert urlsplit(urljoin(server.url, manifest["start_url"])).netloc == urlsplit(server.url).netloc
    found: dict[str, set[int]] = {"any": set(), "maskable": set()}
    for icon in manifest["icons"]:
        png = server.client.get(icon["src"]).content
        assert png[:8] == b"\x89PNG\r\n\x1a\n"
        width, height = struct.unpack(">II", png[16:24])
        assert icon["sizes"] == f"{width}x{height}"
        found[icon["purpose"]].add(width)
    assert found == {"any": {192, 512}, "maskable": {192, 512}}
    touch = installable.locator("link[rel=apple-touch-icon]").get_attribute("href")
    assert struct.unpack(">II", server.client.get(touch or "").content[16:24]) == (180, 180)
    assert installable.locator("meta[name=viewport]").count() == 1
    assert installable.locator("meta[name=theme-color]").count() == 2


def test_a_worker_answers_for_the_first_page_without_a_network(installable: Page, server: Server) -> None:
    worker = server.client.get("/sw.js")
    assert worker.headers["cache-control"] == "no-cache"  # an upgrade must reach it
    installable.reload()
    assert installable.evaluate("navigator.serviceWorker.controller !== null")
    installable.context.set_offline(True)
    try:
        answer = installable.reload()
        assert answer is not None
        assert answer.status == 200
        expect(installable.get_by_test_id("offline-shell")).to_be_visible()
    finally:
        installable.context.set_offline(False)


@dataclass
class Away:
    """A tutor with cards behind a network that can go away, and a phone that has been there once."""

    settings: Settings
    server: Spawned
    network: CuttingProxy
    context: BrowserContext


@pytest.fixture
def away(browser: Browser, ollama: FakeOllama, tmp_path: Path) -> Iterator[Away]:
    settings = ollama.tutor(tmp_path / "away")
    with spawned(settings) as server:
        for word in WORDS[:CARDS]:
            server.client.post("/api/cards/words", json={"word": word}).raise_for_status()
        server.client.patch("/api/review-settings", json={"new_per_day": 50, "session_minutes": 60}).raise_for_status()
        with CuttingProxy(urlsplit(server.url).port or 0) as network:
            context = browser.new_context(
                viewport=PHONE, has_touch=True, is_mobile=True, service_workers="allow", bypass_csp=True
            )
            page = context.new_page()
            page.goto(network.url)
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.reload()  # from now on the worker stands between
            wait_for_pocket(page, "cards", CARDS)
            yield Away(settings, server, network, context)
            context.close()


def review(page: Page) -> None:
    """Turn the card that is shown over, and know it well."""
    shown = page.get_by_test_id("card")
    name = shown.get_attribute("data-card")
    page.get_by_test_id("show").click()
    page.get_by_test_id("rate-3").click()
    expect(page.locator(f"[data-card='{name}']")).to_have_count(0)


def test_twenty_cards_reviewed_without_a_network_are_found_when_it_is_back(
    away: Away,
) -> None:
    server, network, context = away.server, away.network, away.context
    page = context.pages[0]
    wait_for_pocket(page, "sounds", 2)
    server.kill()
    page.goto(network.url)
    expect(page.get_by_test_id("meanwhile")).to_contain_text("25 cards that are due")
    assert faults(page) == []
    shoot(page, "offline-shell-phone")
    page.emulate_media(color_scheme="dark")
    shoot(page, "offline-shell-phone-dark")
    page.emulate_media(color_scheme="light")
    page.get_by_test_id("practise-here").click()
    expect(page.get_by_test_id("kept-here")).to_contain_text("You can go on")
    page.get_by_test_id("show").click()
    page.get_by_test_id("hear").click()
    expect(page.get_by_test_id("hear")).to_have_attribute("data-speech-state", HEARD)
    page.get_by_test_id("rate-3").click()
    for _ in range(REVIEWED - 1):
        review(page)
    expect(page.get_by_test_id("kept-here")).to_have_attribute("data-waiting", str(REVIEWED))
    assert faults(page) == []
    shoot(page, "offline-practice-phone")
    page.close()  # the phone is put away; another day it is opened again
    page = context.new_page()
    page.goto(network.url)
    expect(page.get_by_test_id("meanwhile")).to_contain_text("5 cards that are due")
    expect(page.get_by_test_id("kept-here")).to_contain_text("20 results are kept")
    with spawned(away.settings) as back:
        network.lead_to(urlsplit(back.url).port or 0)
        expect(page.get_by_test_id("offline-shell")).to_have_count(0)
        until(page, lambda: reviews(back) >= REVIEWED)
        page.goto(network.url + "/#/practice")
        expect(page.get_by_test_id("card")).to_be_visible()
        assert reviews(back) == REVIEWED
        assert pocket(page)["kept"] == 0
        assert back.client.get("/api/cards/queue").json()["new"] == CARDS - REVIEWED


def test_the_network_goes_and_comes_in_the_middle_of_a_session(
    away: Away,
) -> None:
    server, network, context = away.server, away.network, away.context
    page = context.pages[0]
    page.goto(network.url + "/#/practice")
    review(page)
    context.set_offline(True)
    review(page)
    review(page)
    expect(page.get_by_test_id("kept-here")).to_have_attribute("data-waiting", "2")
    page.get_by_test_id("undo").click()
    expect(page.get_by_test_id("kept-here")).to_have_attribute("data-waiting", "1")
    review(page)
    context.set_offline(False)
    expect(page.get_by_test_id("kept-here")).to_have_attribute("data-waiting", "0")
    review(page)
    expect(page.get_by_test_id("kept-here")).to_have_count(0)
    assert reviews(server) == 4
