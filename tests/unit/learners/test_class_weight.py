"""Classes of a whole school: nobody waits long to write while much is measured, or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, func, select

from tests.unit.watch import Watch
from tutor.learners.classes import assignments, rooms
from tutor.learners.erasure import erase_learner
from tutor.store.class_tables import Assignment, Classroom, HandIn, Membership
from tutor.store.columns import now
from tutor.store.parts import MOST
from tutor.store.session import Store
from tutor.store.tables import Conversation, Learner

PUPILS, GIVEN, TALKS = 60, 40, 15
TEACHER, CLASS = "a" * 32, "c" * 32


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    made.migrate()
    with made.session() as session:
        pupils = [Learner(id=f"{number:032x}", name=f"P{number}") for number in range(PUPILS)]
        session.add_all([Learner(id=TEACHER, name="Profe"), *pupils])
        session.flush()
        session.add(Classroom(id=CLASS, learner_id=TEACHER, name="A1"))
        session.flush()
        session.add_all(Membership(classroom_id=CLASS, learner_id=pupil.id) for pupil in pupils)
        what = {"scene_id": "restaurante"}
        given = [Assignment(classroom_id=CLASS, kind="scene", title="x", what=what) for _ in range(GIVEN)]
        session.add_all(given)
        session.flush()
        later = now() + timedelta(minutes=1)
        for _ in range(TALKS):
            session.add(
                Conversation(
                    learner_id=pupils[0].id, scenario_id="restaurante", title="t", level="A1", created_at=later
                )
            )
        for pupil in pupils[1:]:
            session.add_all(
                HandIn(assignment_id=one.id, learner_id=pupil.id, since=now(), done_at=now(), state="done")
                for one in given
            )
        session.commit()
    yield made
    made.close()


def handed_in(session: Session) -> int:
    return session.exec(select(func.count()).select_from(HandIn)).one()


async def test_each_conversation_is_measured_once_and_while_others_write(store: Store) -> None:
    looked: list[str] = []

    def goals(session: Session, conversation: Conversation) -> tuple[int, int]:
        looked.append(conversation.id)
        return 1, 1

    pupil = f"{0:032x}"
    found = await store.read(lambda session: assignments.standings(session, pupil, goals))  # `read` cannot write
    assert len(looked) == TALKS
    assert all(one.measured and one.measured.done for one in found)
    noted = await store.run(lambda session: assignments.note_done(session, pupil, found))
    assert {one.state for one in noted} == {"done"}
    assert len(looked) == TALKS  # nothing is measured while others wait to write


async def test_what_changed_while_it_was_measured_is_left_as_it_is(store: Store) -> None:
    pupil = f"{0:032x}"
    found = await store.read(lambda session: assignments.standings(session, pupil, lambda *_: (1, 1)))
    taken_back = found[0].assignment.id

    def meanwhile(session: Session) -> None:
        rooms.drop(session, session.get_one(Assignment, taken_back))

    await store.run(meanwhile)
    noted = await store.run(lambda session: assignments.note_done(session, pupil, found))
    assert [one.state for one in noted] == ["open"] + ["done"] * (GIVEN - 1)
    again = await store.run(lambda session: assignments.note_done(session, pupil, found))
    assert {one.handed_in.times for one in again if one.handed_in} == {1}
    await store.run(lambda session: rooms.leave(session, CLASS, pupil))
    await store.run(lambda session: assignments.note_done(session, pupil, found))
    with store.session(looking=True) as session:
        assert session.exec(select(HandIn).where(HandIn.learner_id == pupil)).first() is None


async def test_a_class_goes_in_parts(store: Store) -> None:
    watch = Watch(store)
    parts = 0
    while True:
        many, _ = await store.run(lambda session: rooms.dissolve(session, session.get_one(Classroom, CLASS)))
        if not many:
            break
        parts += 1
    assert parts == -(-(PUPILS - 1) * GIVEN // rooms.AT_ONCE)
    assert max(watch.rows) <= rooms.AT_ONCE + PUPILS + GIVEN  # the last part is the class with its lists
    with store.session(looking=True) as session:
        assert handed_in(session) == 0
        assert session.get(Classroom, CLASS) is None


async def test_what_is_old_goes_in_parts(store: Store) -> None:
    with store.session() as session:
        session.get_one(Classroom, CLASS).retention_days = 7
        for one in session.exec(select(HandIn).where(col(HandIn.done_at).is_not(None))):
            one.done_at = now() - timedelta(days=8)
        session.commit()
    watch = Watch(store)
    while (await store.run(rooms.clear_old))[0]:
        pass
    assert max(watch.rows) <= rooms.AT_ONCE
    with store.session(looking=True) as session:
        assert handed_in(session) == 0
        assert session.get(Classroom, CLASS) is not None


async def test_a_teacher_who_is_deleted_takes_their_classes_in_parts(store: Store, tmp_path: Path) -> None:
    watch = Watch(store)
    await erase_learner(store, tmp_path, TEACHER, lambda files, ids: None)
    assert max(watch.rows) <= MOST
    with store.session(looking=True) as session:
        assert handed_in(session) == 0
        assert session.get(Classroom, CLASS) is None
