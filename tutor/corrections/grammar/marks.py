"""¿ and ¡."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.corrections.sentence import Finding, Sentence

_OPENING = {"?": "¿", "!": "¡"}


def marks(sentence: Sentence) -> Iterator[Finding]:
    """A question or exclamation of one clause without its opening mark."""
    words = sentence.words
    last = len(words) - 1
    while last > 0 and words[last] in ('"', "”", "»", ")"):
        last -= 1
    closing = words[last] if words else ""
    if closing in _OPENING and "¿" not in words and "¡" not in words and last >= 1:
        if sum(w in _OPENING for w in words) == 1 and not {",", ":", '"', "“", "("} & set(words):
            yield Finding(0, 0, _OPENING[closing], "opening-mark", 0.85)
