"""Segments of a transcript as subtitles: SubRip and WebVTT."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

Subtitles = Literal["srt", "vtt"]
MEDIA_TYPES: dict[Subtitles, str] = {"srt": "application/x-subrip", "vtt": "text/vtt"}


def subtitles(segments: Sequence[dict[str, Any]], form: Subtitles) -> str:
    """A cue for each segment, which has `start` and `end` in seconds, and `text`."""
    point = "," if form == "srt" else "."
    cues = []
    for number, segment in enumerate(segments, 1):
        times = f"{_time(segment['start'], point)} --> {_time(segment['end'], point)}"
        # A blank line ends a cue, and an arrow begins one.
        text = " ".join(segment["text"].split()).replace("-->", "→")
        cues.append(f"{number}\n{times}\n{text}\n" if form == "srt" else f"{times}\n{text}\n")
    return "\n".join(cues if form == "srt" else ["WEBVTT\n", *cues])


def _time(seconds: float, point: str) -> str:
    """Hours:minutes:seconds and thousandths."""
    ms = round(max(0.0, seconds) * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"
