from __future__ import annotations

from tutor.api.programs.subtitles import subtitles

SAID = [
    {"start": 0.0, "end": 1.25, "text": " Hola,\n\n¿qué tal?"},
    {"start": 3599.9996, "end": 3661.5, "text": " Él dijo --> adiós."},
]


def test_subrip() -> None:
    assert subtitles(SAID, "srt") == (
        "1\n00:00:00,000 --> 00:00:01,250\nHola, ¿qué tal?\n\n2\n01:00:00,000 --> 01:01:01,500\nÉl dijo → adiós.\n"
    )


def test_webvtt() -> None:
    told = subtitles(SAID, "vtt")
    assert told.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nHola, ¿qué tal?\n\n")
    assert subtitles([], "vtt") == "WEBVTT\n"
    assert subtitles([], "srt") == ""
