"""Sentences: where they end, and the pieces in which a voice says them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tutor.language.es.normalization.abbreviations import ABBREVIATED

# The first sentence decides when the first sound comes, so a long one is cut at a clause.
LONG_FIRST = 80
# Shorter pieces sound clipped on their own; they go to their neighbour.
SHORT = 12
# Voices lose the end of what is much longer than a breath, and what Kokoro takes in memory grows with it.
LONGEST = 180

_CLOSING = r"[\"'»”’)\]]*"
_MAY_END = re.compile(rf"(?<![.!?…])[.!?…]+{_CLOSING}(?=\s|[¿¡]|$)|\n+")
_AT_END = re.compile(rf"[.!?…]{_CLOSING}\s*$")
_BREAK = re.compile(r"\s*\n\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+|[JS]r\.|([A-Z])\1\.")  # J. R., Jr., EE.
_MAY_END_ONE = frozenset(["etc.", "m.", "c.", "UU.", "uu."])  # abbreviations that a sentence may well end with
_LOOK_CHARS = 60  # as far as one looks back and ahead


def sentences(text: str) -> list[str]:
    """`text` cut for synthesis. Joined again, the pieces hold the same characters, spaces aside.

    Never cuts inside a number or after an abbreviation's point; a long first sentence is cut at a clause, and one
    that is too long for a voice at the last clause or space before the limit.
    """
    cut: list[str] = []
    for whole in _with_fragments(whole_sentences(text)):
        cut += _breaths(whole)
    if cut and len(cut[0]) > LONG_FIRST and (at := _clause(cut[0])):
        cut[:1] = [cut[0][:at].strip(), cut[0][at:].strip()]
    return cut


def sentence_spans(text: str, *, slips: bool = False) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand, without the spaces around them: the one place that decides where one ends.

    `slips`: the text is a learner's, where a small letter after a point is a slip and each line stands for itself.
    """
    start = 0
    for match in _MAY_END.finditer(text):
        before = text[max(start, match.end() - _LOOK_CHARS) : match.end()]
        if not _goes_on(before, text[match.end() : match.end() + _LOOK_CHARS], slips):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def whole_sentences(text: str, *, slips: bool = False) -> list[str]:
    """The sentences of a text as a reader sees them, of whatever length, each on one line."""
    return [_BREAK.sub(" ", text[start:end]) for start, end in sentence_spans(text, slips=slips)]


def is_whole(sentence: str) -> bool:
    """Whether a sentence has come to its end."""
    return _AT_END.search(sentence) is not None


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if kept := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, first + len(kept)


def _goes_on(before: str, after: str, slips: bool) -> bool:
    """Whether what looks like an end is none: of an abbreviation or initial, or a pause before a small letter."""
    if slips and before.endswith("\n"):
        return False
    last = (before.rsplit(None, 1) or [""])[-1].lstrip('(¿¡«"')
    following = after.lstrip(' "«\n')[:1]
    if last.endswith("."):
        if last.endswith("..."):
            return following.islower()
        ended = last in _MAY_END_ONE and following.isupper()
        if not ended and (last.lower() in ABBREVIATED or _INITIALS.fullmatch(last)):
            return True
    return following.islower() and (not slips or last.endswith("…"))


def _with_fragments(pieces: list[str]) -> list[str]:
    """Fragments joined to what follows, the last one to what comes before."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and (len(joined[-1]) < SHORT or (len(piece) < SHORT and piece is pieces[-1]))
            and (len(joined[-1]) + len(piece) < LONG_FIRST)
        ):
            joined[-1] += " " + piece
        else:
            joined.append(piece)
    return joined


def _breaths(sentence: str) -> list[str]:
    """A sentence in parts that a voice can hold."""
    parts: list[str] = []
    start = 0
    while len(sentence) - start > LONGEST:
        window = sentence[start : start + LONGEST]
        at = max(window.rfind(", "), window.rfind("; "), window.rfind(": ")) + 1 or window.rfind(" ")
        at = at if at > 0 else LONGEST
        parts.append(window[:at].strip())
        start += at
    return [part for part in (*parts, sentence[start:].strip()) if part]


def _clause(sentence: str) -> int | None:
    """Where to cut a long sentence: after the first comma or before the first conjunction that leaves enough."""
    for match in re.finditer(r"[,;:] |(?= (?:pero|porque|aunque|así que|mientras|cuando|entonces) )", sentence):
        if 25 <= match.end() <= len(sentence) - 15:
            return match.end()
    return None
