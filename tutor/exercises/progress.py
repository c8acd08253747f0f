"""What a learner knows of the syllabus, from their answers, their open errors and their level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from tutor.core.days import DayReckoner, zone
from tutor.core.levels import Level
from tutor.exercises.answers import AnswerHistory, histories
from tutor.exercises.memory import Memory
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import Point, syllabus
from tutor.store.tables import Card, Learner, ReviewSettings

State = Literal["known", "learning", "next", "later"]


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
    lately: int = 0
    """So many answers on the last day that it was practised."""


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
    timezone = settings.timezone if settings else "UTC"
    days = DayReckoner(zone(timezone))
    answers = histories(session, learner_id, timezone, days)
    errors: defaultdict[str, int] = defaultdict(int)
    for rule, category, form, count in session.exec(
        select(Card.rule, Card.category, Card.form, func.count())
        .where(Card.learner_id == learner_id, Card.kind == "error", col(Card.standing) != "retired")
        .group_by(col(Card.rule), col(Card.category), col(Card.form))
    ):
        if point := point_about(rule, category, form):
            errors[point.id] += count
    built_on: set[str] = set()
    standings: list[Standing] = []
    reach = level
    unbegun = False
    for point in syllabus().points:
        if point.level > reach and not unbegun:
            reach = point.level  # with all of a level begun that can be, the next one is open
        given = answers.get(point.id) or AnswerHistory()
        standing = _standing(point, given, errors[point.id], level)
        if standing.state == "known" or given.practised:
            built_on.add(point.id)
        elif standing.state == "later" and built_on.issuperset(point.requires) and point.level <= reach:
            standing = replace(standing, state="next")
        unbegun = unbegun or standing.state == "next"
        standings.append(standing)
    met: dict[str, date] = {}
    for given in answers.values():
        met |= given.met
    asked = frozenset[str]().union(*(given.asked for given in answers.values()))
    return Progress(level, days.of(now), tuple(standings), met, asked)


def _standing(point: Point, given: AnswerHistory, open_errors: int, level: Level) -> Standing:
    """A point by itself: what has not been begun is still "later" here."""
    # What lies below the level is taken as known until an answer says otherwise.
    assumed = point.level < level and not open_errors and given.right == len(given.given)
    state: State = "later"
    if not open_errors and given.proven:
        state, assumed = "known", False
    elif assumed:
        state = "known"
    elif given.given or open_errors:
        state = "learning"
    return Standing(
        point, state, assumed, len(given.given), given.right, open_errors, given.memory, given.begun, given.kinds,
        given.lately,
    )  # fmt: skip
