"""FSRS cards: when they come back, with clocks, devices and zones that disagree."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from tutor.cards.queue import day, queue
from tutor.cards.schedule import LEECH_LAPSES, MemoryState, bring_back, get_card, review, undo
from tutor.core.errors import CardChanged, InvalidInput, NotFound, NothingToUndo
from tutor.store.columns import new_id
from tutor.store.session import Store
from tutor.store.tables import Card, Learner, ReviewSettings

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


def card(session: Session, **fields: object) -> Card:
    made = Card(**({"learner_id": "ana", "kind": "word", "key": new_id(), "front": "mesa", "due": NOON} | fields))  # type: ignore[arg-type]
    session.add(made)
    session.flush()
    return made


def rate(session: Session, made: Card, rating: int, at: datetime = NOON) -> Card:
    return review(session, made, rating, made.version, at, fuzz=False)


def test_a_card_comes_back_later_the_better_it_is_known(session: Session) -> None:
    dues = [rate(session, card(session), rating).due for rating in (AGAIN, HARD, GOOD, EASY)]
    assert dues == sorted(dues)
    assert dues[0] < NOON + timedelta(minutes=2)
    assert dues[-1] > NOON + timedelta(days=1)


def test_intervals_grow(session: Session) -> None:
    it, at, gaps = card(session), NOON, []
    for _ in range(6):
        it = rate(session, it, GOOD, at)
        gaps.append(it.due - at)
        at = it.due
    assert gaps == sorted(gaps)
    assert gaps[-1] > timedelta(days=20)
    assert (it.standing, it.reviews) == ("review", 6)


def test_the_same_card_on_two_devices(session: Session) -> None:
    it = card(session)
    review(session, it, GOOD, 1, NOON)
    with pytest.raises(CardChanged):
        review(session, it, GOOD, 1, NOON)


def test_two_devices_at_the_same_moment(store: Store, session: Session) -> None:
    it = card(session)
    session.commit()
    ratings = [GOOD, AGAIN]

    def rate_it(rating: int) -> bool:
        try:
            with store.session() as device:
                review(device, get_card(device, "ana", it.id), rating, 1, NOON)  # both had read version 1
        except CardChanged:
            return False
        return True

    with ThreadPoolExecutor() as devices:
        assert sorted(devices.map(rate_it, ratings)) == [False, True]
    session.expire_all()
    assert session.get_one(Card, it.id).reviews == 1


def test_a_clock_moved_back(session: Session) -> None:
    it = card(session)
    for _ in range(3):
        it = rate(session, it, GOOD, max(NOON, it.due))
    last, stability = it.last_review, it.stability
    it = rate(session, it, GOOD, NOON - timedelta(days=400))
    assert it.last_review == last
    assert it.stability is not None
    assert stability is not None
    assert it.stability >= stability
    assert last is not None
    assert it.due > last
    assert queue(session, "ana", NOON - timedelta(days=400)).cards == []


def test_undo_gives_back_the_card_as_it_was(session: Session) -> None:
    first, second = card(session), card(session)
    before = MemoryState.of(second)
    rate(session, first, GOOD)
    rate(session, second, AGAIN)
    undone = undo(session, "ana")
    assert (undone.id, MemoryState.of(undone), undone.version) == (second.id, before, 3)
    assert undo(session, "ana").id == first.id
    with pytest.raises(NothingToUndo):
        undo(session, "ana")


def test_a_leech_is_set_aside_and_can_be_brought_back(session: Session) -> None:
    it = card(
        session, standing="review", step=None, stability=5.0, difficulty=5.0, last_review=NOON - timedelta(days=5)
    )
    at = NOON
    for n in range(LEECH_LAPSES):
        assert not it.leech, n
        it = rate(session, it, AGAIN, at)
        while it.standing == "learning":
            at = it.due
            it = rate(session, it, GOOD, at)
        at = it.due
    assert (it.standing, it.leech) == ("suspended", True)
    assert it not in queue(session, "ana", at + timedelta(days=90)).cards
    with pytest.raises(InvalidInput):
        rate(session, it, GOOD, at)
    bring_back(session, it, at)
    assert (it.leech, it.lapses) == (False, 0)
    assert it in queue(session, "ana", at).cards
    rate(session, it, GOOD, at)


def test_somebody_elses_card(session: Session) -> None:
    session.add(Learner(id="bea"))
    session.flush()
    theirs = card(session, learner_id="bea")
    with pytest.raises(NotFound):
        get_card(session, "ana", theirs.id)
    assert queue(session, "ana", NOON).cards == []


@pytest.mark.parametrize(
    ("now", "zone", "begin", "hours"),
    [
        ("2026-03-10T12:00Z", "UTC", "2026-03-10T04:00Z", 24),
        ("2026-03-10T03:59Z", "UTC", "2026-03-09T04:00Z", 24),
        ("2026-03-10T12:00Z", "America/Los_Angeles", "2026-03-10T11:00Z", 24),
        ("2026-03-10T12:00Z", "Pacific/Kiritimati", "2026-03-09T14:00Z", 24),
        ("2026-03-28T12:00Z", "Europe/Madrid", "2026-03-28T03:00Z", 23),
        ("2026-10-24T12:00Z", "Europe/Madrid", "2026-10-24T02:00Z", 25),
    ],
)
def test_the_learners_day(now: str, zone: str, begin: str, hours: int) -> None:
    start, end = day(datetime.fromisoformat(now), zone)
    assert start == datetime.fromisoformat(begin)
    assert end - start == timedelta(hours=hours)


def test_an_unknown_zone_is_refused() -> None:
    for name in ("Mars/Olympus", "", "../../etc/passwd", "\x00"):
        with pytest.raises(InvalidInput):
            day(NOON, name)


def test_a_card_due_tonight_is_shown_this_morning_but_not_tomorrows(session: Session) -> None:
    known = {"standing": "review", "step": None, "stability": 3.0, "difficulty": 5.0}
    tonight = card(session, due=NOON + timedelta(hours=10), **known)
    card(session, due=NOON + timedelta(hours=20), **known)
    assert queue(session, "ana", NOON).cards == [tonight]


def test_limits_of_the_day(session: Session) -> None:
    session.add(ReviewSettings(learner_id="ana", daily_limit=4, new_per_day=2))
    old = {"standing": "review", "step": None, "stability": 3.0, "difficulty": 5.0, "due": NOON - timedelta(days=1)}
    for _ in range(3):
        card(session, **old)
    for _ in range(5):
        card(session)
    today = queue(session, "ana", NOON)
    assert [c.standing for c in today.cards] == ["review"] * 3 + ["new"]
    assert (today.due, today.new, today.done_today) == (3, 5, 0)
    for it in today.cards:
        rate(session, it, EASY)
    after = queue(session, "ana", NOON)
    assert (after.cards, after.done_today, after.new_today) == ([], 4, 1)
    assert len(queue(session, "ana", NOON + timedelta(days=1)).cards) == 2
