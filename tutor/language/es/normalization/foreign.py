"""Words that are not spoken as Spanish spells them: the Mexican x, and words and names from other languages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tutor.language.es.normalization.reading import Reading, reading
from tutor.language.es.variety import Variety

DATA = Path(__file__).parents[1] / "data" / "respelled.tsv"


@cache
def _respelled() -> dict[str, str]:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if line and not line.startswith("#"))


def respelled(word: str) -> str | None:
    """A word as Spanish would spell what is said, where that differs: Xalapa, Jalapa."""
    said = _respelled().get(word.lower())
    return said[0].upper() + said[1:] if said and word[0].isupper() else said


def _foreign(match: re.Match[str], variety: Variety) -> str | None:
    return respelled(match[0])


READINGS: tuple[Reading, ...] = (reading(r"(?<![\w'’])[^\W\d_]{2,30}(?:['’-][^\W\d_]{1,15})?(?![\w'’])", _foreign),)
