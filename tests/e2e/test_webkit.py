"""WebKit, which Safari and every browser of an iPhone are made of: the page, a turn that is typed, sound, and cards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Server
from tests.e2e.chromium import SHOTS
from tests.e2e.webdriver import BROWSER, DRIVER, WebKit, webkit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(DRIVER is None or BROWSER is None, reason="apt-get install webkit2gtk-driver xvfb"),
]


@pytest.fixture(scope="module")
def tab() -> Iterator[WebKit]:
    with webkit() as tab:
        yield tab


def test_a_turn_is_typed_answered_and_corrected(tab: WebKit, server: Server) -> None:
    tab.goto(server.url)
    tab.click("new-conversation")
    tab.click("start-conversation")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 1")
    tab.type("message-input", "Ayer yo fue al cine.\ue007")
    tab.wait_for("document.querySelector('[data-testid=correction]') !== null")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 2")
    assert "Muy bien" in tab.evaluate("[...document.querySelectorAll('[data-testid=message-tutor]')].at(-1).innerText")
    tab.shoot(SHOTS / "webkit-turn.png")


def test_a_reply_is_heard(tab: WebKit, server: Server) -> None:
    tab.wait_for("document.querySelector('[data-testid=replay]') !== null")
    tab.click("replay")
    reply = "document.querySelector('[data-testid=message-tutor]')"
    tab.wait_for(f"['playing', 'ended'].includes({reply}.dataset.speechState)")


def test_cards_are_turned_and_rated(tab: WebKit, server: Server) -> None:
    for card in server.client.get("/api/cards?limit=500").json():
        server.client.delete(f"/api/cards/{card['id']}").raise_for_status()
    for word in ("ventana", "lluvia"):
        server.client.post("/api/cards/words", json={"word": word}).raise_for_status()
    tab.goto(f"{server.url}/#/practice")
    tab.evaluate("window.location.reload()")
    card = "document.querySelector('[data-testid=card]')"
    first = tab.wait_for(f"{card}?.dataset.card")
    tab.click("show")
    tab.click("rate-3")
    tab.wait_for(f"({card}?.dataset.card ?? 'none') !== '{first}'")
    reviewed = {one["id"]: one["reviews"] for one in server.client.get("/api/cards?limit=500").json()}
    assert reviewed[first] == 1
    tab.shoot(SHOTS / "webkit-cards.png")
