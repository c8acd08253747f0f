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
from tutor.store.session import held, migrations

_DATABASE = "tutor.db"
_RECORDING = re.compile(r"recordings/[0-9a-f]{32}\.(webm|ogg|mp4|wav)")


def backup(settings: Settings, target: Path) -> None:
    """Write the database and the recordings to `target`, a zip. Raises UnsafeSettings for another database."""
    database = _sqlite_file(settings)
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
            if settings.recordings_folder.is_dir():
                for file in sorted(settings.recordings_folder.iterdir()):
                    if _RECORDING.fullmatch(name := f"recordings/{file.name}"):
                        archive.write(file, name, zipfile.ZIP_STORED)
            archive.close()
            out.flush()
            os.fsync(out.fileno())
    part.replace(target)


def restore(settings: Settings, source: Path) -> Path | None:
    """Put a backup in the place of what is there. What was there is moved aside, and its folder returned.

    Raises BackupUnusable before anything is changed, AlreadyRunning.
    """
    database = _sqlite_file(settings)
    with held(settings.data_dir), tempfile.TemporaryDirectory(dir=settings.data_dir) as folder:
        fresh = Path(folder)
        try:
            with zipfile.ZipFile(source) as archive:
                names = archive.namelist()
                if _DATABASE not in names:
                    raise BackupUnusable(detail=f"{_DATABASE} is missing")
                for name in names:
                    if name == _DATABASE or _RECORDING.fullmatch(name):
                        archive.extract(name, fresh)
            _check(fresh / _DATABASE)
        except (zipfile.BadZipFile, OSError, EOFError, sqlite3.DatabaseError) as error:
            raise BackupUnusable(detail=str(error)) from error
        aside = _move_aside(settings, database)
        database.parent.mkdir(parents=True, exist_ok=True)
        (fresh / _DATABASE).replace(database)
        if (fresh / "recordings").is_dir():
            (fresh / "recordings").replace(settings.recordings_folder)
    return aside


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


def _move_aside(settings: Settings, database: Path) -> Path | None:
    here = [database.with_name(database.name + end) for end in ("", "-wal", "-shm")] + [settings.recordings_folder]
    here = [path for path in here if path.exists()]
    if not here:
        return None
    aside = settings.data_dir / f"before-restore-{now():%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700)
    for path in here:
        shutil.move(path, aside / path.name)
    return aside


def _sqlite_file(settings: Settings) -> Path:
    url = settings.database
    if not url.startswith("sqlite:///"):
        raise UnsafeSettings(
            "Only a SQLite database is backed up by the tutor.", action="For PostgreSQL use pg_dump and pg_restore."
        )
    return Path(url.removeprefix("sqlite:///"))
