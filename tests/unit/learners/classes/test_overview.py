"""What a class has in common, and what half of it misses: by those who agreed, from then on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from tutor.learners.classes.overview import LearnerWeek, class_view, learner_view
from tutor.learners.classes.rooms import CODE_LENGTH, behind, clear_old, create, join, set_consent
from tutor.store.account_tables import Account
from tutor.store.class_tables import Assignment, HandIn, Membership
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Attempt, Conversation, Learner, Message, Work

SER, ARTICLES = "ser-estar-basic", "definite-articles"
TEACHER, ANA, BEN, EVA = "t" * 32, "a" * 32, "b" * 32, "e" * 32


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        for id_, name in ((TEACHER, "Clara"), (ANA, "Ana"), (BEN, "Ben"), (EVA, "Eva")):
            session.add(Learner(id=id_, name=name))
            session.flush()
            role = "teacher" if id_ == TEACHER else "learner"
            session.add(Account(learner_id=id_, name=name, password_hash="", role=role))
        session.flush()
        yield session
    store.close()


def no_goals(session: Session, conversation: Conversation) -> tuple[int, int]:
    return 0, 0


def a_class(session: Session, *agreed: str, silent: str = "") -> str:
    room = create(session, TEACHER, "A1")
    session.flush()
    for learner in agreed:
        join(session, learner, room.code or "", consent=True)
    if silent:
        join(session, silent, room.code or "", consent=False)
    session.flush()
    return room.id


def answer(session: Session, learner: str, point: str, verdicts: str, at: datetime | None = None) -> None:
    for n, verdict in enumerate(verdicts):
        session.add(
            Attempt(
                learner_id=learner,
                item_id=f"cloze.{point}.x{n}",
                point_id=point,
                kind="cloze",
                verdict="right" if verdict == "+" else "wrong",
                created_at=(at or now()) + timedelta(milliseconds=n),
            )
        )
    session.flush()


def missed(session: Session, room: str) -> dict[str, tuple[int, int]]:
    return {p.point_id: (p.missed, p.of) for p in class_view(session, room, 4, no_goals).points}


def test_a_point_is_missed_by_half_of_those_who_agreed(session: Session) -> None:
    room = a_class(session, ANA, BEN, silent=EVA)
    answer(session, ANA, SER, "--")
    answer(session, BEN, SER, "++")
    answer(session, EVA, ARTICLES, "----")  # of whom nothing is seen
    assert missed(session, room) == {SER: (1, 2)}


def test_who_has_learnt_it_since_misses_it_no_more(session: Session) -> None:
    room = a_class(session, ANA)
    answer(session, ANA, SER, "----+++")
    assert missed(session, room) == {}


def test_one_of_three_is_not_half(session: Session) -> None:
    room = a_class(session, ANA, BEN, EVA)
    answer(session, ANA, SER, "--")
    assert missed(session, room) == {}
    answer(session, EVA, SER, "--")
    assert missed(session, room) == {SER: (2, 3)}


def test_what_came_before_the_yes_is_not_seen(session: Session) -> None:
    yesterday = now() - timedelta(days=1)
    answer(session, ANA, SER, "----", yesterday)
    room = a_class(session, ANA)
    assert missed(session, room) == {}
    assert learner_view(session, ANA, yesterday, 4, no_goals).missed == {SER: True}


def test_pace_is_of_what_was_spoken(session: Session) -> None:
    a_class(session, ANA)
    session.add(Conversation(id=ANA, learner_id=ANA, title="t", level="A1", scenario_id="charla"))
    session.flush()
    said = [("Hola, me llamo Ana y vivo aquí.", {"duration_s": 3.5}), ("Esto lo he escrito yo.", None)]
    for n, (text, heard) in enumerate(said):
        session.add(Message(conversation_id=ANA, position=n, role="learner", text=text, transcript=heard))
    session.flush()
    week: LearnerWeek = learner_view(session, ANA, now() - timedelta(minutes=1), 1, no_goals).weeks[-1]
    assert (week.messages, week.words, week.words_per_minute) == (2, 12, 120.0)


def test_a_code_is_long_enough_and_ends(session: Session) -> None:
    room = create(session, TEACHER, "A1")
    session.flush()
    code = room.code or ""
    assert len(code) == CODE_LENGTH
    assert behind(session, f" {code[:4].lower()}-{code[4:]} ") is not None
    room.code_expires_at = now() - timedelta(seconds=1)
    session.flush()
    assert behind(session, code) is None


def test_a_second_yes_shows_nothing_of_before_it(session: Session) -> None:
    room = a_class(session, ANA)
    member = session.get_one(Membership, (room, ANA))
    first = member.consent_at = now() - timedelta(hours=1)
    set_consent(session, member, True)
    assert member.consent_at == first
    set_consent(session, member, False)
    answer(session, ANA, SER, "----", now() - timedelta(minutes=30))
    set_consent(session, member, True)
    assert member.consent_at
    assert member.consent_at > first
    assert missed(session, room) == {}


def test_what_was_handed_in_is_kept_as_long_as_the_class_says(session: Session) -> None:
    room = a_class(session, ANA, BEN)
    given = Assignment(classroom_id=room, kind="exercise", title="t", what={"exercise": "tasks.x"})
    session.add(given)
    works = {who: Work(learner_id=who, exercise="tasks.x", right=1, total=2, answer=["Hola"]) for who in (ANA, BEN)}
    session.add_all(works.values())
    session.flush()
    for who, days in ((ANA, 366), (BEN, 364)):
        done = now() - timedelta(days=days)
        session.add(
            HandIn(
                assignment_id=given.id,
                learner_id=who,
                since=done,
                done_at=done,
                state="done",
                work_id=works[who].id,
                recording="one.webm",  # the same file, as if two had it
            )
        )
    session.flush()
    assert clear_old(session) == (1, [])  # the file is still of use
    assert session.get(Work, works[ANA].id) is None
    assert session.get(Work, works[BEN].id) is not None
    assert clear_old(session) == (0, [])
