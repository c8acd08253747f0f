"""Subtitles (SubRip and WebVTT): cues become sentences that know when they are said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tutor.core.errors import DocumentEmpty
from tutor.reading.read_text import decoded
from tutor.reading.text import Paragraph, tidy

# Hours may be left out in WebVTT; SubRip has a comma where WebVTT has a point.
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_CUE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}", re.MULTILINE)
# Tags of either format, positions of SubRip, and who speaks or what is heard, for the deaf.
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_HEARD = re.compile(r"\[[^\[\]]*\]|\([A-ZÁÉÍÓÚÑÜ\s]{3,}\)|[♪♫]")
_ENDS = re.compile(r"[.!?…][»”\"')\]]*$")
# What is said without an end for so long is a paragraph all the same, in characters.
LONG = 240


def looks_like_subtitles(data: bytes) -> bool:
    """Whether a file begins as subtitles do."""
    head = decoded(data[:2048]).lstrip("\ufeff \r\n\t")
    return head.startswith("WEBVTT") or re.match(rf"\d+\s*\r?\n\s*{_TIME}\s*-->", head) is not None


def read_subtitles(data: bytes) -> tuple[str, list[Paragraph]]:
    """Sentences with the time at which each begins. Raises DocumentEmpty."""
    if found := as_sentences(_cues(tidy(decoded(data)))):
        return "", found
    raise DocumentEmpty()


def as_sentences(cues: Iterable[tuple[float, str]]) -> list[Paragraph]:
    """Cues, each with its beginning in seconds, as sentences; one that goes on in the next cue is joined."""
    found: list[Paragraph] = []
    for at_s, text in cues:
        last = found[-1] if found else None
        if last and not _ENDS.search(last.text) and len(last.text) < LONG:
            found[-1] = Paragraph(f"{last.text} {text}", at_s=last.at_s)
        elif not (last and last.text == text):  # rolling captions say everything twice
            found.append(Paragraph(text, at_s=at_s))
    return found


def _cues(text: str) -> Iterator[tuple[float, str]]:
    """Each cue's beginning, in seconds, and its words."""
    places: list[re.Match[str] | None] = [*_CUE.finditer(text), None]
    for place, following in pairwise(places):
        assert place
        line_end = text.find("\n", place.end())
        if line_end < 0:
            continue
        body = text[line_end + 1 : following.start() if following else len(text)]
        # A cue ends at an empty line; what stands before the next one's times is its number or name.
        body = re.split(r"\n\s*\n", body)[0]
        words = " ".join(_line(line) for line in body.split("\n"))
        words = " ".join(words.split())
        if words:
            hours, minutes, seconds, parts = place.group(1, 2, 3, 4)
            yield int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(parts.ljust(3, "0")) / 1000, words


def _line(line: str) -> str:
    return re.sub(r"^\s*[-–—]\s*", "—", html.unescape(_HEARD.sub("", _TAGS.sub("", line)))).strip()
