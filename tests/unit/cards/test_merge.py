"""Reviews that devices kept while they were offline: merged by time, whatever their clocks say, none lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from tutor.cards import merge as module
from tutor.cards.drilled import keep_attempt
from tutor.cards.merge import KeptReview, Merged
from tutor.cards.schedule import MemoryState, bring_back, review, reviewed, set_aside, undo
from tutor.exercises.grade import grade
from tutor.exercises.items import item_of
from tutor.exercises.plan import plan
from tutor.store.columns import new_id
from tutor.store.tables import Attempt, Card, Learner, ReviewLog

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def card(session: Session, **fields: object) -> Card:
    basic = {"learner_id": "ana", "kind": "word", "key": new_id(), "front": "mesa", "due": NOON - DAY}
    made = Card(**(basic | {"created_at": NOON - 10 * DAY} | fields))  # type: ignore[arg-type]
    session.add(made)
    session.flush()
    return made


def kept(it: Card, rating: int, at: datetime, sent_id: str = "") -> KeptReview:
    return KeptReview(id=sent_id or new_id(), at=at, card_id=it.id, rating=rating)


def merge(
    session: Session,
    learner_id: str,
    done: Sequence[KeptReview],
    *,
    sent_at: datetime,
    now: datetime,
    fuzz: bool = True,
) -> Merged:
    """All that a device sends, as it is taken in."""
    graded = module.grade_kept(done, "en", "spain")
    merged = [module.merge(session, learner_id, part, graded, fuzz=fuzz) for part in module.parts(done, sent_at, now)]
    return Merged(sum(m.counted for m in merged), sum(m.known for m in merged), sum(m.gone for m in merged))


def some_item(session: Session) -> str:
    return plan(session, "ana", NOON, 1, random.Random(3)).items[0].id


def logs(session: Session) -> list[ReviewLog]:
    return list(session.exec(select(ReviewLog).order_by(ReviewLog.reviewed_at)))  # type: ignore[arg-type]


def alone(start: MemoryState, *reviews: tuple[int, datetime]) -> MemoryState:
    """What one device that was never offline would have made of a card."""
    for rating, at in reviews:
        start = reviewed(start, rating, at, fuzz=False)
    return start


def test_what_was_kept_counts_at_its_own_time(session: Session) -> None:
    it = card(session)
    start = MemoryState.of(it)
    done = merge(session, "ana", [kept(it, GOOD, NOON - 5 * HOUR)], sent_at=NOON, now=NOON, fuzz=False)
    assert (done.counted, done.known, done.gone) == (1, 0, 0)
    assert MemoryState.of(it) == alone(start, (GOOD, NOON - 5 * HOUR))
    assert logs(session)[0].reviewed_at == NOON - 5 * HOUR


def test_sent_twice_counts_once(session: Session) -> None:
    it = card(session)
    batch = [kept(it, GOOD, NOON - HOUR)]
    merge(session, "ana", batch, sent_at=NOON, now=NOON)
    after = MemoryState.of(it)
    again = merge(session, "ana", batch, sent_at=NOON + HOUR, now=NOON + HOUR)
    assert (again.counted, again.known) == (0, 1)
    assert MemoryState.of(it) == after
    assert len(logs(session)) == 1


def test_the_same_review_twice_in_one_parcel(session: Session) -> None:
    it = card(session)
    twice = kept(it, GOOD, NOON - HOUR)
    assert merge(session, "ana", [twice, twice], sent_at=NOON, now=NOON).counted == 1
    assert it.reviews == 1


def test_two_devices_in_either_order_come_to_the_same(session: Session) -> None:
    one, other = card(session), card(session)
    start = MemoryState.of(one)
    assert start == MemoryState.of(other)
    phone = [(AGAIN, NOON - 5 * HOUR), (GOOD, NOON - 2 * HOUR)]
    tablet = [(HARD, NOON - 4 * HOUR), (GOOD, NOON - HOUR)]
    for it, order in ((one, (phone, tablet)), (other, (tablet, phone))):
        for device in order:
            merge(session, "ana", [kept(it, r, at) for r, at in device], sent_at=NOON, now=NOON, fuzz=False)
    expected = alone(start, *sorted(phone + tablet, key=lambda review: review[1]))
    assert [MemoryState.of(one), MemoryState.of(other)] == [expected, expected]
    assert len(logs(session)) == 8


def test_what_comes_late_lies_before_what_was_reviewed_online(session: Session) -> None:
    it = card(session)
    start = MemoryState.of(it)
    review(session, it, GOOD, it.version, NOON - HOUR, fuzz=False)
    merge(session, "ana", [kept(it, AGAIN, NOON - 3 * HOUR)], sent_at=NOON, now=NOON, fuzz=False)
    assert MemoryState.of(it) == alone(start, (AGAIN, NOON - 3 * HOUR), (GOOD, NOON - HOUR))
    assert [log.first for log in logs(session)] == [True, False]


@pytest.mark.parametrize("wrong_by", [timedelta(days=-400), -HOUR, 3 * HOUR, timedelta(days=9000)])
def test_a_clock_that_is_wrong_is_put_right_by_when_it_was_sent(session: Session, wrong_by: timedelta) -> None:
    it = card(session)
    merge(session, "ana", [kept(it, GOOD, NOON - 2 * HOUR + wrong_by)], sent_at=NOON + wrong_by, now=NOON)
    assert logs(session)[0].reviewed_at == NOON - 2 * HOUR


def test_a_clock_set_back_before_sending_makes_no_future(session: Session) -> None:
    it = card(session)
    merge(session, "ana", [kept(it, GOOD, NOON + DAY)], sent_at=NOON - DAY, now=NOON)
    assert logs(session)[0].reviewed_at == NOON


def test_a_clock_that_stood_at_its_beginning_makes_nothing_older_than_its_card(session: Session) -> None:
    it = card(session)
    merge(session, "ana", [kept(it, GOOD, datetime(1970, 1, 1, tzinfo=UTC))], sent_at=NOON, now=NOON)
    assert logs(session)[0].reviewed_at == it.created_at


def test_a_clock_set_in_the_middle_keeps_the_order_of_the_device(session: Session) -> None:
    it = card(session)
    start = MemoryState.of(it)
    parcel = [kept(it, AGAIN, NOON - HOUR), kept(it, EASY, NOON - 9 * HOUR), kept(it, GOOD, NOON - 8 * HOUR)]
    merge(session, "ana", parcel, sent_at=NOON, now=NOON, fuzz=False)
    at = NOON - HOUR
    assert MemoryState.of(it) == alone(start, (AGAIN, at), (EASY, at), (GOOD, at))


def test_times_at_the_edge_of_what_can_be_written(session: Session) -> None:
    it = card(session)
    first = datetime.fromisoformat("0001-01-01T00:00:00+14:00")
    last = datetime.fromisoformat("9999-12-31T23:59:59-12:00")
    merge(session, "ana", [kept(it, GOOD, first)], sent_at=last, now=NOON)
    merge(session, "ana", [kept(it, GOOD, last)], sent_at=first, now=NOON)
    assert [log.reviewed_at for log in logs(session)] == [it.created_at, NOON]


def test_cards_that_are_gone_or_somebody_elses_are_said_to_be(session: Session) -> None:
    session.add(Learner(id="bea"))
    session.flush()
    theirs = card(session, learner_id="bea")
    mine = card(session)
    missing = KeptReview(id=new_id(), at=NOON, card_id="0" * 32, rating=GOOD)
    done = merge(session, "ana", [kept(theirs, GOOD, NOON), missing, kept(mine, GOOD, NOON)], sent_at=NOON, now=NOON)
    assert (done.counted, done.gone) == (1, 2)
    assert theirs.reviews == 0


def test_a_card_set_aside_meanwhile_stays_so_and_the_review_counts(session: Session) -> None:
    it = card(session)
    set_aside(session, it)
    merge(session, "ana", [kept(it, GOOD, NOON - HOUR)], sent_at=NOON, now=NOON)
    assert (it.standing, it.reviews) == ("suspended", 1)
    bring_back(session, it, NOON)
    review(session, it, GOOD, it.version, NOON)


def test_undo_takes_back_what_came_last_though_it_lies_before(session: Session) -> None:
    it = card(session)
    review(session, it, GOOD, it.version, NOON - HOUR, fuzz=False)
    online = MemoryState.of(it)
    merge(session, "ana", [kept(it, AGAIN, NOON - 3 * HOUR)], sent_at=NOON, now=NOON, fuzz=False)
    assert undo(session, "ana").id == it.id
    assert it.reviews == 1
    assert MemoryState.of(it).lapses == online.lapses
    assert [log.rating for log in logs(session)] == [GOOD]


def test_an_answer_given_offline_is_graded_when_it_comes(session: Session) -> None:
    item_id = some_item(session)
    item = item_of(item_id)
    it = card(session, kind="item", key=item_id)
    right = KeptReview(new_id(), NOON - 2 * HOUR, card_id=it.id, rating=GOOD, item_id=item_id, answer=item.answers[0])
    wrong = KeptReview(new_id(), NOON - HOUR, card_id=it.id, rating=EASY, item_id=item_id, answer=None)
    done = merge(session, "ana", [right, wrong], sent_at=NOON, now=NOON)
    assert done.counted == 2
    # What was answered wrongly was not known, whatever the rating.
    assert [log.rating for log in logs(session)] == [GOOD, AGAIN]
    attempts = session.exec(select(Attempt).order_by(Attempt.created_at)).all()  # type: ignore[arg-type]
    assert [(a.verdict, a.created_at) for a in attempts] == [("right", NOON - 2 * HOUR), ("wrong", NOON - HOUR)]
    merge(session, "ana", [right, wrong], sent_at=NOON, now=NOON)
    assert len(session.exec(select(Attempt)).all()) == 2


def test_a_drill_without_a_card_counts_once_and_makes_its_card(session: Session) -> None:
    item_id = some_item(session)
    drill = KeptReview(new_id(), NOON - HOUR, item_id=item_id, answer=None)
    for _ in range(2):
        merge(session, "ana", [drill], sent_at=NOON, now=NOON)
    assert len(session.exec(select(Attempt)).all()) == 1
    assert session.exec(select(Card)).one().key == item_id
    assert (
        merge(session, "ana", [KeptReview(new_id(), NOON, item_id="no-such", answer="x")], sent_at=NOON, now=NOON).gone
        == 1
    )


def test_a_card_answered_online_and_rated_offline_counts_both_once(session: Session) -> None:
    item_id = some_item(session)
    it = card(session, kind="item", key=item_id)
    item, name = item_of(item_id), new_id()
    keep_attempt(session, "ana", item, None, grade(item, None), sent_id=name)
    lost = KeptReview(name, NOON - HOUR, card_id=it.id, rating=EASY, item_id=item_id, answer=None)
    assert merge(session, "ana", [lost], sent_at=NOON, now=NOON).counted == 1
    assert [log.rating for log in logs(session)] == [AGAIN]
    assert len(session.exec(select(Attempt)).all()) == 1


def test_nothing_is_graded_while_others_wait_to_write(session: Session) -> None:
    """Five hundred long answers would take that many times as long as one."""
    done = [KeptReview(new_id(), NOON, item_id=some_item(session), answer="x" * 500) for _ in range(module.PART + 1)]
    first, rest = module.parts(done, NOON, NOON)
    assert (len(first), len(rest)) == (module.PART, 1)
    assert module.merge(session, "ana", first, {}).gone == module.PART
    assert not session.exec(select(Attempt)).all()


def test_nobody_reviews_a_card_without_end(session: Session) -> None:
    it = card(session, reviews=module.MOST_REVIEWS)
    assert merge(session, "ana", [kept(it, GOOD, NOON)], sent_at=NOON, now=NOON).gone == 1
