"""Items: an exercise and its right answers, made from the syllabus and the word tables, never by a model.

An item is told by its id alone (`kind.point.rest`), so nothing has to be stored between question and answer, and the
same id is always the same item.
"""

from __future__ import annotations

import random
from functools import cache, lru_cache
from typing import get_args

from tutor.core.errors import NotFound
from tutor.exercises import agreement
from tutor.exercises.item import Item
from tutor.exercises.kinds import kind_of
from tutor.exercises.sentences import reserved
from tutor.exercises.syllabus import ItemKind, Point, syllabus

_KINDS: dict[str, ItemKind] = {name: name for name in get_args(ItemKind)}
CACHED_ITEMS = 500


@lru_cache(CACHED_ITEMS)
def item_of(item_id: str) -> Item:
    """The item of that id. Raises NotFound."""
    kind, _, rest = item_id.partition(".")
    point_id, _, rest = rest.partition(".")
    point = syllabus().by_id.get(point_id)
    item = None
    if point is not None and kind == "agreement":
        item = agreement.make(point, rest)
    elif point is not None and kind in _KINDS:
        item = kind_of(_KINDS[kind]).make(point, rest)
    if item is None:
        raise NotFound("There is no such exercise.")
    return item


def ids(point: Point) -> tuple[str, ...]:
    """The ids of all items of a point but those that only the placement test asks."""
    return _ids(point.id)


@cache
def _ids(point_id: str) -> tuple[str, ...]:
    point = syllabus().by_id[point_id]
    kept = set(reserved(point))
    made = [
        f"{name}.{point_id}.{rest}" for name in point.kinds for rest in kind_of(name).rests(point) if rest not in kept
    ]
    return (*made, *agreement.ids(point))


def draw(point: Point, rng: random.Random, *, avoid: frozenset[str] = frozenset()) -> Item:
    """An item of a point at random: first the kind, so that a kind with many items does not crowd out the others."""
    kinds: dict[str, list[str]] = {}
    for item_id in ids(point):
        if item_id not in avoid:
            kinds.setdefault(item_id.partition(".")[0], []).append(item_id)
    if not kinds:
        return draw(point, rng)
    return item_of(rng.choice(kinds[rng.choice(sorted(kinds))]))
