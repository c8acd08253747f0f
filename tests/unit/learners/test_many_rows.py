"""What anybody may keep without its costing a file has an end too: each of it is small, and looked at often."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from tutor.conversation.prompt.templates import shelf
from tutor.core.errors import InvalidInput
from tutor.learners import correction_preferences as preferences
from tutor.store.session import Store
from tutor.store.tables import Dismissal, Learner


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    store = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana"))
        session.flush()
        yield session
    store.close()


def test_what_was_called_unneeded_longest_ago_is_forgotten(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "MOST_DISMISSALS", 3)
    for word in ("uno", "dos", "tres", "uno", "cuatro", "cinco"):
        preferences.dismiss(session, "ana", word, "x", "spelling", "spelling")
        session.flush()
    assert session.exec(select(func.count()).select_from(Dismissal)).one() == 3
    assert {said for said, _, _ in preferences.preferences_of(session, "ana", "A2").dismissed} == {
        "uno",
        "cuatro",
        "cinco",
    }


def test_a_template_has_so_many_versions(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST_VERSIONS", 3)
    kept = shelf.add(session, "ana", "Mine", "1")
    for text in ("2", "3", "3"):
        shelf.save(session, "ana", kept.id, "Mine", text)
    with pytest.raises(InvalidInput):
        shelf.save(session, "ana", kept.id, "Mine", "4")
    assert len(shelf.versions(session, "ana", kept.id)) == 3
