"""Word lists as the rules write them, and what words have in common."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a text, split at spaces."""
    return frozenset(listed.split())


def common_start(one: str, other: str) -> int:
    """How many letters two texts begin with together."""
    differ = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))
