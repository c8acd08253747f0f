"""Corrections proposed by a language model."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tutor.corrections.edits import Edit, without_overlap

Ask = Callable[[str, str, dict[str, Any]], Awaitable[str]]


async def propose(ask: Ask, text: str, level: str, first_language: str, *, spoken: bool = False) -> list[Edit]:
    return []


def merge(fast: list[Edit], proposed: list[Edit]) -> list[Edit]:
    """Both lists as one: non-overlapping, in reading order, the surer edit where they meet."""
    return without_overlap([*fast, *proposed])
