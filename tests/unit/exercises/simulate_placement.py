"""Learners of known ability take the placement test. `python -m tests.unit.exercises.simulate_placement` prints how it goes."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass

from tutor.core.levels import Level
from tutor.exercises.placement import LEVELS, WIDTH, Question, Response, bank, estimate, finished, middle, next_question


@dataclass
class Outcome:
    confusion: dict[Level, Counter[Level]]
    questions: list[int]

    @property
    def total(self) -> int:
        return sum(sum(row.values()) for row in self.confusion.values())

    def within(self, distance: int) -> float:
        near = sum(
            n
            for true, row in self.confusion.items()
            for placed, n in row.items()
            if abs(LEVELS.index(true) - LEVELS.index(placed)) <= distance
        )
        return near / self.total


def take(ability: float, honesty: float, rng: random.Random, *, spoken: bool = True) -> tuple[Level, int]:
    """One learner; `honesty`: how often they say "I don't know" rather than guess. -inf guesses everything."""
    # Items are not exactly as hard as the bank says, and one learner is stronger here, another there.
    asked: list[str] = []
    responses: list[Response] = []
    seed = str(rng.random())
    while not finished(asked, responses):
        question = next_question(asked, responses, seed, spoken=spoken)
        asked.append(question.item_id)
        responses.append(respond(question, ability, honesty, rng))
    return estimate(asked, responses).level, len(asked)


def respond(question: Question, ability: float, honesty: float, rng: random.Random) -> Response:
    felt = question.difficulty + rng.gauss(0, 0.5)
    if ability > -math.inf and rng.random() < 1 / (1 + math.exp(felt - ability)):
        return "right"
    if rng.random() < honesty:
        return "unknown"
    return "right" if rng.random() < question.luck else "wrong"


def simulate(learners: int = 1000, seed: int = 1, *, spoken: bool = True) -> Outcome:
    """Learners spread evenly over the levels and within them."""
    rng = random.Random(seed)
    outcome = Outcome({level: Counter() for level in LEVELS}, [])
    for n in range(learners):
        level = LEVELS[n % len(LEVELS)]
        ability = middle(level) + rng.uniform(-WIDTH / 2, WIDTH / 2)
        placed, questions = take(ability, rng.random(), rng, spoken=spoken)
        outcome.confusion[level][placed] += 1
        outcome.questions.append(questions)
    return outcome


def guessers(number: int = 200, seed: int = 2) -> Counter[Level]:
    """Where those land who know nothing and guess everything."""
    rng = random.Random(seed)
    return Counter(take(-math.inf, 0.0, rng)[0] for _ in range(number))


if __name__ == "__main__":
    for spoken in (True, False):
        outcome = simulate(spoken=spoken)
        print(f"\n{'typed and spoken' if spoken else 'typed only'}; {len(bank())} items; rows true, columns placed")
        print("     " + "".join(f"{level:>6}" for level in LEVELS))
        for level, row in outcome.confusion.items():
            print(f"{level:>5}" + "".join(f"{row[placed]:>6}" for placed in LEVELS))
        mean = sum(outcome.questions) / len(outcome.questions)
        print(f"exact {outcome.within(0):.1%}, within one level {outcome.within(1):.1%}, questions {mean:.1f}")
    print("guessing everything:", dict(guessers()))
