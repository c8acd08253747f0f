"""What is known of a model by its name: whether it can lead a conversation, and how replies are sampled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tutor.llm.base import ChatMessage, ChatRequest


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are asked alike. A sampling figure that is None is left to the settings or to the engine."""

    match: str
    leads: bool
    """Whether it may write replies by itself; else the lines of a scene come first."""
    temperature: float | None = None
    repeat_penalty: float | None = None
    min_p: float | None = None


# Of a model whose family says nothing.
TEMPERATURE = 0.6


@cache
def _families() -> tuple[Family, ...]:
    data = tomllib.loads((Path(__file__).parent / "families.toml").read_text(encoding="utf-8"))
    return tuple(Family(**entry) for entry in data["family"])


def family_of(name: str) -> Family:
    """The family of a model by its name, such as `qwen2.5-coder-1.5b-instruct` or `gemma3:4b`."""
    return next(family for family in _families() if re.search(family.match, name.lower()))


def reply_request(
    model: str, messages: Sequence[ChatMessage], max_tokens: int, temperature: float | None, conversation: str = ""
) -> ChatRequest:
    """A prompt for a reply, sampled as the model's family wants it unless the settings give a `temperature`."""
    family = family_of(model)
    if temperature is None:
        temperature = TEMPERATURE if family.temperature is None else family.temperature
    return ChatRequest(
        messages,
        max_tokens,
        temperature,
        repeat_penalty=family.repeat_penalty,
        min_p=family.min_p,
        conversation=conversation,
    )
