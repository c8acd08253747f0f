"""A teacher's texts, read from a table: a title and a text a row."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.learners.classes.tables import BadRow, ReadTable, read_table

MOST_TEXTS, LONGEST_TITLE, LONGEST_TEXT = 30, 120, 40_000
_HEADINGS = ("title", "título", "titulo", "titel", "titre", "titolo")

Text = tuple[str, str]


def read_texts(text: str) -> ReadTable[Text]:
    """Texts of a table: title, text; a text in quotation marks may have lines of its own."""
    return read_table(text, _HEADINGS, MOST_TEXTS, _row)


def _row(cells: Sequence[str], before: list[Text]) -> Text:
    title, text = cells[0], cells[1]
    if not title:
        raise BadRow("no_title")
    if not any(c.isalpha() for c in text):
        raise BadRow("no_text")
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        raise BadRow("too_long")
    if any(title == other for other, _ in before):
        raise BadRow("twice")
    return title, text
