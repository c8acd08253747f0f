"""Text as it is taken in: in one form, and without what is no character. All that is sent as JSON comes through here."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def taken_in(value: Any, *, composed: bool = True) -> Any:
    """JSON with all its text in composed form (NFC), as the dictionary and names want it, or as it was written.

    Raises ValueError for half a surrogate pair, which no file or database holds, and for NUL.
    """
    if isinstance(value, str):
        return _text(value, composed)
    if isinstance(value, dict):
        return {taken_in(key, composed=composed): taken_in(item, composed=composed) for key, item in value.items()}
    if isinstance(value, list):
        return [taken_in(item, composed=composed) for item in value]
    return value


def _text(text: str, composed: bool) -> str:
    if _NO_CHARACTER.search(text):
        raise ValueError("it holds half a character, or a NUL")
    return unicodedata.normalize("NFC", text) if composed else text
