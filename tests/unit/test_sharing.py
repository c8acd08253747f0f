"""A learner's consent to be followed: one link at a time, and only for so long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from tutor.conversation.following.sharing import share, share_of, share_with, unshare
from tutor.core.errors import NotFound
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Conversation, Learner, Share


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana"))
        session.flush()
        for name in ("one", "two"):
            session.add(Conversation(id=name, learner_id="ana", title=name, level="A1", scenario_id="charla"))
        session.flush()
        yield session
    store.close()


def test_the_secret_is_kept_as_a_hash_only(session: Session) -> None:
    made, secret = share(session, "one", 2)
    assert share_with(session, secret).conversation_id == "one"
    assert secret not in made.model_dump_json()
    for wrong in ("", "x", made.secret_hash, secret[:-1]):
        with pytest.raises(NotFound):
            share_with(session, wrong)


def test_a_new_link_ends_the_one_before_and_taking_back_ends_all(session: Session) -> None:
    _, first = share(session, "one", 2)
    _, other = share(session, "two", 2)
    _, second = share(session, "one", 2)
    with pytest.raises(NotFound):
        share_with(session, first)
    assert share_with(session, second).conversation_id == "one"
    unshare(session, "one")
    unshare(session, "one")
    assert share_of(session, "one") is None
    with pytest.raises(NotFound):
        share_with(session, second)
    assert share_with(session, other).conversation_id == "two"


def test_its_time_ends_it(session: Session) -> None:
    made, secret = share(session, "one", 1)
    assert timedelta(minutes=59) < made.expires_at - now() <= timedelta(hours=1)
    assert share_of(session, "one") is not None
    made.expires_at = now() - timedelta(seconds=1)
    session.flush()
    assert share_of(session, "one") is None
    with pytest.raises(NotFound):
        share_with(session, secret)
    share(session, "two", 1)
    session.flush()
    assert [held.conversation_id for held in session.exec(select(Share))] == ["two"]  # the expired one is cleared away
