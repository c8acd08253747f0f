"""Whether a mistake was said or only heard: a correction of speech is held against the learner when the sound is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tutor.corrections.edits import Edit, apply
from tutor.speech.analysis.timing import places
from tutor.speech.stt.transcribe import Word

# A word heard with less certainty than this is not held against the learner.
HEARD_SURELY = 0.5
# How much likelier the sound must be with the mistake than without, as a natural logarithm: chosen in docs/decisions/speech.md of
# tutor/speech.
MARGIN = 1.0


def wordings(text: str, edits: Sequence[Edit]) -> list[str]:
    """The text as it was heard, and with each edit alone made."""
    return [text, *(apply(text, [edit]) for edit in edits)]


def judged(text: str, edits: Sequence[Edit], words: Sequence[Word], likelihoods: Sequence[float] | None) -> list[Edit]:
    """The edits with their evidence and their place in the recording.

    `words` are those of the transcript, `likelihoods` of `wordings` as logarithms, None where they are not known: then
    the recogniser's own doubt has to do.
    """
    found = []
    for n, edit in enumerate(edits):
        said = _at(text, edit, words)
        sure = all(word.probability >= HEARD_SURELY for word in said)
        if likelihoods is not None:
            sure = likelihoods[0] - likelihoods[n + 1] >= MARGIN
        heard_at = (said[0].start, said[-1].end) if said else None
        found.append(replace(edit, evidence="sure" if sure else "weak", heard_at=heard_at))
    return found


def _at(text: str, edit: Edit, words: Sequence[Word]) -> list[Word]:
    """The heard words that an edit touches; those on either side of it where it only adds something."""
    start, end = (edit.start, edit.end) if edit.original.strip() else (edit.start - 2, edit.end + 1)
    spoken = [word for word in words if any(c.isalnum() for c in word.text)]
    stand = places(text, [word.text for word in spoken])
    return [word for word, at in zip(spoken, stand, strict=True) if at and at[0] < end and at[1] > start]
