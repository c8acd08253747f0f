"""Plain text to paragraphs, whatever it is encoded in."""

from __future__ import annotations

import codecs
import re

from tutor.core.errors import DocumentUnreadable
from tutor.reading.text import Paragraph, one_line, paragraphs, tidy

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADING = re.compile(r"#{1,6} (\S.*)|((?i:cap[ií]tulo|parte|acto|escena) (?:\d+|[IVXLC]+)\b[^.!?]{0,60}\.?)")
# More of such bytes than one in a hundred are in no text.
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decoded(data: bytes) -> str:
    """The text of bytes: by their mark, else UTF-8, else the Windows encoding. Raises DocumentUnreadable."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if len(_BINARY.findall(data)) * 100 > len(data):
        raise DocumentUnreadable(detail="binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_text(data: bytes) -> tuple[str, list[Paragraph]]:
    """No title, and the paragraphs under their headings. Raises DocumentUnreadable."""
    found: list[Paragraph] = []
    section = ""
    for text in paragraphs(tidy(decoded(data)).split("\n")):
        if heading := _HEADING.fullmatch(text):
            section = one_line(heading[1] or heading[2])
        else:
            found.append(Paragraph(text, section))
    return "", found
