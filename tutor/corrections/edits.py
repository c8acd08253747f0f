"""An edit of a text, and how two versions of a sentence become edits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Severity = Literal["minor", "normal", "major"]
Source = Literal["spelling", "grammar", "llm"]

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `text[start:end]`, which is `original`, by `replacement`. Offsets count Unicode code points."""

    start: int
    end: int
    original: str
    replacement: str
    category: str
    severity: Severity
    explanation: str
    rule: str
    confidence: float
    source: Source


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


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with non-overlapping edits made."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        parts += [text[at : edit.start], edit.replacement]
        at = edit.end
    return "".join(parts) + text[at:]


def without_overlap(edits: Iterable[Edit]) -> list[Edit]:
    """The surest edits that do not touch the same place, in reading order."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (-e.confidence, e.start)):
        if all(edit.end <= other.start or edit.start >= other.end for other in kept) and all(
            (edit.start, edit.end) != (other.start, other.end) for other in kept
        ):
            kept.append(edit)
    return sorted(kept, key=lambda e: (e.start, e.end))


def plain(word: str) -> str:
    """The word in lower case without accents (ñ becomes n)."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens `start:end` of the first version stand as `words` in the second."""

    start: int
    end: int
    words: tuple[str, ...]


def changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What differs between two token lists, one-to-one replacements kept apart."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, i0, i1, j0, j1 in matcher.get_opcodes():
        if op == "equal":
            continue
        if i1 - i0 == j1 - j0:
            for k in range(i1 - i0):
                yield Change(i0 + k, i0 + k + 1, (after[j0 + k],))
        else:
            yield Change(i0, i1, tuple(after[j0:j1]))
