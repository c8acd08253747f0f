"""What is thought of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# right and almost count as known; unusable is not counted at all; unforeseen may be judged by a model.
Verdict = Literal["right", "almost", "wrong", "unforeseen", "unusable"]

RIGHT_VERDICTS = ("right", "almost")
COUNTED_VERDICTS = (*RIGHT_VERDICTS, "wrong")


@dataclass(frozen=True, slots=True)
class Grade:
    """A verdict with one or two sentences for the learner. `expected`, the answer to show, is not said again."""

    verdict: Verdict
    feedback: str
    expected: str
    judged_by: Literal["rules", "model"] = "rules"
