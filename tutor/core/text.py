"""Text as it is taken in: in one form, and without what is no character. All that is sent as JSON comes through here."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

# Values in one request, of which lists, objects and what is in them count each, and how deep they lie in each other.
MOST_VALUES, DEEPEST = 20_000, 100
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def taken_in(value: Any, *, composed: bool = True) -> Any:
    """JSON with all its text in composed form (NFC), as the dictionary and names want it, or as it was written.

    Raises ValueError for half a surrogate pair, which no file or database holds, for NUL, and for more than anybody sends.
    """
    check_size(value)
    return _taken(value, composed)


def _taken(value: Any, composed: bool) -> Any:
    if isinstance(value, str):
        return _text(value, composed)
    if isinstance(value, dict):
        return {_taken(key, composed): _taken(item, composed) for key, item in value.items()}
    if isinstance(value, list):
        return [_taken(item, composed) for item in value]
    return value


class WholeCharacters:
    """What others write, as it comes: halves of a character that were parted are joined; others, and NUL, are left out."""

    def __init__(self) -> None:
        self._half = ""

    def taken(self, part: str) -> str:
        """What is whole so far of this part and of what waited for it."""
        text = self._half + part
        self._half = text[-1:] if "\ud800" <= text[-1:] <= "\udbff" else ""
        text = text.removesuffix(self._half)
        if not _NO_CHARACTER.search(text):
            return text
        return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def check_size(value: Any) -> None:
    """Raises ValueError where JSON is larger, or nested more deeply, than anybody sends."""
    level, left = [value], MOST_VALUES
    for _ in range(DEEPEST):
        inside: list[Any] = []
        for one in level:
            if isinstance(one, dict | list):
                left -= len(one)
                if left < 0:
                    raise ValueError("it holds too many values")
                inside.extend(one.values() if isinstance(one, dict) else one)
        if not inside:
            return
        level = inside
    raise ValueError("it is nested too deeply")


def _text(text: str, composed: bool) -> str:
    if _NO_CHARACTER.search(text):
        raise ValueError("it holds half a character, or a NUL")
    return unicodedata.normalize("NFC", text) if composed else text
