"""What tests do with a browser that is driven by a W3C protocol, whichever of them it speaks."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from tests.conftest import Server
from tests.tutors import PATIENCE_S

REPLY = "document.querySelector('[data-testid=message-tutor]')"
CARD = "document.querySelector('[data-testid=card]')"


class Driven(ABC):
    """One page of the browser."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open an address and wait for its page."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """The value of an expression, as JSON has it."""

    @abstractmethod
    def click(self, test_id: str) -> None:
        """Press what has this id, as soon as it is there."""

    @abstractmethod
    def fill(self, test_id: str, text: str) -> None:
        """Type keys into what has this id."""

    @abstractmethod
    def shoot(self, path: Path) -> None:
        """A picture of the page for people to look at."""

    def wait_for(self, expression: str) -> Any:
        """The value of an expression as soon as it is true of anything."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if value := self.evaluate(expression):
                return value
            time.sleep(0.1)
        raise AssertionError(f"{expression}: {self.evaluate('document.body.innerText')}")


def is_answered_and_corrected(tab: Driven, server: Server) -> None:
    """A turn is typed, answered and corrected."""
    tab.goto(server.url)
    tab.click("new-conversation")
    tab.click("start-conversation")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 1")
    tab.fill("message-input", "Ayer yo fue al cine.\ue007")
    tab.wait_for("document.querySelector('[data-testid=correction]') !== null")
    tab.wait_for("document.querySelectorAll('[data-testid=message-tutor]').length === 2")
    assert "Muy bien" in tab.evaluate("[...document.querySelectorAll('[data-testid=message-tutor]')].at(-1).innerText")


def is_heard(tab: Driven) -> None:
    """The voice of the first reply in the open conversation, asked for just now, is heard."""
    tab.wait_for(
        "['playing', 'ended'].includes(document.querySelector('[data-testid=message-tutor]').dataset.speechState)"
    )


def first_of_two_cards(tab: Driven, server: Server) -> str:
    """Practice is open at the first of two cards, which shows its back; its id."""
    for card in server.client.get("/api/cards?limit=500").json():
        server.client.delete(f"/api/cards/{card['id']}").raise_for_status()
    for word in ("ventana", "lluvia"):
        server.client.post("/api/cards/words", json={"word": word}).raise_for_status()
    tab.goto(f"{server.url}/#/practice")
    tab.evaluate("window.location.reload()")
    first = str(tab.wait_for(f"{CARD}?.dataset.card"))
    tab.click("show")
    tab.wait_for("document.querySelector('[data-testid=ratings]') !== null")
    return first


def is_rated(tab: Driven, server: Server, card: str) -> None:
    """The next card is shown, and this one was reviewed once."""
    tab.wait_for(f"({CARD}?.dataset.card ?? 'none') !== '{card}'")
    reviewed = {one["id"]: one["reviews"] for one in server.client.get("/api/cards?limit=500").json()}
    assert reviewed[card] == 1
