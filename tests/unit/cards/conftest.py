from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from tutor.store.session import Store
from tutor.store.tables import Learner


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'tutor.db'}")
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def session(store: Store) -> Iterator[Session]:
    with store.session() as session:
        session.add(Learner(id="ana", level="A2"))
        session.flush()
        yield session


@pytest.fixture
def ana(store: Store) -> str:
    """The id of a learner, for what writes by itself."""
    with store.session() as session:
        session.add(Learner(id="ana", level="A2"))
    return "ana"
