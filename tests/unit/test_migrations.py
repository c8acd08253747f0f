"""Every released database opens in this version with its rows; one of a later version is left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from tutor.core.errors import DatabaseTooNew
from tutor.store.session import Store, migrations

REVISIONS = [r.revision for r in reversed(list(ScriptDirectory.from_config(migrations()).walk_revisions()))]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def upgrade(store: Store, revision: str) -> None:
    config = migrations()
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def fill(connection: Connection) -> dict[str, dict[str, Any]]:
    """One row in every table as it is at this revision, parents first."""
    metadata = sa.MetaData()
    metadata.reflect(connection, only=_ours)
    rows: dict[str, dict[str, Any]] = {}
    for table in metadata.sorted_tables:
        if table.name == "alembic_version":
            continue
        row = {column.name: _value(column, rows) for column in table.c}
        connection.execute(table.insert().values(row))
        rows[table.name] = row
    return rows


def _ours(name: str, _: object = None) -> bool:
    """Not the full-text index, which SQLite keeps in tables of its own and triggers keep like its table."""
    return not name.startswith("passage_index")


def _value(column: sa.Column[Any], rows: dict[str, dict[str, Any]]) -> Any:
    for key in column.foreign_keys:
        return rows[key.column.table.name][key.column.name]
    kind = column.type
    if isinstance(kind, sa.DateTime):
        return NOW
    if isinstance(kind, sa.Boolean):
        return False
    if isinstance(kind, (sa.Integer, sa.Float)):
        return 1
    if isinstance(kind, sa.LargeBinary):
        return b"\x00\xff"
    if isinstance(kind, sa.JSON):
        return {"text": "¡mañana!"}
    return f"{column.name}: ¿qué tal?"


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_older_database_opens_with_its_rows(revision: str, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    upgrade(store, revision)
    with store.engine.begin() as connection:
        rows = fill(connection)
    assert rows["message"]["text"] == "text: ¿qué tal?"
    store.migrate()
    with store.engine.connect() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection, only=_ours)
        for name, row in rows.items():
            kept = connection.execute(sa.select(metadata.tables[name])).mappings().one()
            for column in row.keys() & kept.keys():
                old = row[column].replace(tzinfo=None) if isinstance(row[column], datetime) else row[column]
                assert kept[column] == old, (name, column)
        assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
        assert connection.execute(sa.text("PRAGMA integrity_check")).scalar() == "ok"
    store.close()


def test_the_migrations_make_the_tables_of_this_program(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.engine.connect() as connection:
        options = {"include_name": lambda name, kind, _: kind != "table" or _ours(name)}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata) == []
    store.close()


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew):
        store.migrate()
    store.close()
    with closing(sqlite3.connect(tmp_path / "tutor.db")) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_the_safe_settings_are_on(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    with store.engine.connect() as connection:
        found = {
            name: connection.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30000,
        "secure_delete": 1,
    }
    store.close()
