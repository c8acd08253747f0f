"""The goals of a conversation are worked out once for what was said in it, and anew when something else was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tutor.api.classes import access
from tutor.store.session import Store
from tutor.store.tables import Conversation, Learner, Message


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    yield store
    store.close()


def at(session: Session, position: int) -> Message:
    return session.exec(select(Message).where(Message.position == position)).one()


def test_what_was_said_is_played_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[str] = []

    def goals(session: Session, conversation: Conversation) -> tuple[int, int]:
        played.append(conversation.id)
        return len(played), 9

    monkeypatch.setattr(access, "_goals_reached", goals)
    with store.session() as session:
        learner = Learner()
        session.add(learner)
        session.flush()
        talk = Conversation(learner_id=learner.id, title="x", level="A2", scenario_id="cafe")
        session.add(talk)
        session.flush()
        session.add(Message(conversation_id=talk.id, position=1, role="learner", text=""))
        talk_id = talk.id

    def looked() -> int:
        with store.session(looking=True) as session:
            return access.goals_reached(session, session.get_one(Conversation, talk_id))[0]

    def say(position: int, text: str) -> None:
        with store.session() as session:
            session.add(Message(conversation_id=talk_id, position=position, role="learner", text=text))

    assert [looked(), looked()] == [1, 1]
    say(2, "Un café, por favor.")
    assert [looked(), looked()] == [2, 2]
    with store.session() as session:  # the words of a recording are there
        at(session, 1).text = "Hola."
    assert [looked(), looked()] == [3, 3]
    with store.session() as session:  # it was said otherwise
        at(session, 2).superseded = True
    say(3, "Un té, por favor.")
    assert [looked(), looked()] == [4, 4]
