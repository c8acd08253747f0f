"""Opens the database: safe SQLite settings, migrations on start, one short session a unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import anyio.to_thread
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from tutor.errors import DatabaseTooNew, DiskFull

T = TypeVar("T")


class Store:
    """The database. `run` does a unit of work in a worker thread and commits it durably."""

    def __init__(self, url: str) -> None:
        if url.startswith("sqlite:///"):
            Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)

    def migrate(self) -> None:
        """Bring the schema to this program's version. Raises DatabaseTooNew when it is ahead of it."""
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        with self.engine.begin() as connection:
            if inspect(connection).has_table("alembic_version"):
                current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if current is not None and current not in known:
                    raise DatabaseTooNew(detail=str(current))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back on an exception. Raises DiskFull."""
        with Session(self.engine, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except OperationalError as error:
                session.rollback()
                if "full" in str(error.orig):
                    raise DiskFull(detail=str(error.orig)) from error
                raise

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do `work` in a session in a worker thread; what it returns is detached and safe to read."""

        def call() -> T:
            with self.session() as session:
                return work(session)

        return await anyio.to_thread.run_sync(call)

    def close(self) -> None:
        self.engine.dispose()


def _prepare_sqlite(connection: object, record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what a learner said survives a power cut, not only a crash
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",  # deleted words are gone from the file, not only from the index
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
