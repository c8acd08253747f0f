"""Which of llama.cpp's slots evaluates a prompt, so that each conversation finds there what was evaluated before.

Left to itself llama.cpp takes the slot whose prompt begins most alike. Conversations at one level begin alike, and so all
took the same one: of two learners who wrote at once, both waited 10 s for their first token, since one prompt was evaluated
anew.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tutor.llm.base import ChatMessage


@dataclass(slots=True)
class Slot:
    """What a slot has evaluated and for whom, when it was last used, and whether it is in use.

    The owner is a conversation, or the system prompt that others may begin with.
    """

    id: int
    owner: str = ""
    shared: bool = True
    held: str = ""
    used: float = float("-inf")
    busy: bool = False


class Slots:
    """All slots of a server."""

    def __init__(self, count: int) -> None:
        self._slots = [Slot(id) for id in range(count)]

    def take(self, conversation: str, messages: Sequence[ChatMessage]) -> Slot | None:
        """A free slot: the conversation's, else one that holds but the beginning of the prompt and is no other
        conversation's, else the one used longest ago. None when all are in use.
        """
        owner, prompt = conversation or messages[0]["content"], written(messages)
        free = [slot for slot in self._slots if not slot.busy]
        if not free:
            return None
        theirs = [slot for slot in free if slot.owner == owner]
        begun = [slot for slot in free if slot.shared and slot.held and prompt.startswith(slot.held)]
        if theirs:
            slot = theirs[0]
        elif begun:
            slot = max(begun, key=lambda slot: len(slot.held))
        else:
            slot = min(free, key=lambda slot: slot.used)
        slot.busy, slot.owner, slot.shared, slot.held = True, owner, not conversation, prompt
        return slot

    def give_back(self, slot: Slot) -> None:
        """It is free again."""
        slot.busy, slot.used = False, time.monotonic()


def written(messages: Sequence[ChatMessage]) -> str:
    """Messages as one text that begins like that of any conversation they are the beginning of."""
    return "".join(f"\x1e{message['role']}\x1f{message['content']}" for message in messages)
