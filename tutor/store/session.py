"""Opens the database: safe SQLite settings, migrations on start, one short session a unit of work."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import anyio.to_thread
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from filelock import FileLock, Timeout
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, OperationalError
from sqlmodel import Session

from tutor.core.errors import (
    AlreadyRunning,
    Conflict,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseEmptied,
    DatabaseTooNew,
    DatabaseUnreachable,
    DiskFull,
    FolderUnusable,
    InvalidInput,
    TutorError,
)
from tutor.core.private import close_to_others, make_private
from tutor.store.connections import connected

log = logging.getLogger(__name__)

T = TypeVar("T")
# How long a program that was killed may still hold its database, in seconds.
LET_GO_S = 5.0
# Any number, so long as it stays the same.
_LOCK = 7_205_511_463
_MIGRATING = 7_205_511_464
# How long a start may look for damage, in seconds.
CHECK_S = 3.0


class Store:
    """The database. `run` does a unit of work in a worker thread and commits it durably; `read` only looks.

    SQLite has one writer at a time and lets those who wait ask again and again: here they are served as they came, and
    take no thread while they wait. Whoever has much to write does so in parts, and others come in between.
    """

    def __init__(self, url: str) -> None:
        if url.startswith("sqlite:///"):
            file = Path(url.removeprefix("sqlite:///"))
            _prepare_file(file)
        self.engine, self._looking = connected(url)
        self._writing = asyncio.Lock()
        # What readers keep between sessions: histories of answers, by learner and point; goals reached, by conversation;
        # the sum of what learners say of corrections.
        self._kept: dict[str, object] = {"histories": {}, "goals": {}, "votes": {}}
        self._soon: dict[str, asyncio.Task[None]] = {}

    def migrate(self) -> None:
        """Bring the schema to this program's version.

        Raises DatabaseTooNew when it is ahead of it, DatabaseDamaged, DatabaseUnreachable.
        """
        with _in_plain_words():
            self._check()
            self._migrate()

    def _check(self) -> None:
        """See that SQLite can read its file, for some seconds at most. Raises DatabaseDamaged."""
        if self.engine.dialect.name != "sqlite":
            return
        until = time.monotonic() + CHECK_S
        with self._looking.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_progress_handler(lambda: time.monotonic() > until, 100_000)
            try:
                found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            except OperationalError as error:
                if "interrupted" not in str(error.orig):
                    raise
                found = "ok"  # a large one: as far as was looked
            finally:
                raw.set_progress_handler(None, 0)
        if found != "ok":
            raise DatabaseDamaged(detail=str(found))

    def _migrate(self) -> None:
        config = migrations()
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":  # several tutors may start at once
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
            if inspect(connection).has_table("alembic_version"):
                current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                if current is not None and current not in known:
                    raise DatabaseTooNew(detail=str(current))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    @contextmanager
    def session(self, *, looking: bool = False) -> Iterator[Session]:
        """One unit of work: committed at the end, rolled back on an exception.

        Raises DiskFull, DatabaseBusy, DatabaseDamaged, DatabaseUnreachable, Conflict, InvalidInput.
        """
        engine = self._looking if looking else self.engine
        with _in_plain_words(), Session(engine, expire_on_commit=False, info=self._kept) as session:
            yield session
            session.commit()

    async def run(self, work: Callable[[Session], T]) -> T:
        """Do `work` in a session in a worker thread; what it returns is detached and safe to read."""

        def call() -> T:
            with self.session() as session:
                return work(session)

        if self.engine.dialect.name != "sqlite":
            return await anyio.to_thread.run_sync(call)
        async with self._writing:
            return await anyio.to_thread.run_sync(call)

    def soon(self, name: str, work: Callable[[Session], object]) -> None:
        """Do `work` when it is its turn, while nobody waits for it; not again while it waits. Failing is logged only."""
        self.soon_doing(name, lambda: self.run(work))

    def soon_doing(self, name: str, doing: Callable[[], Awaitable[object]]) -> None:
        """The same of something that takes several sessions."""

        async def call() -> None:
            try:
                await doing()
            except Exception as error:
                log.warning("something was not noted", extra={"what": name, "why": str(error)})
            finally:
                self._soon.pop(name, None)

        if name not in self._soon:
            self._soon[name] = asyncio.create_task(call())

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

    @contextmanager
    def held(self, *, shared: bool = False) -> Iterator[None]:
        """Hold a PostgreSQL database, which the lock on the data folder does not. Raises AlreadyRunning.

        `shared` is together with others who share it. A program that has just been killed lets go after a moment.
        """
        if self.engine.dialect.name != "postgresql":
            yield
            return
        until = time.monotonic() + LET_GO_S
        lock = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while not connection.execute(text(f"SELECT {lock}(:key)"), {"key": _LOCK}).scalar():
                if time.monotonic() > until:
                    raise AlreadyRunning(
                        "Another tutor is already working with this database.",
                        action="Stop it, or give this one a database of its own with TUTOR_DATABASE_URL.",
                    )
                time.sleep(0.1)
            try:
                yield
            finally:
                connection.invalidate()  # its end lets go, also of a database that no longer answers

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Errors of the database as those of the tutor."""
    try:
        yield
    except DataError as error:  # PostgreSQL holds no NUL in text, and no number without bound
        raise InvalidInput("That holds a character or number that can't be kept.") from error
    except IntegrityError as error:
        raise Conflict(detail=str(error.orig)) from error
    except DatabaseError as error:
        kind = _kind(error)
        if kind is None:
            raise
        raise kind(detail=str(error.orig)) from error


def _kind(error: DatabaseError) -> type[TutorError] | None:
    said = str(error.orig)
    for part, kind in _SQLITE_SAYS.items():
        if part in said:
            return kind
    gone = error.connection_invalidated or type(error.orig).__module__.startswith("psycopg")
    return DatabaseUnreachable if gone and isinstance(error, OperationalError) else None


# Parts of SQLite's own messages: its codes come with Python 3.11 only from some calls.
_SQLITE_SAYS: dict[str, type[TutorError]] = {
    "is full": DiskFull,
    "is locked": DatabaseBusy,
    "malformed": DatabaseDamaged,
    "not a database": DatabaseDamaged,
    "readonly database": FolderUnusable,
    "unable to open database": FolderUnusable,
}


def _prepare_file(file: Path) -> None:
    """Make SQLite's file before SQLite makes it, closed to others. Raises DatabaseEmptied, FolderUnusable."""
    recordings = file.parent / "recordings"
    if file.exists() and not file.stat().st_size and recordings.is_dir() and any(recordings.iterdir()):
        raise DatabaseEmptied(detail=str(file))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)  # its log files take after it
    except OSError as error:
        raise FolderUnusable(detail=str(error)) from error
    close_to_others(file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def migrations() -> Config:
    """Alembic's configuration of our migrations."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


@contextmanager
def held(data_dir: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the data folder, closed to others: a second tutor would take the first one's turns for interrupted.

    `shared` leaves it to the database who may work with it. Raises AlreadyRunning, FolderUnusable.
    """
    lock = None if shared else FileLock(data_dir / ".lock")
    try:
        make_private(data_dir)
        if lock:
            lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyRunning(detail=str(data_dir)) from error
    except OSError as error:
        raise FolderUnusable(detail=str(error)) from error
    try:
        yield
    finally:
        if lock:
            lock.release()
