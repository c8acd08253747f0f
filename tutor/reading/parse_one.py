"""The process that reads one file: its bytes from standard input, its passages to standard output, and the end.

It may neither write files nor take more memory or time than a book needs.
"""

from __future__ import annotations

import json
import sys
from statistics import median

from tutor.core import bounds
from tutor.core.errors import DocumentTooLong, DocumentUnreadable, TutorError
from tutor.language.es.readability import level_of
from tutor.language.es.tokens import words
from tutor.reading.read import Kind, read
from tutor.reading.split import split
from tutor.reading.terms import terms
from tutor.reading.text import Paragraph

MEMORY_BYTES = 2 << 30
CPU_S = 60
# A long novel has six thousand; a file of headings alone can have any number.
MOST_PASSAGES = 20_000
# A shorter passage says little about how hard its document is.
TELLING_WORDS = 25


def main() -> None:
    """Answers with one JSON object: the document and its passages, or an error."""
    bounds.limit(MEMORY_BYTES, CPU_S)
    try:
        answer = parsed(sys.stdin.buffer.read())
    except TutorError as error:
        answer = _told(error)
    except (MemoryError, RecursionError) as error:
        answer = _told(DocumentTooLong(detail=type(error).__name__))
    except (OSError, ValueError) as error:
        answer = _told(DocumentUnreadable(detail=str(error)))
    sys.stdout.write(json.dumps(answer))


def parsed(data: bytes) -> dict[str, object]:
    """What `Reader.read` gives, of a file's bytes. Raises what `read` raises."""
    return measured(*read(data))


def measured(kind: Kind, title: str, paragraphs: list[Paragraph]) -> dict[str, object]:
    """Paragraphs as passages, with how hard they are and what they are found by. Raises DocumentTooLong."""
    passages, scores, lengths = [], [], []
    pieces = split(paragraphs)
    if len(pieces) > MOST_PASSAGES:
        raise DocumentTooLong(detail=f"{len(pieces)} passages")
    for piece in pieces:
        measured = level_of(piece.text)
        scores.append(measured.score)
        lengths.append(len(words(piece.text)))
        passages.append(
            {
                "text": piece.text,
                "section": piece.section,
                "page": piece.page,
                "at_s": piece.at_s,
                "level": measured.level,
                "terms": terms(f"{piece.section} {piece.text}"),
            }
        )
    telling = [score for score, length in zip(scores, lengths, strict=True) if length >= TELLING_WORDS]
    return {
        "kind": kind,
        "title": title,
        "words": sum(lengths),
        "score": median(telling or scores),
        "passages": passages,
    }


def _told(error: TutorError) -> dict[str, object]:
    return {"error": error.code, "message": error.message, "action": error.action}


if __name__ == "__main__":
    main()
