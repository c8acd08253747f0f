"""Whether a sentence says what another said."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher


def alike(a: Sequence[str], b: Sequence[str], limit: float) -> bool:
    """Are two sentences nearly the same words? `limit` is the share of words in order that they must have in common."""
    most = 2 * min(len(a), len(b)) / max(1, len(a) + len(b))
    if most <= limit or not set(a) & set(b):
        return False
    if 2 * len(set(a) & set(b)) / max(1, len(set(a)) + len(set(b))) < limit - 0.25:
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() > limit
