"""How words sound, for those that are written by ear."""

from __future__ import annotations

import re

from tutor.language.es.tokens import plain

# Letters that sound alike, or that other languages double; what is left is how a word sounds to a Latin American.
_SOUNDS = [
    (re.compile(pattern), new)
    for pattern, new in (
        ("ph", "f"), ("qu(?=[ei])", "k"), ("c(?=[ei])|z", "s"), ("c(?!h)", "k"), ("g(?=[ei])", "j"), ("gu(?=[ei])", "g"),
        ("ll", "l"), ("v", "b"), ("(?<!c)h", ""), ("x(?=[^aeiou])", "s"), (r"([^\W\d_])\1", r"\1"),
    )
]  # fmt: skip


def sound(word: str) -> str:
    """How a word sounds, accents apart: the same for «nesecito» and «necesito»."""
    word = plain(word)
    for pattern, new in _SOUNDS:
        word = pattern.sub(new, word)
    return word
