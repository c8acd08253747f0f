"""A copy of everything in one file, taken while the tutor runs, and its way back."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from alembic.script import ScriptDirectory

from tutor import __version__
from tutor.core.errors import BackupUnusable, UnsafeSettings
from tutor.core.settings import Settings
from tutor.store.columns import now
from tutor.store.daily import DailyBackups
from tutor.store.files import open_files
from tutor.store.session import held, migrations

_DATABASE = "tutor.db"
_RECORDING = re.compile(r"recordings/[0-9a-f]{32}\.[a-z0-9]{3,4}")


def backup(settings: Settings, target: Path) -> None:
    """Write the database and the recordings to `target`, a zip.

    Raises UnsafeSettings for another database, FilesUnreachable.
    """
    database, files = _sqlite_file(settings), open_files(settings)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / _DATABASE
        with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(copy)) as still:
            live.backup(still)  # one consistent state, however much is written meanwhile
        part.touch(mode=0o600)
        with part.open("wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("backup.json", json.dumps({"tutor": __version__, "made_at": now().isoformat()}))
            archive.write(copy, _DATABASE)
            for recording in files.names():
                if _RECORDING.fullmatch(name := f"recordings/{recording}") and (content := files.read(recording)):
                    archive.writestr(name, content, zipfile.ZIP_STORED)
            archive.close()
            out.flush()
            os.fsync(out.fileno())
    part.replace(target)


def latest(settings: Settings) -> Path:
    """The latest daily copy that is whole. Raises BackupUnusable where there is none."""
    for file in DailyBackups(_sqlite_file(settings), settings.backups_folder, settings.backup_days).files():
        try:
            _check(file)
        except (BackupUnusable, sqlite3.DatabaseError):
            continue
        return file
    raise BackupUnusable(
        f"There is no backup in {settings.backups_folder}.", action="Name a file made by `tutor backup`."
    )


def restore(settings: Settings, source: Path) -> Path | None:
    """Put a backup in the place of what is there: a zip of `backup`, or a daily copy, which leaves recordings as they are.

    What was there is moved aside, and its folder returned. Raises BackupUnusable before anything is changed,
    AlreadyRunning; FilesUnreachable with the database as it was.
    """
    database, files = _sqlite_file(settings), open_files(settings)
    whole = zipfile.is_zipfile(source)
    with held(settings.data_dir), tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
        fresh = Path(folder)
        try:
            if whole:
                _unpack(source, fresh)
            else:
                shutil.copyfile(source, fresh / _DATABASE)
            _check(fresh / _DATABASE)
        except (zipfile.BadZipFile, OSError, EOFError, sqlite3.DatabaseError) as error:
            raise BackupUnusable(detail=str(error)) from error
        aside = settings.data_dir / f"before-restore-{now():%Y%m%d-%H%M%S-%f}"
        aside.mkdir(mode=0o700)
        if whole:
            files.exchange(fresh / "recordings", aside / "recordings")
        _move_aside(settings, database, aside)
        database.parent.mkdir(parents=True, exist_ok=True)
        (fresh / _DATABASE).replace(database)
    if any(aside.iterdir()):
        return aside
    aside.rmdir()
    return None


def _check(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise BackupUnusable(detail=found)
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        known = {r.revision for r in ScriptDirectory.from_config(migrations()).walk_revisions()}
        if revision not in known:
            raise BackupUnusable(
                "That backup was made by a newer version of Tutor.", action="Update Tutor, then restore it again."
            )


def _unpack(source: Path, into: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        if _DATABASE not in names:
            raise BackupUnusable(detail=f"{_DATABASE} is missing")
        for name in names:
            if name == _DATABASE or _RECORDING.fullmatch(name):
                archive.extract(name, into)


def _move_aside(settings: Settings, database: Path, aside: Path) -> None:
    here = [database.with_name(database.name + end) for end in ("", "-wal", "-shm")]
    # Later copies as well: what the restored database does not have would be taken from them as if it were deleted.
    for path in [*here, settings.backups_folder]:
        if path.exists():
            shutil.move(path, aside / path.name)


def _sqlite_file(settings: Settings) -> Path:
    url = settings.database
    if not url.startswith("sqlite:///"):
        raise UnsafeSettings(
            "Only a SQLite database is backed up by the tutor.", action="For PostgreSQL use pg_dump and pg_restore."
        )
    return Path(url.removeprefix("sqlite:///"))
