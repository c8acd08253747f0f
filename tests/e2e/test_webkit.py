"""WebKit, which Safari and every browser of an iPhone are made of: the page, a turn that is typed, sound, and cards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Server
from tests.e2e.chromium import SHOTS
from tests.e2e.driven import first_of_two_cards, is_answered_and_corrected, is_heard, is_rated
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
    is_answered_and_corrected(tab, server)
    tab.shoot(SHOTS / "webkit-turn.png")


def test_a_reply_is_heard(tab: WebKit, server: Server) -> None:
    tab.click("replay")
    is_heard(tab)


def test_cards_are_turned_and_rated(tab: WebKit, server: Server) -> None:
    card = first_of_two_cards(tab, server)
    tab.click("rate-3")
    is_rated(tab, server, card)
    tab.shoot(SHOTS / "webkit-cards.png")
