"""Names of places and people."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

DICTIONARY = Path(__file__).parent / "data" / "es.dic"


@cache
def names() -> frozenset[str]:
    """Those of the dictionary: Bolivia, Alejandra; no abbreviations."""
    return frozenset(re.findall(r"^[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]+", DICTIONARY.read_text(encoding="utf-8"), re.MULTILINE))
