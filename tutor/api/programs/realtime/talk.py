"""What a realtime session is about, and what has been said in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tutor.conversation.manager import Turns
from tutor.conversation.microphones import Listeners
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.runtime import Services

# Items that can be asked for again.
MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class RealtimeTalk:
    """The conversation of a session, and what the tutor said first in it."""

    learner_id: str
    conversation_id: str
    level: Level
    opening: tuple[str, str] | None
    """Its text and its message's id; None where something was said already."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a session stands on: engines and store, running turns, open microphones."""

    services: Services
    turns: Turns
    listeners: Listeners


class Items:
    """What was said, by id, in the API's words; the oldest are forgotten."""

    def __init__(self) -> None:
        self._items: dict[str, dict[str, Any]] = {}

    def __bool__(self) -> bool:
        return bool(self._items)

    def keep(self, item: dict[str, Any]) -> None:
        self._items[item["id"]] = item
        while len(self._items) > MOST_ITEMS:
            del self._items[next(iter(self._items))]

    def get(self, item_id: str) -> dict[str, Any]:
        """Raises NotFound."""
        if item_id not in self._items:
            raise NotFound("There is no such item.")
        return self._items[item_id]

    def last(self) -> str | None:
        """The id of the latest."""
        return next(reversed(self._items), None)
