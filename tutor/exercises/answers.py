"""What a learner has answered, point by point.

Answers are only ever added. What was read of a point is kept with the sessions of a store and read again when there are new ones,
so that a plan does not read a year of answers each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple, cast

from sqlalchemy import DateTime, func, type_coerce
from sqlmodel import Session, col, select

from tutor.core.days import DayReckoner
from tutor.exercises.memory import LAST_DAYS, Memory, rated, remembered
from tutor.exercises.verdict import COUNTED_VERDICTS
from tutor.store.tables import Attempt

# Known: right on so many days, in so many kinds of exercise, with so many sentences ...
DAYS, KINDS, SENTENCES = 3, 2, 3
# ... and of the last answers at least so many right.
LAST, NEEDED = 5, 3
# More answers a day to one point are not told apart.
MOST_A_DAY = 20
CACHED_IDS = 50_000


class Answered(NamedTuple):
    """An answer to an item. `material` is what the item was made of: a sentence, a form of a verb."""

    kind: str
    material: str
    right: bool
    day: date
    item_id: str = ""


class AnswerHistory:
    """The answers to a point, in order, and what they tell."""

    def __init__(self, given: Iterable[Answered] = ()) -> None:
        self.given = tuple(given)
        self.right = sum(answer.right for answer in self.given)
        self.begun = self.given[0].day if self.given else None
        self.kinds = tuple(answer.kind for answer in self.given)

    @cached_property
    def lately(self) -> int:
        """So many answers on the last day."""
        return sum(answer.day == self.given[-1].day for answer in self.given[-MOST_A_DAY:])

    @cached_property
    def practised(self) -> bool:
        """Whether the point was right on days, in kinds and with sentences enough, whatever came after."""
        right = [answer for answer in self.given if answer.right]
        return (
            len({answer.day for answer in right}) >= DAYS
            and len({answer.kind for answer in right}) >= KINDS
            and len({answer.material for answer in right}) >= SENTENCES
        )

    @cached_property
    def proven(self) -> bool:
        """Whether the answers show that the point is known: practised, and not forgotten since."""
        return sum(answer.right for answer in self.given[-LAST:]) >= NEEDED and self.practised

    @cached_property
    def memory(self) -> Memory | None:
        """How well the point is remembered; None where nothing was answered."""
        return remembered(rated([(a.day, a.right) for a in self._lately()])) if self.given else None

    @cached_property
    def met(self) -> Mapping[str, date]:
        """When each material was met last."""
        return MappingProxyType({answer.material: answer.day for answer in self.given})

    @cached_property
    def asked(self) -> frozenset[str]:
        """The ids of the items."""
        return frozenset(answer.item_id for answer in self.given)

    def _lately(self) -> tuple[Answered, ...]:
        """The answers of the last days, which are all that memory is reckoned from."""
        days = 0
        for n in range(len(self.given) - 1, 0, -1):
            days += self.given[n].day != self.given[n - 1].day
            if days == LAST_DAYS:
                return self.given[n:]
        return self.given


_Kept = dict[tuple[str, str, str], tuple[tuple[int, str], AnswerHistory]]


def histories(session: Session, learner_id: str, timezone: str, days: DayReckoner) -> dict[str, AnswerHistory]:
    """By point: its answers, in days of that timezone (`days` reckons in it)."""
    kept = cast(_Kept, session.info.setdefault("histories", {}))
    # Told from the index alone.
    counted = session.connection().execute(
        select(Attempt.point_id, func.count(), func.max(type_coerce(Attempt.created_at, DateTime)))
        .where(Attempt.learner_id == learner_id)
        .group_by(col(Attempt.point_id))
    )
    found: dict[str, AnswerHistory] = {}
    stale: dict[str, tuple[int, str]] = {}
    for point_id, count, last in counted.fetchall():
        stand = (count, str(last))
        before = kept.get((learner_id, timezone, point_id))
        if before is not None and before[0] == stand:
            found[point_id] = before[1]
        else:
            stale[point_id] = stand
    if stale:
        read = _read(session, learner_id, stale.keys(), days)
        for point_id, stand in stale.items():
            found[point_id] = AnswerHistory(read.get(point_id, ()))
            kept[learner_id, timezone, point_id] = stand, found[point_id]
    return found


_FEW = 100
"""So many points are asked for by name; of more all are read."""


def _read(session: Session, learner_id: str, points: Iterable[str], days: DayReckoner) -> dict[str, list[Answered]]:
    asked = list(points)
    some = (col(Attempt.point_id).in_(asked),) if len(asked) <= _FEW else ()
    # Thousands of rows: past the session's objects and types, which would take three times as long, in the index's order.
    rows = session.connection().execute(
        select(
            Attempt.item_id, Attempt.point_id, Attempt.verdict, type_coerce(Attempt.created_at, DateTime(timezone=True))
        )
        .where(Attempt.learner_id == learner_id, col(Attempt.verdict).in_(COUNTED_VERDICTS), *some)
        .order_by(col(Attempt.point_id), col(Attempt.created_at))
    )
    found: defaultdict[str, list[Answered]] = defaultdict(list)
    for item_id, point_id, verdict, at in rows.fetchall():
        kind, material = _parts(item_id)
        found[point_id].append(Answered(kind, material, verdict != "wrong", days.of(at), item_id))
    return found


@lru_cache(CACHED_IDS)
def _parts(item_id: str) -> tuple[str, str]:
    """The kind and the material of an item."""
    kind, _, material = item_id.partition(".")
    return kind, material
