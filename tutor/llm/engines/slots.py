"""Which of llama.cpp's slots evaluates a prompt, so that each conversation finds there what was evaluated before.

Left to itself llama.cpp takes the slot whose prompt begins most alike. Conversations at one level begin alike, and so all
took the same one: of two learners who wrote at once, both waited 10 s for their first token, since one prompt was evaluated
anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import inf

from tutor.llm.base import ChatMessage

# Who wrote within these seconds is likely to go on.
RECENT_S = 600.0


@dataclass(slots=True)
class Slot:
    """What a slot has evaluated and in which conversation, if any; when it was last used, and whether it is in use."""

    id: int
    conversation: str = ""
    held: str = ""
    used: float = float("-inf")
    busy: bool = False


class Slots:
    """All slots of a server."""

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._slots = [Slot(id) for id in range(count)]
        self._clock = clock

    def take(self, conversation: str, messages: Sequence[ChatMessage]) -> Slot | None:
        """The free slot in which the least must be evaluated, and lost; None when all are in use.

        Those of other conversations are spared as long as they are likely to go on.
        """
        prompt = written(messages)
        free = [slot for slot in self._slots if not slot.busy]
        if not free:
            return None
        slot = min(free, key=lambda slot: (self._cost(slot, conversation, prompt), slot.used))
        slot.busy, slot.conversation, slot.held = True, conversation, prompt
        return slot

    def give_back(self, slot: Slot) -> None:
        """It is free again."""
        slot.busy, slot.used = False, self._clock()

    def _cost(self, slot: Slot, conversation: str, prompt: str) -> float:
        """Characters to evaluate, and those that somebody may miss."""
        others = slot.conversation not in ("", conversation)
        if others and self._clock() - slot.used < RECENT_S:
            return inf
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(slot.held, prompt, strict=False)))
        return len(prompt) - common + (0 if others else len(slot.held) - common)


def written(messages: Sequence[ChatMessage]) -> str:
    """Messages as one text that begins like that of any conversation they are the beginning of."""
    return "".join(f"\x1e{message['role']}\x1f{message['content']}" for message in messages)
