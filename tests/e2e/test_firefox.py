"""Debian's Firefox: the page, a turn that is typed, cards, and what makes it an app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Server
from tests.e2e.bidi import FIREFOX, Tab, firefox
from tests.e2e.chromium import SHOTS
from tests.e2e.driven import first_of_two_cards, is_answered_and_corrected, is_rated

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(FIREFOX is None, reason="apt-get install firefox-esr")]


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with firefox(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def test_a_turn_is_typed_answered_and_corrected(tab: Tab, server: Server) -> None:
    is_answered_and_corrected(tab, server)
    tab.shoot(SHOTS / "firefox-turn.png")


def test_a_reply_is_heard_or_says_what_to_press(tab: Tab, server: Server) -> None:
    """Where there is no sound device, as on a server, Firefox starts no sound: the page must not wait for it for ever."""
    is_answered_and_corrected(tab, server)
    states = "[...document.querySelectorAll('[data-testid=message-tutor]')].map(one => one.dataset.speechState)"
    state = tab.wait_for(f"{states}.find(state => ['playing', 'ended', 'blocked'].includes(state)) ?? ''")
    if state == "blocked":
        assert "Press to listen" in tab.evaluate("document.body.innerText")


def test_a_recording_reaches_the_tutor(tab: Tab, server: Server) -> None:
    """A hum holds no words: that it is told so shows that it was recorded, sent and decoded."""
    is_answered_and_corrected(tab, server)
    tab.click("record-button")
    tab.wait_for("document.querySelector('.record.recording') !== null")
    tab.wait_for("new Promise(done => setTimeout(() => done(true), 1500))")
    tab.click("record-button")
    told = tab.wait_for("document.querySelector('[data-testid=error]')?.innerText ?? ''")
    assert "I heard nothing" in told


def test_cards_are_turned_and_rated_by_key(tab: Tab, server: Server) -> None:
    card = first_of_two_cards(tab, server)
    tab.type("3")
    is_rated(tab, server, card)
    tab.shoot(SHOTS / "firefox-cards.png")


def test_the_worker_keeps_the_page(tab: Tab, server: Server, tmp_path: Path) -> None:
    tab.goto(server.url)
    assert tab.wait_for("navigator.serviceWorker.ready.then(found => found.active !== null)")
    kept = tab.wait_for("caches.keys().then(async names => (await (await caches.open(names[0])).keys()).length)")
    assert kept > 20
