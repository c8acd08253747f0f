"""A PDF to paragraphs: the text on its pages, without what is printed on each of them."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError

from tutor.core.errors import DocumentLocked, DocumentTooLong, DocumentUnreadable
from tutor.reading.text import Paragraph, one_line, paragraphs, tidy

MOST_PAGES = 2000
# Of the outermost lines of pages, at the top and at the bottom, those are headers or footers that this share of pages has.
EDGE, REPEATED = 2, 0.4
_NUMBER = re.compile(r"[\s\-–—.|]*(?:p[áa]g(?:ina)?\.?\s*)?\d{1,4}(?:\s*(?:/|de)\s*\d{1,4})?[\s\-–—.|]*", re.IGNORECASE)


def read_pdf(data: bytes) -> tuple[str, list[Paragraph]]:
    """The title and paragraphs. Raises DocumentUnreadable, DocumentLocked, DocumentTooLong."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentLocked()
        if len(reader.pages) > MOST_PAGES:
            raise DocumentTooLong(f"That document has more than {MOST_PAGES} pages.")
        title = one_line((reader.metadata and reader.metadata.title) or "")
        pages = [tidy(page.extract_text()).split("\n") for page in reader.pages]
    except DependencyError as error:  # encrypted in a way that needs more than a password's absence
        raise DocumentLocked(detail=str(error)) from error
    except (DocumentLocked, DocumentTooLong, MemoryError):
        raise
    except Exception as error:  # a malformed file breaks the parser in many ways; it runs in a process of its own
        raise DocumentUnreadable(detail=str(error)) from error
    common = _repeated(pages)
    return title, [
        Paragraph(text, page=number)
        for number, lines in enumerate(pages, 1)
        for text in paragraphs(_body(lines, common))
    ]


def _repeated(pages: list[list[str]]) -> set[str]:
    """Lines at the top or bottom of so many pages that they belong to none."""
    edges = Counter(line for lines in pages for line in {*lines[:EDGE], *lines[-EDGE:]} if line)
    return {line for line, n in edges.items() if n >= 3 and n >= REPEATED * len(pages)}


def _body(lines: list[str], common: set[str]) -> list[str]:
    """A page without its headers, footers and number."""
    at_edge = (n < EDGE or n >= len(lines) - EDGE for n in range(len(lines)))
    return [
        line
        for line, edge in zip(lines, at_edge, strict=True)
        if not (edge and (line in common or _NUMBER.fullmatch(line)))
    ]
