"""Tables that people open in a spreadsheet."""

from __future__ import annotations

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A cell's text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_FORMULA) else text
