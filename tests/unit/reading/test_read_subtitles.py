from __future__ import annotations

import pytest

from tutor.core.errors import DocumentEmpty
from tutor.reading.read import read

SRT = """1
00:00:01,500 --> 00:00:03,000
<i>Buenos días,</i>
señora.

2
00:00:03,200 --> 00:00:05,000
{\\an8}Ayer vi una película que

3
00:00:05,100 --> 00:00:07,000
me gustó mucho. [RISAS]

4
01:02:03,004 --> 01:02:05,000
-¿Vamos?
-Vamos.
"""
VTT = """WEBVTT - un título
Kind: captions

NOTE nadie lee esto

STYLE
::cue { color: white }

uno
00:01.500 --> 00:03.000 align:start position:0%
<v Ana>Hola, <c.amarillo>Luis</c>.

00:03.000 --> 00:04.000
Hola, Luis.

00:04.000 --> 00:06.000
Tengo 3 &amp; medio.
"""


def test_subrip_becomes_sentences_with_their_times() -> None:
    kind, _, found = read(SRT.encode())
    assert kind == "subtitles"
    assert [(p.at_s, p.text) for p in found] == [
        (1.5, "Buenos días, señora."),
        (3.2, "Ayer vi una película que me gustó mucho."),
        (3723.004, "—¿Vamos? —Vamos."),
    ]


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "utf-16"])
def test_webvtt_too_whatever_stands_around_its_cues(encode: str) -> None:
    kind, _, found = read(VTT.encode(encode))
    assert kind == "subtitles"
    assert [(p.at_s, p.text) for p in found] == [(1.5, "Hola, Luis."), (4.0, "Tengo 3 & medio.")]


def test_windows_line_ends_and_encoding() -> None:
    _, _, found = read(SRT.replace("\n", "\r\n").encode("cp1252"))
    assert found[0].text == "Buenos días, señora."


def test_subtitles_without_words() -> None:
    with pytest.raises(DocumentEmpty):
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n[MUSIC]\n")
    with pytest.raises(DocumentEmpty):
        read(b"WEBVTT\n")


def test_a_text_about_times_is_a_text() -> None:
    kind, _, _ = read("El partido empezó a las 20:00 --> y acabó tarde.".encode())
    assert kind == "text"
