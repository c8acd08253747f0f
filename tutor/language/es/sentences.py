"""Text cut into the pieces that a voice says one by one."""

from __future__ import annotations

import re

from tutor.language.es.normalization.abbreviations import ABBREVIATED

# The first sentence decides when the first sound comes, so a long one is cut at a clause.
LONG_FIRST = 80
# Shorter pieces sound clipped on their own; they go to their neighbour.
SHORT = 12
# Voices lose the end of what is much longer than a breath, and what Kokoro takes in memory grows with it.
LONGEST = 180


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


def whole_sentences(text: str) -> list[str]:
    """The sentences of a text as a reader sees them, of whatever length."""
    groups: list[list[str]] = []
    for piece in re.split(r"(?<=[.?!…][\"»”’')])\s+|(?<=[.?!…])\s+|(?<=[.?!…])(?=[¿¡])|\n+", text):
        if not piece.strip():
            continue
        if groups and _goes_on(groups[-1][-1], piece):
            groups[-1].append(piece.strip())
        else:
            groups.append([piece.strip()])
    return [" ".join(group) for group in groups]


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text stand in it."""
    spans, at = [], 0
    for sentence in whole_sentences(text):
        # Between its parts there may have been any space.
        found = re.compile(r"\s+".join(map(re.escape, sentence.split()))).search(text, at)
        if found:
            spans.append(found.span())
            at = found.end()
    return spans


def goes_on(before: str, after: str) -> bool:
    """Whether a point or dots between two parts of a text that may be a learner's end no sentence: of an abbreviation or initial,
    or a pause before a small letter. Without them a small letter after a point is a slip."""
    if before.endswith("\n"):
        return False
    last = (before.rsplit(None, 1) or [""])[-1].lstrip('(¿¡«"')
    if last.endswith(("...", "…")):
        return after.lstrip()[:1].islower()
    if not last.endswith("."):
        return False
    ended = last.lower() in ("etc.", "m.", "c.", "ee. uu.", "uu.") and after.lstrip()[:1].isupper()
    initials = re.fullmatch(r"(?:[^\W\d_]\.)+|[JS]r\.|[A-Z]{1,2}\.", last)
    return not ended and (last.lower() in ABBREVIATED or initials is not None)


def _goes_on(before: str, after: str) -> bool:
    """Whether what looked like an end was none: an abbreviation, an initial, or a small letter follows."""
    last = before.rsplit(None, 1)[-1].lstrip('(¿¡«"')
    if (
        last.lower() in ABBREVIATED
        or re.fullmatch(r"(?:[A-ZÁÉÍÓÚ]\.)+", last)
        or before.endswith(("p. ej.", "EE. UU."))
    ):
        return True
    return after.lstrip(' "«').lstrip()[:1].islower()


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
