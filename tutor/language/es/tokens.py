"""Words, numbers and signs of a text, and the plain spelling in which they are compared."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import filterfalse

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign at `text[start:end]`."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Words (with inner hyphens and apostrophes), numbers and single signs; `offset` is added to their places."""
    return [Token(m.group(), m.start() + offset, m.end() + offset) for m in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The words in lower case, without punctuation."""
    return [word.lower() for word in _WORD.findall(text)]


def plain(word: str) -> str:
    """The word, or text, in lower case without accents: ñ becomes n, ’ an '."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(filterfalse(unicodedata.combining, letters)).replace("’", "'")
