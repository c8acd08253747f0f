"""What each CEFR level means for the tutor: levels.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tutor.core.levels import Level
from tutor.language.base import LevelProfile, LevelTold, read_levels, read_levels_told

TOLD = Path(__file__).parent / "levels_told"


@cache
def profiles() -> Mapping[Level, LevelProfile]:
    """All six."""
    return read_levels(Path(__file__).parent / "levels.toml")


def profile(level: Level) -> LevelProfile:
    """What a level means for the tutor."""
    return profiles()[level]


@cache
def levels_in(language: str) -> Mapping[Level, LevelTold]:
    """What pages tell of the levels: English and Spanish are in levels.toml, the others have one file each in levels_told/.
    English for a language (ISO 639) that is not written."""
    if language == "es":
        return {level: LevelTold(it.name_es, it.can_do_es) for level, it in profiles().items()}
    file = TOLD / f"{language}.toml"
    if language.isalpha() and file.is_file():
        return read_levels_told(file)
    return {level: LevelTold(it.name, it.can_do) for level, it in profiles().items()}
