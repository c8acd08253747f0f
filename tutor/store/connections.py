"""How a database is connected to: SQLite safely, PostgreSQL by connections that are kept."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

if TYPE_CHECKING:
    import psycopg

# Connections to PostgreSQL that a tutor keeps, and no more: to make one costs the server more than several statements. Of the
# 100 that it takes as it comes, six replicas so have theirs.
CONNECTIONS = 16
# A connection that was used so lately is not asked whether it still is one, in seconds.
SURE_S = 10.0


def connected(url: str) -> tuple[Engine, Engine]:
    """The engine of a database, and the same for those who only look."""
    # Statements are logged with errors; what learners said must not be.
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine, engine.execution_options(begin="DEFERRED")
    # The connection that was used last first: the others rest, and nobody waits for all of them to be made.
    engine = create_engine(url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0, pool_use_lifo=True)
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", _see_that_it_lives)
    # A statement sees what was stored before it, in a transaction or not: without one, nothing is asked around it.
    return engine, engine.execution_options(isolation_level="AUTOCOMMIT")


def _note_use(connection: object, record: ConnectionPoolEntry) -> None:
    record.info["used"] = time.monotonic()


def _see_that_it_lives(connection: psycopg.Connection, record: ConnectionPoolEntry, fairy: object) -> None:
    """Have a connection replaced that has ended since it was used. Raises InvalidatePoolError.

    One that the server has ended, or the system with the server, has something to read, which is seen without asking anybody.
    """
    used = record.info.get("used")
    if used is None or (time.monotonic() - used < SURE_S and not _something_came(connection)):
        return
    try:
        connection.autocommit = True  # without a transaction around it
        connection.execute("SELECT 1")
        connection.autocommit = False
    except connection.Error as error:
        raise InvalidatePoolError from error


def _something_came(connection: psycopg.Connection) -> bool:
    if not hasattr(select, "poll"):  # Windows
        return True
    looked = select.poll()
    looked.register(connection.fileno(), select.POLLIN)
    return bool(looked.poll(0))


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
