"""Deletes much in parts, so that nobody waits long to write: SQLite has one writer at a time."""

from __future__ import annotations

from time import monotonic

from sqlalchemy import ColumnElement, Table, tuple_
from sqlalchemy import select as select_columns
from sqlmodel import Session

from tutor.store.session import Store

# Rows of the first part; of the largest; and how long one may take, in seconds, the commit not counted.
FIRST, MOST = 50, 500
PART_S = 0.02


async def delete_rows(store: Store, table: Table, which: ColumnElement[bool]) -> None:
    """Delete the rows of a condition; others write in between. What refers to them is to be deleted before."""
    size = FIRST
    key = list(table.primary_key)

    def part(session: Session) -> tuple[int, float]:
        began = monotonic()
        some = session.connection().execute(select_columns(*key).where(which).limit(size)).all()
        if some:
            one = len(key) == 1
            chosen = key[0].in_([row[0] for row in some]) if one else tuple_(*key).in_([tuple(row) for row in some])
            session.connection().execute(table.delete().where(chosen))
        return len(some), monotonic() - began

    while True:
        deleted, took = await store.run(part)
        if deleted < size:
            return
        size = min(MOST, size * 2) if took < PART_S / 2 else max(FIRST, size // 2) if took > PART_S else size
