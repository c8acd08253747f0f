"""Room for one more where rows would else become ever more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, col
from sqlmodel.sql.expression import SelectOfScalar


def forget_oldest(session: Session, mine: SelectOfScalar[Any], since: datetime, most: int) -> None:
    """Delete the oldest of these rows, by the column `since`, so that with one more there are so many at most."""
    for old in session.exec(mine.order_by(col(since).desc()).offset(most - 1)):
        session.delete(old)
