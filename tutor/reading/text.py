"""Paragraphs: what every reader makes of a file, and how lines become paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

# Lines longer than this were not broken by hand or to fit a page: each is a paragraph.
LONGEST_LINE = 120
# A line this much shorter than the longest of its kind ended before the margin.
SHORT = 0.75
_DASH = re.compile(r"[-–—]\s?\S")
_ENDS = re.compile(r"[.!?…:;][»”\"')\]]*$")
_SPACE = re.compile(r"[^\S\n]+")
# Control characters, and those that turn the direction of what stands around them.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `section` is the heading above it, "" when there is none; `page` counts from 1 where there are
    pages; `at_s` is when it is said where it was said, in seconds."""

    text: str
    section: str = ""
    page: int | None = None
    at_s: float | None = None


class WordAt(NamedTuple):
    """Where a word stands in its passage, in code points, and when it is said in what was heard, in seconds."""

    start: int
    end: int
    from_s: float
    to_s: float


def tidy(text: str) -> str:
    """Text without invisible characters and needless space; line breaks stay."""
    lines = _SPACE.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in lines)).strip()


def one_line(text: str, longest: int = 120) -> str:
    """A heading or title on one line, cut where it is too long."""
    line = " ".join(tidy(text).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def paragraphs(lines: Sequence[str]) -> Iterable[str]:
    """The paragraphs of lines: they end at an empty line, or where a line stops short of the margin."""
    margin = max((len(line) for line in lines if len(line) <= LONGEST_LINE), default=0)
    current = ""
    for line in lines:
        if not line or len(line) > LONGEST_LINE:
            if current:
                yield current
            current = ""
            if line:
                yield line
            continue
        current = _joined(current, line)
        if len(line) < SHORT * margin and _ENDS.search(line):
            yield current
            current = ""
    if current:
        yield current


def _joined(text: str, line: str) -> str:
    if not text:
        return line
    if text[-1] in "-\u2010" and text[-2:-1].isalpha() and line[0].islower():
        return text[:-1] + line  # a word broken at the margin
    return f"{text}\n{line}" if _DASH.match(line) else f"{text} {line}"  # a dash begins what somebody says
