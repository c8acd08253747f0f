"""What learners made of their corrections, as a shift of the judge: how far their yes and no move a kind of edit.

The judge that is shipped promises how many edits of a kind are right; that promise counts as much as `PRIOR` answers, and
the answers of an installation are added to it. They are evidence, not truth: whoever learns is not sure, so that the shift
of the log odds is bounded, nothing happens before several answers, and of one learner the others get two answers at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

# Fewer answers move nothing.
LEAST = 5
# As so many answers counts what the shipped judge promises.
PRIOR = 40.0
# How far the log odds of a kind may move: 0.6 becomes 0.48 or 0.71, 0.9 becomes 0.85 or 0.94.
MOST_SHIFT = 0.5
# Of one learner's answers to a kind so many count for others, so that nobody switches a rule off for a class.
MOST_VOTES = 2


@dataclass(frozen=True, slots=True)
class Answers:
    """How often edits of a kind were accepted and dismissed."""

    accepted: int = 0
    dismissed: int = 0

    @property
    def vote(self) -> Answers:
        """What one learner's answers are to others: the difference, `MOST_VOTES` at most."""
        more = max(-MOST_VOTES, min(MOST_VOTES, self.accepted - self.dismissed))
        return Answers(max(0, more), max(0, -more))

    def __add__(self, other: Answers) -> Answers:
        return Answers(self.accepted + other.accepted, self.dismissed + other.dismissed)

    def __sub__(self, other: Answers) -> Answers:
        return Answers(self.accepted - other.accepted, self.dismissed - other.dismissed)


def shift(answers: Answers, promised: float) -> float:
    """How far these answers move the log odds of a kind of which the judge promises that such a part is right."""
    count = answers.accepted + answers.dismissed
    if count < LEAST:
        return 0.0
    held = (answers.accepted + PRIOR * promised) / (count + PRIOR)
    return max(-MOST_SHIFT, min(MOST_SHIFT, _logit(held) - _logit(promised)))


def moved(probability: float, by: float) -> float:
    """A probability whose log odds are moved."""
    return 1 / (1 + exp(-(_logit(min(0.999, max(0.001, probability))) + by)))


def _logit(p: float) -> float:
    return log(p / (1 - p))
