"""What a model is told in a conversation: prompts.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SummaryPrompt:
    """Asks for a summary of what was said."""

    system: str
    before: str
    learner: str
    partner: str


@dataclass(frozen=True, slots=True)
class TranslationPrompt:
    """Asks for a translation into the learner's language."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class SwitchNotes:
    """What the partner is told when a learner leaves Spanish."""

    asks: str
    whole: str
    words: str
    own_language: str
    some_words: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """Everything; each text with its places in braces."""

    greeting: str
    goes_on: str
    rules_hold: str
    built_in: str
    no_facts: str
    goal_of_steps: str
    goal_of_talk: str
    summary_so_far: str
    note: str
    known: str
    summary: SummaryPrompt
    translation: TranslationPrompt
    switch: SwitchNotes


@cache
def prompts() -> Prompts:
    """Read once. Raises TypeError where the file lacks a text or has one too many."""
    read = tomllib.loads((Path(__file__).parent / "prompts.toml").read_text(encoding="utf-8"))
    return Prompts(
        summary=SummaryPrompt(**read.pop("summary")),
        translation=TranslationPrompt(**read.pop("translation")),
        switch=SwitchNotes(**read.pop("switch")),
        **read,
    )
