"""A copy of the database each day, the last ones kept; what is deleted goes from the copies too."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import sqlite3
import threading
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import anyio.to_thread
from sqlmodel import SQLModel

from tutor.core.reserve import RESERVE_BYTES
from tutor.core.settings import Settings

log = logging.getLogger(__name__)

_NAME = re.compile(r"tutor-\d{4}-\d\d-\d\d\.db")
# How often it is seen whether a day has begun, in seconds.
LOOK_S = 1800.0
# Rows of these go with those that they belong to, and are many.
_GO_ALONG = {"turn", "turnevent", "passage", "passageterms", "passagevector"}
# Words that are changed or emptied in a row that stays.
_CHANGED = {
    "message": ("sources",),
    "conversation": ("summary",),
    "fact": ("text",),
    "document": ("length",),
    "learner": ("goal", "remote_hosts"),
    "classroom": ("name", "code"),
    "assignment": ("title", "note"),
    "handin": ("recording", "comment", "mark"),
    "taughtlist": ("title", "rows"),
}


class DailyBackups:
    """The copies of an SQLite database in a folder of their own. Every method blocks: call it in a worker thread."""

    def __init__(self, database: Path, folder: Path, keep: int) -> None:
        self._database = database
        self._folder = folder
        self._keep = keep
        self._one = threading.Lock()

    @classmethod
    def of(cls, settings: Settings) -> DailyBackups | None:
        """Those of a tutor, if it is to keep any: PostgreSQL has its own ways."""
        if not settings.backup_days or not settings.database.startswith("sqlite:///"):
            return None
        database = Path(settings.database.removeprefix("sqlite:///"))
        return cls(database, settings.backups_folder, settings.backup_days)

    def files(self) -> list[Path]:
        """The copies there are, the latest first."""
        if not self._folder.is_dir():
            return []
        return sorted((f for f in self._folder.iterdir() if _NAME.fullmatch(f.name)), reverse=True)

    def make(self, today: date) -> Path | None:
        """Today's copy, unless it is there or the disk has no room. One that is not whole is not kept."""
        target = self._folder / f"tutor-{today.isoformat()}.db"
        with self._one:
            if target.exists():
                return None
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if shutil.disk_usage(self._folder).free < self._database.stat().st_size + 4 * RESERVE_BYTES:
                log.warning("the disk has no room for today's backup")
                return None
            part = target.with_name(f"{target.name}.part")
            try:
                part.touch(mode=0o600)
                copy(self._database, part)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
            for old in self.files()[self._keep :]:
                old.unlink()
        return target

    def honour(self) -> None:
        """Take from each copy what is no longer in the database; a copy of which that is impossible goes."""
        with self._one:
            for file in self.files():
                try:
                    _take_away(file, self._database)
                except (sqlite3.Error, OSError) as error:
                    log.warning("a backup went, since what was deleted could not be taken from it: %s", error)
                    for left in (file, file.with_name(f"{file.name}-journal")):
                        left.unlink(missing_ok=True)

    async def keep_making(self) -> None:
        """Make one a day, for as long as the tutor runs."""
        with suppress(OSError):
            await anyio.to_thread.run_sync(self.honour)  # of what was deleted when it ended
        while True:
            try:
                await anyio.to_thread.run_sync(self.make, date.today())
            except (sqlite3.Error, OSError) as error:
                log.warning("there is no backup of today: %s", error)
            await asyncio.sleep(LOOK_S)


def copy(database: Path, target: Path) -> None:
    """One consistent state of a database that is in use, in one file. Raises sqlite3.Error for a damaged one."""
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(target)) as still:
        live.backup(still)
        still.execute("PRAGMA journal_mode=DELETE")  # else whoever opens it leaves files beside it
        found = still.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)


def _take_away(file: Path, database: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None, uri=True)) as copy:
        for pragma in ("secure_delete=ON", "foreign_keys=ON", "temp_store=MEMORY"):
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("ATTACH ? AS live", [f"{database.absolute().as_uri()}?mode=ro"])
        there = {name for (name,) in copy.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")}
        copy.execute("BEGIN")  # immediate, it would also keep others from writing to the database itself
        before = copy.total_changes
        for table in SQLModel.metadata.sorted_tables:
            if table.name in there and table.name not in _GO_ALONG:
                same = " AND ".join(f"kept.{key.name} = main.{table.name}.{key.name}" for key in table.primary_key)
                gone = f"NOT EXISTS (SELECT 1 FROM live.{table.name} AS kept WHERE {same})"  # noqa: S608
                copy.execute(f"DELETE FROM main.{table.name} WHERE {gone}")  # noqa: S608
                _change(copy, table.name, same)
        if "turnevent" in there:  # what is quoted of a document that is gone
            known = "SELECT 1 FROM live.turnevent AS kept WHERE kept.turn_id = e.turn_id AND kept.seq = e.seq"
            copy.execute(f"DELETE FROM main.turnevent AS e WHERE name = 'sources' AND NOT EXISTS ({known})")  # noqa: S608
        changed = copy.total_changes > before
        copy.execute("COMMIT")
        if changed and "passage_index" in there:  # until its parts are merged it keeps deleted words
            copy.execute("INSERT INTO main.passage_index(passage_index) VALUES ('optimize')")


def _change(copy: sqlite3.Connection, table: str, same: str) -> None:
    """The words that were changed in rows of a table."""
    here = {row[1] for row in copy.execute(f"PRAGMA main.table_info({table})")}
    for column in _CHANGED.get(table, ()):
        if column in here:
            now = f"(SELECT kept.{column} FROM live.{table} AS kept WHERE {same})"  # noqa: S608
            copy.execute(f"UPDATE main.{table} SET {column} = {now} WHERE {column} IS NOT {now}")  # noqa: S608
