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
from filelock import FileLock, Timeout
from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from tutor.core.errors import AlreadyRunning, Conflict, DatabaseBusy, DatabaseTooNew, DiskFull, InvalidInput
from tutor.core.private import close_to_others, make_private

T = TypeVar("T")


class Store:
    """The database. `run` does a unit of work in a worker thread and commits it durably; `read` only looks."""

    def __init__(self, url: str) -> None:
        if url.startswith("sqlite:///"):
            file = Path(url.removeprefix("sqlite:///"))
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Made before SQLite makes it, whose log files take after it.
            file.touch(mode=0o600)
            close_to_others(file.with_name(file.name + end) for end in ("", "-wal", "-shm"))
        # Statements are logged with errors; what learners said must not be.
        self.engine = create_engine(url, hide_parameters=True)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._looking = self.engine.execution_options(begin="DEFERRED")

    def migrate(self) -> None:
        """Bring the schema to this program's version. Raises DatabaseTooNew when it is ahead of it."""
        config = migrations()
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        with self.engine.begin() as connection:
            if inspect(connection).has_table("alembic_version"):
                current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if current is not None and current not in known:
                    raise DatabaseTooNew(detail=str(current))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def session(self, *, looking: bool = False) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back on an exception.

        Raises DiskFull, DatabaseBusy, Conflict, InvalidInput.
        """
        with Session(self._looking if looking else self.engine, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except OperationalError as error:
                session.rollback()
                if "full" in str(error.orig):
                    raise DiskFull(detail=str(error.orig)) from error
                if "locked" in str(error.orig):
                    raise DatabaseBusy(detail=str(error.orig)) from error
                raise
            except DataError as error:  # PostgreSQL holds no NUL in text, and no number without bound
                session.rollback()
                raise InvalidInput("That holds a character or number that can't be kept.") from error
            except IntegrityError as error:
                session.rollback()
                raise Conflict(detail=str(error.orig)) from error

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do `work` in a session in a worker thread; what it returns is detached and safe to read."""

        def call() -> T:
            with self.session() as session:
                return work(session)

        return await anyio.to_thread.run_sync(call)

    async def read(self, work: Callable[[Session], T]) -> T:
        """Look something up in a worker thread, without waiting for those who write."""

        def call() -> T:
            with self.session(looking=True) as session:
                return work(session)

        return await anyio.to_thread.run_sync(call)

    async def scrub(self) -> None:
        """After a deletion: leave nothing of what was deleted in the database's files."""

        def work() -> None:
            if self.engine.dialect.name == "sqlite":
                # Until its parts are merged, the full-text index keeps the words of deleted passages.
                self._outside_a_transaction("INSERT INTO passage_index(passage_index) VALUES ('optimize')")
                # `secure_delete` overwrites the pages; older copies of them are still in the log.
                self._outside_a_transaction("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                self._outside_a_transaction("VACUUM")

        await anyio.to_thread.run_sync(work)

    def _outside_a_transaction(self, statement: str) -> None:
        connection = self.engine.raw_connection()
        try:
            if self.engine.dialect.name != "sqlite":  # whose transactions only begin where we say
                connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            connection.cursor().execute(statement)
        finally:
            connection.invalidate()  # its settings are not for others

    def close(self) -> None:
        self.engine.dispose()


def migrations() -> Config:
    """Alembic's configuration of our migrations."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Hold the data folder, closed to others: a second tutor would take the first one's turns for interrupted.

    Raises AlreadyRunning.
    """
    make_private(data_dir)
    lock = FileLock(data_dir / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyRunning(detail=str(data_dir)) from error
    try:
        yield
    finally:
        lock.release()


def _begin_sqlite(connection: Connection) -> None:
    # A unit of work takes the write lock first: one that reads, then writes, could be refused at its first write.
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'IMMEDIATE')}")


def _prepare_sqlite(connection: object, record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions begin where we say
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what a learner said survives a power cut, not only a crash
        "foreign_keys=ON",
        "busy_timeout=30000",
        "secure_delete=ON",  # deleted words are gone from the file, not only from the index
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
