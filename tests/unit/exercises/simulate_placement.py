"""Learners of known level take the placement test; none of them is as the test's model assumes.

`python -m tests.unit.exercises.simulate_placement` prints how it goes.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from tutor.core.levels import Level
from tutor.exercises.placement import LEVELS, Question, Response, estimate, finished, next_question
from tutor.exercises.syllabus import syllabus

# What share of the points of a level somebody knows who is this many levels above or below it.
SHARES = {2: 0.98, 1: 0.95, 0: 0.78, -1: 0.22, -2: 0.05}
Chance = Callable[[Question], float]


@dataclass
class Sort:
    """A sort of learner: how far above or below their level each skill is, and how they answer what they don't know."""

    name: str
    shift: dict[str, int] = field(default_factory=dict)  # by kind of question, in levels
    guesses: float = 0.5  # how often they guess rather than say so
    spread: float = 0.0  # how much the shares differ from learner to learner


SORTS = (
    Sort("by points", spread=0.05),
    Sort("guessers", guesses=1.0),
    Sort("honest", guesses=0.0),
    Sort("heritage", shift={"listen": 2, "say": 1}),
    Sort("words, no grammar", shift={"listen": 2, "choice": 0}, spread=0.08),
)


@dataclass
class Outcome:
    """How many of each true level were placed where, and after how many questions."""

    confusion: dict[Level, Counter[Level]] = field(default_factory=lambda: {level: Counter() for level in LEVELS})
    questions: list[int] = field(default_factory=list)

    def _pairs(self) -> list[int]:
        return [
            LEVELS.index(placed) - LEVELS.index(true)
            for true, row in self.confusion.items()
            for placed, count in row.items()
            for _ in range(count)
        ]

    def within(self, distance: int) -> float:
        """The share placed at most so many levels away."""
        found = self._pairs()
        return sum(abs(d) <= distance for d in found) / len(found)

    @property
    def bias(self) -> float:
        """By how many levels too high on average."""
        found = self._pairs()
        return sum(found) / len(found)


def learner(level: Level, sort: Sort, rng: random.Random) -> Callable[[Question], Response]:
    """Somebody who knows each point or does not, drawn by the share of its level."""
    levels = {point.id: point.level for point in syllabus().points}
    luck = {point.id: rng.random() for point in syllabus().points}
    off = rng.gauss(0, sort.spread)

    def answer(question: Question) -> Response:
        above = LEVELS.index(level) - LEVELS.index(levels[question.point]) + sort.shift.get(question.kind, 0)
        share = SHARES[max(-2, min(2, above))]
        share = min(0.99, max(0.01, share + (off if 0.1 < share < 0.9 else 0)))
        if luck[question.point] < share:
            return "right"
        if rng.random() >= sort.guesses:
            return "unknown"
        # Whoever guesses at a meaning has understood a word or two.
        chance = 0.7 if question.kind == "listen" else question.luck
        return "right" if rng.random() < chance else "wrong"

    return answer


def take(answer: Callable[[Question], Response], seed: str, *, spoken: bool = True) -> tuple[Level, int]:
    """One test."""
    asked: list[str] = []
    responses: list[Response] = []
    while not finished(asked, responses):
        question = next_question(asked, responses, seed, spoken=spoken)
        asked.append(question.item_id)
        responses.append(answer(question))
    return estimate(asked, responses).level, len(asked)


def simulate(sort: Sort, learners: int = 300, seed: int = 1, *, spoken: bool = True) -> Outcome:
    """Learners of one sort, as many of each level."""
    rng = random.Random(f"{sort.name} {seed}")
    outcome = Outcome()
    for n in range(learners):
        level = LEVELS[n % len(LEVELS)]
        placed, questions = take(learner(level, sort, rng), str(rng.random()), spoken=spoken)
        outcome.confusion[level][placed] += 1
        outcome.questions.append(questions)
    return outcome


def guessers(number: int = 200, seed: int = 2) -> Counter[Level]:
    """Where those land who know nothing and guess everything."""
    rng = random.Random(seed)

    def answer(question: Question) -> Response:
        return "right" if rng.random() < question.luck else "wrong"

    return Counter(take(answer, str(rng.random()))[0] for _ in range(number))


if __name__ == "__main__":
    for sort in SORTS:
        outcome = simulate(sort, 600)
        print(f"\n{sort.name}; rows true, columns placed")
        print("     " + "".join(f"{level:>6}" for level in LEVELS))
        for level, row in outcome.confusion.items():
            print(f"{level:>5}" + "".join(f"{row[placed]:>6}" for placed in LEVELS))
        mean = sum(outcome.questions) / len(outcome.questions)
        print(
            f"exact {outcome.within(0):.1%}, within one {outcome.within(1):.1%}, bias {outcome.bias:+.2f}, questions {mean:.1f}"
        )
    print("guessing everything:", dict(guessers()))
