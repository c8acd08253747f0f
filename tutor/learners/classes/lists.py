"""A teacher's own lists of words and sentences. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

import csv
import io

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput, NotFound
from tutor.store.class_tables import TaughtList

MOST_LISTS, MOST_ROWS, LONGEST_CELL = 200, 300, 300
_HEADINGS = frozenset(("word", "palabra", "front", "spanish", "español", "espanol"))


def read_rows(text: str) -> list[list[str]]:
    """Rows of (Spanish, meaning, example): one a line, with commas, semicolons or tabs between; a heading is skipped.

    Raises InvalidInput where there is none, or too much.
    """
    lines = [line for line in text.removeprefix("\ufeff").splitlines() if line.strip()]
    if len(lines) > MOST_ROWS + 1:
        raise InvalidInput(f"A list can have {MOST_ROWS} rows.", action="Make several lists of it.")
    # A sentence has commas too: they part cells only where nothing else does.
    mark = next((m for m in "\t;" if any(m in line for line in lines)), ",")
    try:
        read = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    except csv.Error as error:
        raise InvalidInput("That is no list.", action="Write one word or sentence a line.") from error
    rows = []
    for n, row in enumerate(read):
        cells = [" ".join(cell.split()) for cell in (*row, "", "", "")[:3]]
        if not cells[0] or (n == 0 and cells[0].lower() in _HEADINGS):
            continue
        if max(map(len, cells)) > LONGEST_CELL:
            raise InvalidInput(f"Row {n + 1} is too long.", action=f"A cell can have {LONGEST_CELL} characters.")
        rows.append(cells)
    if not rows:
        raise InvalidInput("The list is empty.", action="Write one word or sentence a line, its meaning behind it.")
    return rows


def lists_of(session: Session, teacher_id: str) -> list[TaughtList]:
    """A teacher's lists, the newest first."""
    mine = select(TaughtList).where(TaughtList.learner_id == teacher_id)
    return list(session.exec(mine.order_by(col(TaughtList.created_at).desc(), col(TaughtList.id))))


def list_of(session: Session, teacher_id: str, list_id: str) -> TaughtList:
    """A list of this teacher's. Raises NotFound."""
    found = session.get(TaughtList, list_id)
    if found is None or found.learner_id != teacher_id:
        raise NotFound("That list does not exist, or no longer does.", action="Choose another one.")
    return found


def add_list(session: Session, teacher_id: str, title: str, rows: list[list[str]]) -> TaughtList:
    """Keep a list. Raises InvalidInput."""
    if session.exec(select(func.count()).where(TaughtList.learner_id == teacher_id)).one() >= MOST_LISTS:
        raise InvalidInput(f"You have {MOST_LISTS} lists.", action="Delete one of them first.")
    made = TaughtList(learner_id=teacher_id, title=title, rows=rows)
    session.add(made)
    return made
