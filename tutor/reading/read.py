"""A file to a title and paragraphs. What it is, its bytes tell; its name and what the sender says count for nothing."""

from __future__ import annotations

from typing import Literal

from tutor.core.errors import DocumentEmpty, DocumentTooLong
from tutor.reading.read_epub import read_epub
from tutor.reading.read_html import looks_like_html, read_html
from tutor.reading.read_pdf import read_pdf
from tutor.reading.read_subtitles import looks_like_subtitles, read_subtitles
from tutor.reading.read_text import read_text
from tutor.reading.text import Paragraph

Kind = Literal["text", "html", "pdf", "epub", "subtitles", "sound"]

# A long novel has two million.
MOST_CHARS = 3_000_000

_READERS = {
    "text": read_text,
    "html": read_html,
    "pdf": read_pdf,
    "epub": read_epub,
    "subtitles": read_subtitles,
}


def kind_of(data: bytes) -> Kind:
    """What a file is."""
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "epub"
    if looks_like_html(data):
        return "html"
    return "subtitles" if looks_like_subtitles(data) else "text"


def read(data: bytes) -> tuple[Kind, str, list[Paragraph]]:
    """Kind, title ("" where the file has none) and paragraphs.

    Raises DocumentUnreadable, DocumentEmpty, DocumentLocked, DocumentTooLong.
    """
    kind = kind_of(data)
    title, found = _READERS[kind](data)
    found = [paragraph for paragraph in found if any(c.isalpha() for c in paragraph.text)]
    if not found:
        raise DocumentEmpty()
    if sum(len(paragraph.text) for paragraph in found) > MOST_CHARS:
        raise DocumentTooLong()
    return kind, title, found
