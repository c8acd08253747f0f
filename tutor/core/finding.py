"""Finding words in texts whatever their accents and capitals, with the place where they stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Characters shown around what was found.
BEFORE, AROUND = 40, 160


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text; `start` and `end` count its code points, where the first of the words stands."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """A composed text (NFC) without accents and capitals, as long as it was."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return bare if len(bare) == 1 else character


class Finder:
    """Looks for all words of a query in texts; parts of words count, so that one finds while one types."""

    def __init__(self, query: str) -> None:
        self.words = folded(unicodedata.normalize("NFC", query)).split()

    def find(self, text: str) -> Snippet | None:
        """Where all of the words stand in a text, shown around the first of them; None where one is missing."""
        text = unicodedata.normalize("NFC", text)
        plain = folded(text)
        if not self.words or not all(word in plain for word in self.words):
            return None
        at, word = min((plain.index(word), word) for word in self.words)
        begin = _word_start(text, max(0, at - BEFORE))
        end = min(len(text), begin + AROUND)
        return Snippet(text[begin:end], at - begin, min(at + len(word), end) - begin)


def _word_start(text: str, at: int) -> int:
    """The beginning of the word after a place, so that no piece begins in the middle of one."""
    if at == 0:
        return 0
    space = text.find(" ", at)
    return space + 1 if 0 <= space - at < BEFORE // 2 else at
