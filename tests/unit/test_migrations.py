"""The migrations lead from the first schema to today's, with the rows of those who were there before, and back."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlmodel import SQLModel

import tutor.store.session
from tutor.store.session import Store
from tutor.store.tables import Card, Learner


def config(store: Store) -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(tutor.store.session.__file__).parent / "migrations"))
    return made


def test_the_migrations_make_the_tables_that_the_program_uses(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    store.migrate()
    with store.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    assert not [d for d in differences if "type" not in str(d[0])]


def test_an_old_database_keeps_its_rows_forth_and_back(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'a.db'}")
    old = config(store)

    def go(direction: str, revision: str) -> None:
        with store.engine.begin() as connection:
            old.attributes["connection"] = connection
            getattr(command, direction)(old, revision)

    go("upgrade", "0001")
    with store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO learner VALUES ('ana', 'Ana', 'en', 'B1', 'auto', NULL, 'normal', '2026-01-01')")
        )
    store.migrate()
    with store.session() as session:
        assert session.get_one(Learner, "ana").level == "B1"
        session.add(Card(learner_id="ana", kind="word", key="mesa"))
    go("downgrade", "0001")
    store.migrate()
    with store.session() as session:
        assert session.get_one(Learner, "ana").name == "Ana"
    store.close()
