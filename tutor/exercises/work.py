"""What a learner made of longer exercises."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select

from tutor.store.tables import Work

Family = Literal["gaps", "listening", "tasks"]


@dataclass(frozen=True, slots=True)
class Best:
    """The best of all tries of an exercise, and when the last was."""

    right: int
    total: int
    last: datetime


def best(session: Session, learner_id: str, family: Family) -> dict[str, Best]:
    """The best try of each exercise of a family that was done, by its id."""
    done = session.exec(
        select(Work.exercise, Work.right, Work.total, Work.created_at)
        .where(Work.learner_id == learner_id, col(Work.exercise).startswith(f"{family}."))
        .order_by(col(Work.created_at))
    )
    found: dict[str, Best] = {}
    for exercise, right, total, at in done:
        id_ = exercise.removeprefix(f"{family}.")
        before = found.get(id_)
        if before is None or right * before.total > before.right * total:
            found[id_] = Best(right, total, at)
        else:
            found[id_] = replace(before, last=at)
    return found
