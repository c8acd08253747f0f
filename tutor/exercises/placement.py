"""Placement: an adaptive test after Rasch, in which guessing does not pay and "I don't know" is an answer.

Ability and difficulty are in logits. A level is two logits wide, so that a learner in the middle of a level has half
of its items right, and nine in ten of the level below.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from tutor.core.levels import Level
from tutor.exercises.items import ids, item_of
from tutor.exercises.syllabus import ItemKind, syllabus

Response = Literal["right", "wrong", "unknown"]

LEVELS = tuple(Level)
WIDTH = 2.0
FEWEST, MOST = 14, 30  # questions; thirty take five minutes
SURE = 0.9  # of one level: then it is enough
_GRID = [n / 10 for n in range(-80, 81)]
# Where nothing is known, low levels are likelier: most who take a placement test have not had much Spanish.
_PRIOR_MEAN, _PRIOR_SD = -1.5, 3.5
TYPED: tuple[ItemKind, ...] = ("cloze", "choice", "cloze", "listen")
SPOKEN: tuple[ItemKind, ...] = ("cloze", "choice", "say", "listen")
# Recognising is easier than producing, by this much. The last three are not asked here; they tell of writing.
_EASIER: dict[str, float] = {
    "choice": 0.5, "listen": 0.6, "cloze": 0.0, "say": -0.4, "build": 0.0, "repair": 0.0, "translate": -0.4,
}  # fmt: skip
# Chance of a right answer by somebody who does not know it.
_TYPED_LUCK = 0.02


@dataclass(frozen=True, slots=True)
class Question:
    """An item of the bank. `luck`: the chance to guess it."""

    item_id: str
    point: str
    kind: str
    difficulty: float
    luck: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the answers so far say: a level, how likely each level is, and ability with its error, in logits."""

    level: Level
    chances: dict[Level, float]
    ability: float
    error: float


def middle(level: Level) -> float:
    """The ability in the middle of a level."""
    return (LEVELS.index(level) - 2.5) * WIDTH


@cache
def bank() -> tuple[Question, ...]:
    """Every item that can be asked: the written examples of the syllabus, harder the later in their level."""
    questions = []
    for level in LEVELS:
        points = [p for p in syllabus().points if p.level == level]
        for n, point in enumerate(points):
            place = middle(level) + WIDTH * ((n + 0.5) / len(points) - 0.5)
            for item_id in ids(point):
                kind = item_id.partition(".")[0]
                if kind in _EASIER:
                    options = len(item_of(item_id).options)
                    luck = 1 / options if options else _TYPED_LUCK
                    questions.append(Question(item_id, point.id, kind, place - _EASIER[kind], luck))
    return tuple(questions)


@cache
def _by_id() -> dict[str, Question]:
    return {question.item_id: question for question in bank()}


def chance(ability: float, question: Question, response: Response) -> float:
    """How likely a response is at an ability.

    Whoever does not know either says so or guesses; both tell the same of ability, but for the luck of a right guess.
    """
    knows = 1 / (1 + math.exp(question.difficulty - ability))
    if response == "right":
        return knows + (1 - knows) * question.luck
    return (1 - knows) * (1 - question.luck)


def posterior(asked: Sequence[str], responses: Sequence[Response]) -> list[float]:
    """How likely each ability of the grid is."""
    weights = [math.exp(-(((x - _PRIOR_MEAN) / _PRIOR_SD) ** 2) / 2) for x in _GRID]
    for item_id, response in zip(asked, responses, strict=False):
        if question := _by_id().get(item_id):
            weights = [w * chance(x, question, response) for w, x in zip(weights, _GRID, strict=True)]
    total = sum(weights)
    return [w / total for w in weights]


def estimate(asked: Sequence[str], responses: Sequence[Response]) -> Estimate:
    """The level that the answers so far point to."""
    weights = posterior(asked, responses)
    ability = sum(w * x for w, x in zip(weights, _GRID, strict=True))
    error = math.sqrt(sum(w * (x - ability) ** 2 for w, x in zip(weights, _GRID, strict=True)))
    edges = [-math.inf, *(middle(level) + WIDTH / 2 for level in LEVELS[:-1]), math.inf]
    chances = {
        level: sum(w for w, x in zip(weights, _GRID, strict=True) if low <= x < high)
        for level, (low, high) in zip(LEVELS, pairwise(edges), strict=True)
    }
    return Estimate(max(LEVELS, key=lambda level: chances[level]), chances, ability, error)


def finished(asked: Sequence[str], responses: Sequence[Response]) -> bool:
    """Whether it is enough."""
    if len(responses) < FEWEST:
        return False
    return len(responses) >= MOST or max(estimate(asked, responses).chances.values()) >= SURE


def next_question(asked: Sequence[str], responses: Sequence[Response], seed: str, *, spoken: bool = True) -> Question:
    """The question that tells most now: its kind by turns, one of the best few, about a point not asked before."""
    ability = estimate(asked, responses).ability
    kinds = SPOKEN if spoken else TYPED
    kind = kinds[len(asked) % len(kinds)]
    points = {_by_id()[item_id].point for item_id in asked if item_id in _by_id()}
    left = [q for q in bank() if q.kind == kind and q.point not in points]
    left.sort(key=lambda q: -information(ability, q))
    return random.Random(f"{seed} {len(asked)}").choice(left[:6])


def information(ability: float, question: Question) -> float:
    """Fisher's information of a right or wrong answer at an ability."""
    knows = 1 / (1 + math.exp(question.difficulty - ability))
    right = question.luck + (1 - question.luck) * knows
    slope = (1 - question.luck) * knows * (1 - knows)
    return slope**2 / (right * (1 - right))
