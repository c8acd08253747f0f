"""Sound to paragraphs: pieces that one can hear at once, and the sentences in them with the time at which each begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from tutor.reading.read_subtitles import as_sentences
from tutor.reading.text import Paragraph, WordAt
from tutor.speech.audio.formats import SAMPLE_RATE
from tutor.speech.stt.transcribe import Transcript, Word

# A piece is cut where it is quietest between these lengths, in seconds: a learner who speaks waits for one piece at most.
SHORTEST_S, LONGEST_S = 8, 14
# Words do not fall apart where it is quiet for so long.
QUIET_S = 0.25
_ENDS = (".", "?", "!", "…")
_WRITTEN = re.compile(r"\S+")


def pieces(samples: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Where to cut `samples` (float32, 16 kHz mono), as `start:end` without gaps."""
    start = 0
    while len(samples) - start > LONGEST_S * SAMPLE_RATE:
        end = start + SHORTEST_S * SAMPLE_RATE
        window = samples[end : start + LONGEST_S * SAMPLE_RATE]
        quiet = round(QUIET_S * SAMPLE_RATE)
        power = np.convolve(window.astype(np.float64) ** 2, np.ones(quiet), mode="valid")
        end += int(np.argmin(power)) + quiet // 2
        yield start, end
        start = end
    if start < len(samples):
        yield start, len(samples)


def paragraphs_of(heard: Iterable[tuple[float, Transcript]]) -> list[Paragraph]:
    """The sentences of pieces that begin at so many seconds, as those of subtitles."""
    return as_sentences(
        (at_s, text) for begins_s, transcript in heard for at_s, text in _cues(begins_s, transcript.words)
    )


def words_at(texts: Iterable[str], heard: Iterable[tuple[float, Transcript]]) -> list[tuple[WordAt, ...]]:
    """The words of passages that were made of `heard`, with their times."""
    said = [
        (part, round(begins_s + word.start, 2), round(begins_s + word.end, 2))
        for begins_s, transcript in heard
        for word in transcript.words
        for part in word.text.split()
    ]
    found, following = [], 0
    for text in texts:
        words = []
        for written in _WRITTEN.finditer(text):
            # What was heard twice stands once in the text.
            at = next((n for n in range(following, len(said)) if said[n][0] == written[0]), None)
            if at is not None:
                words.append(WordAt(*written.span(), *said[at][1:]))
                following = at + 1
        found.append(tuple(words))
    return found


def _cues(begins_s: float, words: Iterable[Word]) -> Iterator[tuple[float, str]]:
    said: list[Word] = []
    for word in words:
        said.append(word)
        if word.text.rstrip("»”\"')").endswith(_ENDS):
            yield _cue(begins_s, said)
            said = []
    if said:
        yield _cue(begins_s, said)


def _cue(begins_s: float, said: list[Word]) -> tuple[float, str]:
    return round(begins_s + said[0].start, 2), " ".join(word.text.strip() for word in said)
