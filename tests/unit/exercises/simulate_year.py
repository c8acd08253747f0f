"""A learner practises for a year, twenty exercises a day. `python -m tests.unit.exercises.simulate_year` prints it."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, SQLModel, col, create_engine, select

from tutor.cards.schedule import review
from tutor.core.levels import Level
from tutor.exercises.plan import plan
from tutor.exercises.progress import progress
from tutor.store.columns import new_id
from tutor.store.tables import Attempt, Card, Learner

BEGIN = datetime(2026, 1, 5, 18, tzinfo=UTC)
A_DAY, AT_ONCE = 20, 10
RIGHT = 0.85
LEVELS = tuple(Level)


@dataclass
class Year:
    """What happened. Repeats are of the same sentence, in whatever kind of exercise, outside the cards."""

    items: int = 0
    exact: int = 0  # the same item as any time before
    sentences: int = 0  # the same sentence as any time before
    early: int = 0  # the same sentence within 60 days
    stale_days: list[date] = field(default_factory=list)  # with no sentence that was new
    new_points: Counter[date] = field(default_factory=Counter)
    done: dict[Level, date] = field(default_factory=dict)
    longest_ms: float = 0.0


@contextmanager
def database() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as session:
        yield session


def simulate(days: int, *, level: Level = Level.A1, seed: int = 1, accent: str = "spain") -> Year:
    """A learner who has most answers right, reviews their cards, and goes on when a level is done."""
    rng = random.Random(seed)
    year = Year()
    met: dict[str, date] = {}
    asked: set[str] = set()
    points: set[str] = set()
    with database() as session:
        session.add(Learner(id="ana", name="Ana", level=level, accent=accent))
        session.flush()
        for n in range(days):
            at = BEGIN + timedelta(days=n)
            fresh = 0
            for _ in range(A_DAY // AT_ONCE):
                began = time.perf_counter()
                todo = plan(session, "ana", at, AT_ONCE, rng)
                if n:  # the first day reads the files
                    year.longest_ms = max(year.longest_ms, 1000 * (time.perf_counter() - began))
                for item in todo.items:
                    at += timedelta(seconds=30)
                    right = rng.random() < RIGHT
                    _answer(session, item.id, item.point, item.kind, right, at)
                    year.items += 1
                    year.exact += item.id in asked
                    asked.add(item.id)
                    before = met.get(item.material)
                    year.sentences += before is not None
                    year.early += before is not None and at.date() - before < timedelta(days=60)
                    fresh += before is None
                    met[item.material] = at.date()
                    if item.point not in points:
                        points.add(item.point)
                        year.new_points[at.date()] += 1
            _review(session, at)
            if not fresh:
                year.stale_days.append(at.date())
            now = progress(session, "ana", at)
            if now.finished(now.level) and now.level not in year.done:
                year.done[now.level] = at.date()
                if now.level != LEVELS[-1]:
                    session.get_one(Learner, "ana").level = LEVELS[LEVELS.index(now.level) + 1]
            session.flush()
    return year


def _answer(session: Session, item_id: str, point: str, kind: str, right: bool, at: datetime) -> None:
    verdict = "right" if right else "wrong"
    session.add(
        Attempt(
            id=new_id(), learner_id="ana", item_id=item_id, point_id=point, kind=kind, verdict=verdict, created_at=at
        )
    )
    if not right and not session.exec(select(Card).where(Card.key == item_id)).first():
        session.add(Card(learner_id="ana", kind="item", key=item_id, due=at, created_at=at))
    session.flush()


def _review(session: Session, at: datetime) -> None:
    for card in session.exec(select(Card).where(Card.standing != "suspended", col(Card.due) <= at).limit(30)).all():
        review(session, card, 3, card.version, at, fuzz=False)


if __name__ == "__main__":
    for accent in ("spain", "america"):
        year = simulate(365, accent=accent)
        print(
            f"{accent}: {year.items} items; exact repeats {year.exact / year.items:.1%}, sentences met before "
            f"{year.sentences / year.items:.1%}, within 60 days {year.early}; days with nothing new {len(year.stale_days)}"
        )
        print(
            f"days with a new point {len(year.new_points)}; levels done { ({k: str(v) for k, v in year.done.items()}) }"
        )
        print(f"longest plan {year.longest_ms:.0f} ms; first stale days {[str(d) for d in year.stale_days[:5]]}")
