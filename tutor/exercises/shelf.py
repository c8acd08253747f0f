"""Longer exercises as they lie in their folder: a file a level, `a1.toml` to `c2.toml`, each exercise with an id of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from tutor.core.errors import NotFound
from tutor.core.levels import Level


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Exercise = TypeVar("Exercise", bound=HasId)


def shelf(folder: Path, table: str, read: Callable[[Level, dict[str, Any]], Exercise]) -> Mapping[str, Exercise]:
    """All exercises of a folder by id, the easiest level first; `table` is what a file calls them.

    Raises ValueError where two have the same id, and whatever `read` raises for one that is not well written.
    """
    found: dict[str, Exercise] = {}
    for level in Level:
        file = folder / f"{level.lower()}.toml"
        if not file.exists():
            continue
        for row in tomllib.loads(file.read_text(encoding="utf-8"))[table]:
            made = read(level, row)
            if made.id in found:
                raise ValueError(f"two are called {made.id}")
            found[made.id] = made
    return MappingProxyType(found)


def taken(found: Mapping[str, Exercise], id_: str, name: str) -> Exercise:
    """The exercise of that id. Raises NotFound, which calls it by `name`."""
    if id_ not in found:
        raise NotFound(f"There is no such {name}.")
    return found[id_]
