"""Everything that belongs to a learner, exported as a whole (`erasure.py` deletes it).

The tables are found by their foreign keys, so that one added later is neither forgotten nor left behind.
"""

from __future__ import annotations

import csv
import io
import json
import re
import time
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Table, false, select
from sqlmodel import Session, SQLModel, col

from tutor import __version__
from tutor.core.spreadsheet import harmless
from tutor.store.class_tables import Assignment, Classroom, HandIn
from tutor.store.columns import now
from tutor.store.files import Files
from tutor.store.tables import Document, Message

# Not the learner's words: how they sign in, whom they let follow, the log of a stream whose text is in the messages, an
# index of passages.
_NOT_EXPORTED = {
    "account",
    "credential",
    "identity",
    "invitation",
    "share",
    "turnevent",
    "passageterms",
    "passagevector",
}

# How the files of exports begin while they are sent; the rest of their names is made by `tempfile`.
EXPORT_PREFIX = "export-"
_EXPORT = re.compile(rf"{EXPORT_PREFIX}[a-z0-9_]{{8}}")


def clear_away(data_dir: Path, age_s: float = 0.0) -> None:
    """Delete exports that a sudden end has left behind, at least so old."""
    for file in data_dir.iterdir():
        if _EXPORT.fullmatch(file.name) and file.is_file() and time.time() - file.stat().st_mtime >= age_s:
            file.unlink(missing_ok=True)


def rows_of(session: Session, learner_id: str) -> dict[str, list[dict[str, Any]]]:
    """All rows of a learner by table, parents first."""
    return {
        str(table.name): [
            {str(name): value for name, value in row.items()}
            for row in session.connection().execute(select(table).where(mine)).mappings()
        ]
        for table in SQLModel.metadata.sorted_tables
        if table.name not in _NOT_EXPORTED and (mine := belongs(table, learner_id)) is not None
    }


def recordings_of(session: Session, learner_id: str) -> list[str]:
    """The files' names of all recordings of a learner: said in conversations, handed in to classes, and texts to listen to."""
    names = {
        name
        for table in (_table(Message), _table(HandIn), _table(Document))
        for name in session.connection().execute(select(table.c.recording).where(_mine(table, learner_id))).scalars()
    }
    return sorted(filter(None, names))


def handed_in_to(session: Session, teacher_id: str) -> list[str]:
    """The files' names of what was spoken for a teacher's classes, which go when the classes go."""
    wanted = select(col(HandIn.recording)).where(handed_in_to_classes_of(teacher_id))
    return [name for name in session.connection().execute(wanted).scalars() if name]


def handed_in_to_classes_of(teacher_id: str) -> ColumnElement[bool]:
    """The condition on what was handed in to be for a teacher."""
    theirs = (
        select(col(Assignment.id))
        .join(Classroom, col(Classroom.id) == col(Assignment.classroom_id))
        .where(col(Classroom.learner_id) == teacher_id)
    )
    return col(HandIn.assignment_id).in_(theirs)


def message_ids_of(session: Session, learner_id: str) -> list[str]:
    """The ids of all messages of a learner, by which cached speech is found."""
    table = _table(Message)
    return list(session.connection().execute(select(table.c.id).where(_mine(table, learner_id))).scalars())


def as_json(rows: dict[str, list[dict[str, Any]]]) -> bytes:
    """One JSON object: the tables by name, and when and by what version it was written."""
    head = {"tutor": __version__, "exported_at": now()}
    return orjson.dumps(head | rows, option=orjson.OPT_INDENT_2)


def write_archive(
    rows: dict[str, list[dict[str, Any]]], recordings: Iterable[str], files: Files, target: Path, *, csv_only: bool
) -> None:
    """A zip of one CSV a table; whole, also of the JSON and the recordings. Raises FilesUnreachable."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, table in rows.items():
            archive.writestr(f"{name}.csv", _csv(table))
        if csv_only:
            return
        archive.writestr("tutor.json", as_json(rows))
        for name in recordings:
            if (recording := files.read(name)) is not None:
                archive.writestr(f"recordings/{name}", recording)


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    if rows:
        writer.writerow(rows[0])
    writer.writerows(list(_cells(row)) for row in rows)
    return out.getvalue()


def _cells(row: dict[str, Any]) -> Iterator[str]:
    for value in row.values():
        if value is None:
            yield ""
        elif isinstance(value, datetime):
            yield value.isoformat()
        elif isinstance(value, (dict, list)):
            yield json.dumps(value, ensure_ascii=False)
        else:
            yield harmless(value) if isinstance(value, str) else str(value)


def belongs(table: Table, learner_id: str) -> ColumnElement[bool] | None:
    """The condition on a table's rows to be of a learner; None for a table that belongs to nobody."""
    if table.name == "learner":
        return table.c.id == learner_id
    if "learner_id" in table.c:
        return table.c.learner_id == learner_id
    for key in sorted(table.foreign_keys, key=lambda key: bool(key.parent.nullable)):
        parent = key.column.table
        if (mine := belongs(parent, learner_id)) is not None:
            return key.parent.in_(select(key.column).where(mine))
    return None


def _mine(table: Table, learner_id: str) -> ColumnElement[bool]:
    mine = belongs(table, learner_id)
    return false() if mine is None else mine


def _table(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]
