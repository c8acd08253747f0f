"""What is known of a model by its name: whether it can lead a conversation, and how replies are sampled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
    spanish: int = 1
    """How well it knows Spanish, from 0 to 3."""
    chats: bool = True
    """Whether it was made for talking."""
    think: str = ""
    """How Ollama is asked for as little thought as a model that thinks whatever one asks can do with; "on" where it knows
    no measure."""
    thought_tokens: int = 0
    """The room for that, in tokens, outside the reply's own."""
    switch: bool = False
    """Whether it thinks unless its template is told not to."""


# Of a model whose family says nothing.
TEMPERATURE = 0.6


@cache
def _families() -> tuple[Family, ...]:
    data = tomllib.loads((Path(__file__).parent / "families.toml").read_text(encoding="utf-8"))
    return tuple(Family(**entry) for entry in data["family"])


@lru_cache(maxsize=256)
def family_of(name: str) -> Family:
    """The family of a model by its name, such as `qwen2.5-coder-1.5b-instruct` or `gemma3:4b`."""
    return next(family for family in _families() if re.search(family.match, name.lower()))


def rank(name: str) -> tuple[bool, int]:
    """Which of several models talks better Spanish, before their sizes are looked at; larger is better."""
    family = family_of(name)
    return family.leads, family.spanish


def family_name(name: str) -> str:
    """What models of one make and generation are called: `gemma3` of gemma3:4b, `qwen2.5` of hf.co/…/Qwen2.5-7B-Instruct."""
    return re.split(r"[-:_ ]", name.lower().rsplit("/", 1)[-1], maxsplit=1)[0]


def chats(name: str) -> bool:
    """Whether a model was made for talking, as far as its name tells."""
    return family_of(name).chats


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
