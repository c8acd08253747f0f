"""Text: its words and sentences, how it is said, how it sounds, how hard it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.toy_language.lexicon import level_of
from tests.toy_language.numbers import cardinal
from tutor.core.levels import Level

_SOUNDS = str.maketrans({"c": "ts", "ĉ": "tʃ", "ĝ": "dʒ", "ĥ": "x", "ĵ": "ʒ", "ŝ": "ʃ", "ŭ": "w"})


def words(text: str) -> list[str]:
    """Words and numbers in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Up to each sign that ends a sentence."""
    for match in re.finditer(r"\S[^.!?]*[.!?]*", text):
        yield match.start(), match.start() + len(match[0].rstrip())


def speakable(text: str) -> str:
    """Numbers in words."""
    said = re.sub(r"\d+", lambda match: cardinal(int(match[0][:6])), text)
    return said if words(said) else ""


def ipa(text: str) -> list[str]:
    """One letter, one sound; the last syllable but one is stressed."""
    return [word.translate(_SOUNDS) for word in words(text)]


def text_level(text: str) -> Level:
    """The level of its hardest word."""
    return max((level_of(word) for word in words(text)), default=Level.A1)
