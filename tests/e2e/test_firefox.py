"""Debian's Firefox: the page, a turn that is typed, cards, and what makes it an app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.e2e.bidi import FIREFOX, Tab, firefox
from tests.e2e.chromium import SHOTS

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(FIREFOX is None, reason="apt-get install firefox-esr")]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with firefox(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def test_a_turn_is_typed_answered_and_corrected(tab: Tab, server: Server) -> None:
    tab.goto(server.url)
    tab.click("new-conversation")
    tab.click("start-conversation")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 1")
    tab.evaluate("document.querySelector('[data-testid=message-input]').focus()")
    tab.type("Ayer yo fue al cine.\ue007")
    tab.wait_for("document.querySelector('[data-testid=correction]') !== null")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 2")
    assert "Muy bien" in tab.evaluate("[...document.querySelectorAll('[data-testid=message-tutor]')].at(-1).innerText")
    tab.shoot(SHOTS / "firefox-turn.png")


def test_cards_are_turned_and_rated_by_key(tab: Tab, server: Server) -> None:
    for card in server.client.get("/api/cards?limit=500").json():
        server.client.delete(f"/api/cards/{card['id']}").raise_for_status()
    for word in ("ventana", "lluvia"):
        server.client.post("/api/cards/words", json={"word": word}).raise_for_status()
    tab.goto(f"{server.url}/#/practice")
    tab.evaluate("window.location.reload()")
    card = "document.querySelector('[data-testid=card]')"
    first = tab.wait_for(f"{card}?.dataset.card")
    tab.click("show")
    tab.wait_for("document.querySelector('[data-testid=ratings]') !== null")
    tab.type("3")
    tab.wait_for(f"({card}?.dataset.card ?? 'none') !== {first!r}")
    reviewed = {one["id"]: one["reviews"] for one in server.client.get("/api/cards?limit=500").json()}
    assert reviewed[first] == 1
    tab.shoot(SHOTS / "firefox-cards.png")


def test_the_worker_keeps_the_page(tab: Tab, server: Server, tmp_path: Path) -> None:
    tab.goto(server.url)
    assert tab.wait_for("navigator.serviceWorker.ready.then(found => found.active !== null)")
    kept = tab.wait_for("caches.keys().then(async names => (await (await caches.open(names[0])).keys()).length)")
    assert kept > 20
