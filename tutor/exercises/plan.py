"""What to practise now: one's own mistakes, points that are due, a new one, what is easily confused with it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice, zip_longest

from sqlmodel import Session, col, select

from tutor.exercises.choosing import Chooser, Home
from tutor.exercises.item import Item
from tutor.exercises.mistakes import item_about
from tutor.exercises.progress import Progress, Standing, progress
from tutor.exercises.sentences import twins
from tutor.exercises.syllabus import Point, syllabus
from tutor.store.tables import Card, Learner

# One new point a day is begun, unless so many are being learnt; with so many exercises at once.
MOST_OPEN, FIRST_ITEMS = 12, 3
# Two, while there is so little to practise that its sentences would be used up.
FEW_OPEN = 2
ENOUGH_A_DAY = 4  # answers to a point: its sentences have to last until it is known
MOST_MISTAKES = 2  # in one go
_ROUNDS = 4  # so often a point may come in one go, when there is little else


@dataclass(frozen=True, slots=True)
class Plan:
    """Exercises in the order in which to do them. `done`: every point of the learner's level is known."""

    items: list[Item]
    done: bool


def plan(session: Session, learner_id: str, now: datetime, count: int, rng: random.Random) -> Plan:
    """At most `count` exercises; no sentence that was met in the last 60 days, and none twice."""
    learner = session.get_one(Learner, learner_id)
    standing = progress(session, learner_id, now)
    chooser = Chooser(standing, Home.of(learner), rng)
    mistakes = [
        made for card in _open_mistakes(session, learner_id) if (made := _about_mistake(card, chooser)) is not None
    ]
    wanted = chain(
        mistakes,
        chooser.needed(_needed(standing), {s.point.id for s in standing.standings if s.state == "known"}),
        chooser.items(_kept_alive(standing, ENOUGH_A_DAY), new_only=True),
        # In the first days there is nothing else to do yet.
        chooser.items(s.point for s in standing.standings if s.state == "next" for _ in range(FIRST_ITEMS)),
        chooser.items(_kept_alive(standing), new_only=True),
        chooser.items(_kept_alive(standing)),
        chooser.items(s.point for s in standing.standings if s.state == "known" and s.assumed),
    )
    items = list(islice(wanted, count))
    return Plan(_paired(_apart(items), chooser), standing.finished(standing.level))


def _open_mistakes(session: Session, learner_id: str) -> Iterable[Card]:
    """The errors that are open and have waited longest."""
    return session.exec(
        select(Card)
        .where(
            Card.learner_id == learner_id, Card.kind == "error", col(Card.standing).in_(("new", "learning", "review"))
        )
        .order_by(col(Card.due))
        .limit(MOST_MISTAKES)
    )


def _about_mistake(card: Card, chooser: Chooser) -> Item | None:
    for seed in range(_ROUNDS):
        item = item_about(card.rule, card.category, card.form, card.reviews + seed)
        if chooser.take(item):
            return item
    return None


def _needed(now: Progress) -> Iterator[Point]:
    """What is due, what is new today and what it could be confused with, in turn."""
    learning = [s for s in now.standings if s.state == "learning"]
    due = [s for s in now.standings if s.memory and s.memory.due <= now.today and not s.assumed]
    due.sort(key=lambda s: (s.state == "known", _overdue(now)(s)))
    begun = [s for s in now.standings if s.begun == now.today and not s.assumed]
    room = 0 if len(learning) >= MOST_OPEN else 1 if len(learning) >= FEW_OPEN else 2
    begin = [s.point for s in now.standings if s.state == "next"][: max(0, room - len(begun))]
    left = [s.point for s in begun for _ in range(FIRST_ITEMS - s.attempts)]
    new = [*left, *(point for point in begin for _ in range(FIRST_ITEMS))]
    check = _to_check(now, begin)
    return _interleaved([*check, *(s.point for s in due)], new, _confusable(now, [*begin, *(s.point for s in begun)]))


def _kept_alive(now: Progress, most: int | None = None) -> Iterator[Point]:
    """When there is time left: what is being learnt, then what is known, the least firm first; what had `most` answers
    today is let be."""
    met = sorted((s for s in now.standings if s.memory and not s.assumed), key=_overdue(now))
    met.sort(key=lambda s: s.state == "known")
    for n in range(_ROUNDS):
        yield from (s.point for s in met if most is None or _today(s, now) + n < most)


def _today(standing: Standing, now: Progress) -> int:
    return standing.lately if standing.memory and standing.memory.last == now.today else 0


def _overdue(now: Progress) -> Callable[[Standing], float]:
    def key(standing: Standing) -> float:
        memory = standing.memory
        assert memory is not None
        return -(now.today - memory.last + timedelta(days=1)).days / max(memory.stability, 0.1)

    return key


def _to_check(now: Progress, begun: list[Point]) -> list[Point]:
    """Of what is only assumed to be known: what a new point builds on, else the latest point not yet checked."""
    unchecked = [s.point for s in now.standings if s.assumed and not s.attempts]
    needs = {need for point in begun for need in point.requires}
    return [point for point in unchecked if point.id in needs] or unchecked[-1:]


def _confusable(now: Progress, points: list[Point]) -> list[Point]:
    """Points already met that are easily taken for one of these."""
    met = {s.point.id for s in now.standings if s.attempts}
    return [
        syllabus().by_id[other]
        for point in points
        for alike in syllabus().contrasts
        if point.id in alike
        for other in sorted(alike)
        if other != point.id and other in met
    ]


def _interleaved(*queues: list[Point]) -> Iterator[Point]:
    """One of each in turn."""
    for row in zip_longest(*queues):
        yield from (point for point in row if point is not None)


def _paired(items: list[Item], chooser: Chooser) -> list[Item]:
    """The same, but that a sentence of a pair has its twin after it, in the same kind of exercise, for the last one."""
    for n, item in enumerate(items[:-1]):
        twin = twins().get(item.material)
        if twin is None:
            continue
        there = next((other for other in items[n + 1 :] if other.material == twin), None)
        after = there or chooser.made(f"{item.kind}.{twin}")
        if after is not None:
            rest = [other for other in items[n + 1 :] if other is not there]
            return [*items[: n + 1], after, *(rest if there else rest[:-1])]
    return items


def _apart(items: list[Item]) -> list[Item]:
    """The same exercises, no point twice in a row where that can be helped."""
    left, found = list(items), list[Item]()
    while left:
        at = next((n for n, item in enumerate(left) if not found or item.point != found[-1].point), 0)
        found.append(left.pop(at))
    return found
