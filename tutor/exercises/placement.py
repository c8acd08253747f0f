"""Placement: an adaptive test after Rasch, in which guessing does not pay and "I don't know" is an answer.

Ability and difficulty are in logits. A level is two logits wide. To have a level means what schools mean: four in five of
its points, nearly all of the level below, and one in five of the level above.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.exercises.choosing import SPAIN, Home, at_home
from tutor.exercises.items import item_of
from tutor.exercises.kinds import kind_of
from tutor.exercises.sentences import reserved
from tutor.exercises.syllabus import ItemKind, syllabus

Response = Literal["right", "wrong", "unknown"]

LEVELS = tuple(Level)
WIDTH = 2.0
# Who has a level has three to four in five of its points: this far above the middle of its difficulty.
ACHIEVED = math.log(0.75 / 0.25)
FEWEST, MOST = 12, 25  # questions
# So many easy ones without one right answer are enough of a language that somebody does not know.
FEWEST_OF_NOTHING = 8
LUCKY = 2
EXACT = 0.55  # logits, about a quarter of a level: with this error it is enough
EASY = 2  # so many questions for each level that the first ones rise
BEST = 6
_GRID = [n / 10 for n in range(-80, 101)]
# Where nothing is known, low levels are likelier: most who take a placement test have not had much Spanish.
_PRIOR_MEAN, _PRIOR_SD = -1.5, 3.5
TYPED: tuple[ItemKind, ...] = ("cloze", "choice", "cloze", "cloze", "choice", "listen")
SPOKEN: tuple[ItemKind, ...] = ("cloze", "choice", "say", "cloze", "choice", "listen")
# The last three are not asked here; they tell of writing.
ASKED: tuple[ItemKind, ...] = ("cloze", "choice", "listen", "say", "build", "repair", "translate")
# Chance of a right answer by somebody who does not know it: one word understood is often enough to choose a meaning.
_TYPED_LUCK, _LISTENING_LUCK = 0.02, 0.6


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
    """The middle of the difficulty of a level's points."""
    return (level.number - 3.5) * WIDTH


@cache
def bank() -> tuple[Question, ...]:
    """Every item that can be asked: sentences that are kept for this and met in no exercise."""
    ids = (
        f"{kind}.{point.id}.{key}"
        for point in syllabus().points
        for kind in ASKED
        for key in reserved(point)
        if kind in point.items and key in kind_of(kind).rests(point)
    )
    return tuple(question for item_id in ids if (question := question_of(item_id)))


@lru_cache(5000)
def question_of(item_id: str) -> Question | None:
    """An item as a question: harder the later its point comes in its level. None for what tells nothing of a level."""
    kind, _, rest = item_id.partition(".")
    point = rest.partition(".")[0]
    if kind not in ASKED or point not in _places():
        return None
    try:
        item = item_of(item_id)
    except NotFound:
        return None
    luck = _LISTENING_LUCK if kind == "listen" else 1 / len(item.options) if item.options else _TYPED_LUCK
    return Question(item_id, point, kind, _places()[point] + kind_of(item.kind).difficulty, luck)


@cache
def _places() -> dict[str, float]:
    """How hard each point is, in logits."""
    found = {}
    for level in LEVELS:
        points = [p for p in syllabus().points if p.level == level]
        for n, point in enumerate(points):
            found[point.id] = middle(level) + WIDTH * ((n + 0.5) / len(points) - 0.5)
    return found


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
        if question := question_of(item_id):
            weights = [w * chance(x, question, response) for w, x in zip(weights, _GRID, strict=True)]
    total = sum(weights)
    return [w / total for w in weights]


def estimate(asked: Sequence[str], responses: Sequence[Response]) -> Estimate:
    """The level that the answers so far point to."""
    weights = posterior(asked, responses)
    ability = sum(w * x for w, x in zip(weights, _GRID, strict=True))
    error = math.sqrt(sum(w * (x - ability) ** 2 for w, x in zip(weights, _GRID, strict=True)))
    edges = [-math.inf, *(middle(level) + ACHIEVED + WIDTH / 2 for level in LEVELS[:-1]), math.inf]
    chances = {
        level: sum(w for w, x in zip(weights, _GRID, strict=True) if low <= x < high)
        for level, (low, high) in zip(LEVELS, pairwise(edges), strict=True)
    }
    return Estimate(max(LEVELS, key=lambda level: chances[level]), chances, ability, error)


def begins(asked: Sequence[str], responses: Sequence[Response]) -> bool:
    """Whether somebody has yet to learn even the first points of the first level; a lucky answer or two may be theirs."""
    return responses.count("right") <= LUCKY and estimate(asked, responses).ability < middle(LEVELS[0]) - WIDTH / 2


def finished(asked: Sequence[str], responses: Sequence[Response]) -> bool:
    """Whether it is enough."""
    if "right" not in responses and len(responses) >= FEWEST_OF_NOTHING:
        return True
    if len(responses) < FEWEST:
        return False
    return len(responses) >= MOST or estimate(asked, responses).error <= EXACT


def next_question(
    asked: Sequence[str], responses: Sequence[Response], seed: str, home: Home = SPAIN, *, spoken: bool = True
) -> Question:
    """The question that tells most now: its kind by turns, one of the best few, about a point not asked before.

    The first ones are easy ones, whatever would tell most: nobody should begin with what they cannot do.
    """
    ability = min(estimate(asked, responses).ability, middle(LEVELS[0]) + WIDTH * len(asked) / EASY)
    kinds = SPOKEN if spoken else TYPED
    kind = kinds[len(asked) % len(kinds)]
    points = {question.point for item_id in asked if (question := question_of(item_id))}
    left = [q for q in bank() if q.kind == kind and q.point not in points and at_home(q.point, q.item_id, home)]
    left.sort(key=lambda q: -information(ability, q))
    return random.Random(f"{seed} {len(asked)}").choice(left[:BEST])


def information(ability: float, question: Question) -> float:
    """Fisher's information of a right or wrong answer at an ability."""
    knows = 1 / (1 + math.exp(question.difficulty - ability))
    right = question.luck + (1 - question.luck) * knows
    slope = (1 - question.luck) * knows * (1 - knows)
    return slope**2 / (right * (1 - right))
