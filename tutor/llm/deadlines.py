"""How long a model may be silent, by how fast it writes here.

A model reads faster than it writes, so it has begun in the time in which it could have written the prompt. While it
writes for one, it may stop to read for another, one batch at a time. Of whom nothing is known yet, the settings hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tutor.llm.base import ChatMessage, Usage
from tutor.llm.speeds import Speeds

# A token of Spanish is about four characters; with three, more is allowed than is needed.
CHARS_PER_TOKEN = 3
# What llama.cpp, and so Ollama, reads at once, in tokens.
BATCH_TOKENS = 512
# Nobody is given up sooner, in seconds: the machine may have something else to do for a moment.
LEAST_FIRST_S = 30.0
LEAST_NEXT_S = 15.0
# Shorter replies tell nothing of a model's speed, in tokens.
FEWEST = 4


@dataclass
class Deadlines:
    """`first_s` and `silence_s` are the longest that a model may take to begin, and to go on."""

    first_s: float
    silence_s: float
    speeds: Speeds = field(default_factory=Speeds)

    def learn(self, name: str, usage: Usage) -> None:
        """A reply is over."""
        if usage.tokens_per_s and usage.completion_tokens >= FEWEST:
            self.speeds.add(name, usage.tokens_per_s)

    def first(self, name: str, messages: Sequence[ChatMessage]) -> float:
        """Seconds until its first word, of a model that is loaded and has nobody else to answer."""
        speed = self.speeds.of(name)
        if speed is None:
            return self.first_s
        tokens = sum(len(message["content"]) for message in messages) / CHARS_PER_TOKEN
        return min(self.first_s, max(LEAST_FIRST_S, tokens / speed))

    def next(self, name: str) -> float:
        """Seconds until its next word."""
        speed = self.speeds.of(name)
        return self.silence_s if speed is None else min(self.silence_s, max(LEAST_NEXT_S, BATCH_TOKENS / speed))
