"""What a learner knows of the syllabus, from their answers, their open errors and their level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from sqlalchemy import DateTime, func, type_coerce
from sqlmodel import Session, col, select

from tutor.core.days import DayReckoner, zone
from tutor.core.levels import Level
from tutor.exercises.memory import LAST_DAYS, Memory, rated, remembered
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import Point, syllabus
from tutor.exercises.verdict import COUNTED_VERDICTS
from tutor.store.tables import Attempt, Card, Learner, ReviewSettings

State = Literal["known", "learning", "next", "later"]

# Known: right on so many days, in so many kinds of exercise, with so many sentences ...
DAYS, KINDS, SENTENCES = 3, 2, 3
# ... and of the last answers at least so many right.
LAST, NEEDED = 5, 3
CACHED_IDS = 50_000


class Answered(NamedTuple):
    """An answer to an item. `material` is what the item was made of: a sentence, a form of a verb."""

    kind: str
    material: str
    right: bool
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A point as a learner stands to it. `assumed`: known because it lies below their level, not by answers."""

    point: Point
    state: State
    assumed: bool
    attempts: int
    right: int
    open_errors: int
    memory: Memory | None = None
    """Of answers; None where there are none."""
    begun: date | None = None
    """The day of the first answer."""
    kinds: tuple[str, ...] = ()
    """The kinds of exercises answered, in order."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All points in the order of the syllabus, the day they are told for, and when each material was met last."""

    level: Level
    today: date
    standings: tuple[Standing, ...]
    met: dict[str, date] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    """The ids of all items that were answered."""

    def of_level(self, level: Level) -> list[Standing]:
        """The points of a level."""
        return [s for s in self.standings if s.point.level == level]

    def finished(self, level: Level) -> bool:
        """Whether every point of a level is known."""
        return all(s.state == "known" for s in self.of_level(level))


def progress(session: Session, learner_id: str, now: datetime) -> Progress:
    """Where a learner stands."""
    level = Level(session.get_one(Learner, learner_id).level)
    settings = session.get(ReviewSettings, learner_id)
    answers: defaultdict[str, list[Answered]] = defaultdict(list)
    met: dict[str, date] = {}
    asked: set[str] = set()
    days = DayReckoner(zone(settings.timezone if settings else "UTC"))
    # Thousands of rows: past the session's objects and types, which would take three times as long, in the index's order.
    rows = session.connection().execute(
        select(Attempt.item_id, Attempt.verdict, type_coerce(Attempt.created_at, DateTime(timezone=True)))
        .where(Attempt.learner_id == learner_id, col(Attempt.verdict).in_(COUNTED_VERDICTS))
        .order_by(col(Attempt.point_id), col(Attempt.created_at))
    )
    for item_id, verdict, at in rows.fetchall():
        kind, material, point_id = _parts(item_id)
        met[material] = day = days.of(at)
        answers[point_id].append(Answered(kind, material, verdict != "wrong", day))
        asked.add(item_id)
    errors: defaultdict[str, int] = defaultdict(int)
    for rule, category, form, count in session.exec(
        select(Card.rule, Card.category, Card.form, func.count())
        .where(Card.learner_id == learner_id, Card.kind == "error", col(Card.standing) != "retired")
        .group_by(col(Card.rule), col(Card.category), col(Card.form))
    ):
        if point := point_about(rule, category, form):
            errors[point.id] += count
    known: set[str] = set()
    standings: list[Standing] = []
    reach = level
    unbegun = False
    for point in syllabus().points:
        if point.level > reach and not unbegun:
            reach = point.level  # with all of a level begun the next one is open
        standing = _standing(point, answers[point.id], errors[point.id], level)
        if standing.state == "known":
            known.add(point.id)
        elif standing.state == "later" and known.issuperset(point.requires) and point.level <= reach:
            standing = _with_state(standing, "next")
        unbegun = unbegun or standing.state not in ("known", "learning")
        standings.append(standing)
    return Progress(level, days.of(now), tuple(standings), met, frozenset(asked))


@lru_cache(CACHED_IDS)
def _parts(item_id: str) -> tuple[str, str, str]:
    """The kind, the material and the point of an item."""
    kind, _, material = item_id.partition(".")
    return kind, material, material.partition(".")[0]


def _standing(point: Point, given: list[Answered], open_errors: int, level: Level) -> Standing:
    """A point by itself: what has not been begun is still "later" here."""
    # What lies below the level is taken as known until an answer says otherwise.
    assumed = point.level < level and not open_errors and all(a.right for a in given)
    state: State = "later"
    if not open_errors and proven(given):
        state, assumed = "known", False
    elif assumed:
        state = "known"
    elif given or open_errors:
        state = "learning"
    memory = remembered(rated([(a.day, a.right) for a in _lately(given)])) if given else None
    right = sum(a.right for a in given)
    begun = given[0].day if given else None
    return Standing(point, state, assumed, len(given), right, open_errors, memory, begun, tuple(a.kind for a in given))


def _lately(given: list[Answered]) -> list[Answered]:
    """The answers of the last days, which are all that memory is reckoned from."""
    days = 0
    for n in range(len(given) - 1, 0, -1):
        days += given[n].day != given[n - 1].day
        if days == LAST_DAYS:
            return given[n:]
    return given


def _with_state(standing: Standing, state: State) -> Standing:
    return Standing(standing.point, state, standing.assumed, standing.attempts, standing.right, standing.open_errors)


def proven(given: list[Answered]) -> bool:
    """Whether answers show that a point is known: days, kinds and sentences enough, and not forgotten since."""
    if sum(a.right for a in given[-LAST:]) < NEEDED:
        return False
    days, kinds, materials = set[date](), set[str](), set[str]()
    for kind, material, right, day in given:
        if right:
            days.add(day)
            kinds.add(kind)
            materials.add(material)
    return len(days) >= DAYS and len(kinds) >= KINDS and len(materials) >= SENTENCES
