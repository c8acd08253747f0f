"""Mistakes in what a weak model writes: what is surely wrong is mended, or else not said."""

from __future__ import annotations

from tutor.conversation.gates import Mend
from tutor.corrections.check import Corrector
from tutor.corrections.edits import apply
from tutor.corrections.policy import CorrectionPreferences

# A mistake that is this sure is mended; one that is nearly so keeps the sentence from being said.
MENDED, DROPPED = 0.8, 0.7
# Of a native's sentences these are tips of style, or the taste of whoever corrects.
_STYLE = frozenset(["subject-pronoun", "punctuation", "word-choice", "para-opinion"])


def mender(corrector: Corrector) -> Mend:
    """Mends one sentence at our corrections' most careful setting; None for a sentence with an unsure mistake."""

    def mend(sentence: str) -> str | None:
        edits = [
            edit
            for edit in corrector.check(sentence, CorrectionPreferences(level="C1", strictness="gentle")).edits
            if edit.rule_id not in _STYLE
        ]
        if any(edit.confidence >= DROPPED and edit.confidence < MENDED for edit in edits):
            return None
        return apply(sentence, [edit for edit in edits if edit.confidence >= MENDED])

    return mend
