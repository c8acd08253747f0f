"""Word lists as the rules write them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a text, split at spaces."""
    return frozenset(listed.split())
