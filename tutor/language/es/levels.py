"""What each CEFR level means for the tutor: levels.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.core.levels import Level
from tutor.language.base import LevelProfile, read_levels


@cache
def profiles() -> Mapping[Level, LevelProfile]:
    """All six."""
    return read_levels(Path(__file__).parent / "levels.toml")


def profile(level: Level) -> LevelProfile:
    """What a level means for the tutor."""
    return profiles()[level]
