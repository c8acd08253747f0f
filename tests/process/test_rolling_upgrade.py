"""Old and new programs on one PostgreSQL for a while: a migration only adds, and what is older goes on over it.

What an older program does to the database is done here with the tables as its own migrations make them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from tests.api.client import begin, messages, say, wait_until
from tests.conftest import spawned
from tests.process.pairs import Pair, needs_servers
from tests.process.test_cluster import slow, talking
from tutor.store.session import migrations

pytestmark = needs_servers

# The schema of the last release; what comes after it may meet it.
RELEASED = "0011"
# Columns and tables that a migration may take away, `table.column` or `table`: those that the last release no longer uses.
CONTRACTED: set[str] = set()
REVISIONS = [r.revision for r in reversed(list(ScriptDirectory.from_config(migrations()).walk_revisions()))]
SINCE = REVISIONS[REVISIONS.index(RELEASED) : -1]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine(database: str) -> Iterator[sa.Engine]:
    """A database without tables."""
    server = sa.create_engine(f"{database}/postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE rolling TEMPLATE template1"))
    server.dispose()
    engine = sa.create_engine(f"{database}/rolling")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def known(engine: sa.Engine) -> dict[str, sa.MetaData]:
    """The tables as a program of each revision knows them; those of the last are what there is."""
    return {revision: upgraded(engine, revision) for revision in REVISIONS[REVISIONS.index(RELEASED) :]}


def upgraded(engine: sa.Engine, revision: str) -> sa.MetaData:
    config = migrations()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    tables = sa.MetaData()
    tables.reflect(engine)
    tables.remove(tables.tables["alembic_version"])
    return tables


def fill(connection: Connection, tables: sa.MetaData, who: str) -> None:
    """A row of somebody's in every table, parents first."""
    rows: dict[str, dict[str, Any]] = {}
    for table in tables.sorted_tables:
        rows[table.name] = {column.name: value(column, rows, who) for column in table.c}
        connection.execute(table.insert().values(rows[table.name]))


def value(column: sa.Column[Any], rows: dict[str, dict[str, Any]], who: str) -> Any:
    for key in column.foreign_keys:
        return rows[key.column.table.name][key.column.name]
    kinds: list[tuple[type | tuple[type, ...], Any]] = [
        (sa.DateTime, NOW),
        (sa.Boolean, False),
        ((sa.Integer, sa.Float), len(who)),
        (sa.LargeBinary, b"\x00"),
        (sa.JSON, {"text": who}),
    ]
    return next((given for kind, given in kinds if isinstance(column.type, kind)), f"{who}: {column.name}")


@pytest.mark.parametrize("revision", SINCE)
def test_an_older_program_works_with_the_newest_tables(
    engine: sa.Engine, known: dict[str, sa.MetaData], revision: str
) -> None:
    older, newer = known[revision], known[REVISIONS[-1]]
    with engine.connect() as connection:  # rolled back at its end
        fill(connection, newer, "newer")
        fill(connection, older, "old")
        for table in older.sorted_tables:
            if table.name in CONTRACTED:
                continue
            columns = [c for c in table.c if f"{table.name}.{c.name}" not in CONTRACTED]
            assert len(connection.execute(sa.select(*columns)).all()) == 2, table.name
            connection.execute(table.update().values({c.name: c for c in columns if not c.primary_key}))
        for table in reversed(older.sorted_tables):  # what is new goes with what it belongs to
            connection.execute(table.delete())
        belonging = [table for table in newer.sorted_tables if table.foreign_keys]
        assert [t.name for t in belonging if connection.execute(sa.select(t)).first()] == []


def test_replicas_go_on_while_a_newer_one_adds_to_their_tables(pair: Pair) -> None:
    engine = sa.create_engine(pair.settings.database_url)
    kept, lost = begin(pair.one.client), begin(pair.two.client)
    say(pair.two.client, lost, "Esto se va.")
    with slow(pair.model, tokens=60, delay_s=0.05):
        reader = talking(pair.one, kept, "¡No me pierdas!")
        with engine.begin() as connection:
            for table in sa.inspect(connection).get_table_names():
                if table != "alembic_version":
                    connection.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN added VARCHAR"))
                    connection.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN counted INT NOT NULL DEFAULT 0"))
            connection.execute(
                sa.text(
                    "CREATE TABLE added (id VARCHAR PRIMARY KEY, conversation_id VARCHAR NOT NULL "
                    "REFERENCES conversation (id) ON DELETE CASCADE)"
                )
            )
            connection.execute(sa.text("INSERT INTO added SELECT id, id FROM conversation"))
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        wait_until(lambda: reader.named("done"))
    for client in (pair.two.client, pair.one.client):
        assert say(client, kept)[-1].name == "done"
    assert [m["text"] for m in messages(pair.two.client, kept)].count("¡No me pierdas!") == 1
    assert pair.one.client.delete(f"/api/conversations/{lost}").status_code == 204
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT id FROM added")).scalars().all() == [kept]
    assert pair.two.client.delete("/api/learner/data").status_code == 204
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM added")).scalar() == 0
    engine.dispose()
    with pytest.raises(AssertionError, match="newer version of Tutor"), spawned(pair.settings):
        pass  # one of the old ones cannot come back
