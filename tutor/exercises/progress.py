"""What a learner knows of the syllabus, from their answers, their open errors and their level."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from tutor.core.levels import Level
from tutor.exercises.grade import RIGHT_VERDICTS
from tutor.exercises.mistakes import point_about
from tutor.exercises.syllabus import Point, syllabus
from tutor.store.tables import Attempt, Card, Learner

State = Literal["known", "learning", "next", "later"]

# Known: of the last answers this many, this share right, in more than one kind of exercise.
LAST = 5
NEEDED = 4
COUNTED = (*RIGHT_VERDICTS, "wrong")


@dataclass(frozen=True, slots=True)
class Standing:
    """A point as a learner stands to it. `assumed`: known because it lies below their level, not by answers."""

    point: Point
    state: State
    assumed: bool
    attempts: int
    right: int
    open_errors: int


def progress(session: Session, learner_id: str) -> list[Standing]:
    """Every point, in the order of the syllabus."""
    learner_level = Level(session.get_one(Learner, learner_id).level)
    answers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for point_id, kind, verdict in session.exec(
        select(Attempt.point_id, Attempt.kind, Attempt.verdict)
        .where(Attempt.learner_id == learner_id, col(Attempt.verdict).in_(COUNTED))
        .order_by(col(Attempt.created_at))
    ):
        answers[point_id].append((kind, verdict))
    errors: defaultdict[str, int] = defaultdict(int)
    for rule, category in session.exec(
        select(Card.rule, Card.category).where(
            Card.learner_id == learner_id, Card.kind == "error", col(Card.standing) != "retired"
        )
    ):
        errors[point_about(rule, category).id] += 1
    known: set[str] = set()
    standings = []
    for point in syllabus().points:
        given, open_errors = answers[point.id], errors[point.id]
        proven = _proven(given)
        assumed = not given and not open_errors and point.level < learner_level
        state: State
        if (proven or assumed) and not open_errors:
            state = "known"
            known.add(point.id)
        elif given or open_errors:
            state = "learning"
        else:
            state = "next" if known.issuperset(point.requires) and point.level <= learner_level else "later"
        right = sum(verdict in RIGHT_VERDICTS for _, verdict in given)
        standings.append(Standing(point, state, assumed and state == "known", len(given), right, open_errors))
    return standings


def _proven(answers: list[tuple[str, str]]) -> bool:
    last = answers[-LAST:]
    right = [kind for kind, verdict in last if verdict in RIGHT_VERDICTS]
    return len(right) >= NEEDED and len(set(right)) > 1


def to_practise(standings: list[Standing]) -> list[Point]:
    """The points worth an exercise now: those with open errors, then those begun, then the next ones."""
    order = {"learning": 0, "next": 1}
    open_ = [s for s in standings if s.state in order]
    open_.sort(key=lambda s: (-s.open_errors, order[s.state]))
    return [s.point for s in open_] or [s.point for s in standings if s.state == "known"]
