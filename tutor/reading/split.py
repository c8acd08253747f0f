"""Paragraphs to passages: pieces of a length that one can read, talk about and quote at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tutor.language.es.sentences import sentence_spans
from tutor.reading.text import Paragraph

# In characters: about a hundred words, half a minute of reading aloud. Shorter ones than FEW are joined.
MOST, FEW = 600, 250


def split(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The passages, in order. Nothing is lost, and none reaches over a heading."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        for text in _pieces(paragraph.text):
            last = found[-1] if found else None
            if last and last.section == paragraph.section and _joins(last.text, text):
                found[-1] = Paragraph(f"{last.text}\n{text}", last.section, last.page, last.at_s)
            else:
                found.append(Paragraph(text, paragraph.section, paragraph.page, paragraph.at_s))
    return found


def _joins(before: str, text: str) -> bool:
    return (len(before) < FEW or len(text) < FEW) and len(before) + 1 + len(text) <= MOST


def _pieces(text: str) -> Iterator[str]:
    """A paragraph in pieces that are short enough, at the ends of sentences where there are any."""
    if len(text) <= MOST:
        yield text
        return
    current = ""
    for part in _parts(text):
        if current and len(current) + 1 + len(part) > MOST:
            yield current
            current = part
        else:
            current = f"{current} {part}" if current else part
    if current:
        yield current


def _parts(text: str) -> Iterator[str]:
    """Sentences; of those that are too long, words; of those, pieces."""
    for sentence in (text[start:end] for start, end in sentence_spans(text)):
        if len(sentence) <= MOST:
            yield sentence
            continue
        for word in sentence.split():
            yield from (word[at : at + MOST] for at in range(0, len(word), MOST))
