"""How likely a sentence in other words is right: boosted trees over its evidence, learned by `learn.train`.

They are learned from our own sentences alone: each right wording that was left out of an exercise and found again, and
mistakes put into them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

_FILE = Path(__file__).parent / "weights.json"

# Feature, at most so much, where to go then and else; or a leaf: -1, what it adds.
Node = tuple[int, float, int, int] | tuple[int, float]


@dataclass(frozen=True)
class Weights:
    """`names`: the evidence, in the order in which the trees number it."""

    names: tuple[str, ...]
    start: float
    trees: tuple[tuple[Node, ...], ...]

    def probability(self, found: Mapping[str, float]) -> float:
        """That a teacher would call it right."""
        row = [found[name] for name in self.names]
        return 1 / (1 + exp(-self.start - sum(_leaf(tree, row) for tree in self.trees)))


def _leaf(tree: tuple[Node, ...], row: list[float]) -> float:
    node = tree[0]
    while len(node) == 4:
        feature, most, then, other = node
        node = tree[then if row[feature] <= most else other]
    return node[1]


@cache
def weights() -> Weights:
    """As they were learned."""
    stored = json.loads(_FILE.read_text(encoding="utf-8"))
    trees = tuple(tuple(tuple(node) for node in tree) for tree in stored["trees"])
    return Weights(tuple(stored["names"]), stored["start"], trees)
