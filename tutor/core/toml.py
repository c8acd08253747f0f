"""TOML that anybody brings."""

from __future__ import annotations

import tomllib
from typing import Any

from tutor.core.text import taken_in

# In one line: a key of many parts costs by the square of their number.
MOST_POINTS = 2_000


def read_toml(content: str, *, composed: bool = True) -> dict[str, Any]:
    """What a file holds, its text as all that comes in (`taken_in`). Raises ValueError."""
    if any(line.count(".") > MOST_POINTS for line in content.split("\n")):
        raise ValueError("a line has too many points")
    try:
        found: dict[str, Any] = taken_in(tomllib.loads(content), composed=composed)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return found
