"""Tables that teachers bring: CSV as it comes, line by line, with what is wrong with each."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")

Fault = Literal[
    "unreadable", "no_spanish", "too_long", "nothing_asked", "gap_elsewhere", "no_such_point", "many_alternatives", "twice",
    "too_many", "no_title", "no_text",
]  # fmt: skip
# So much of a bad line is shown.
SHOWN = 80


class BadRow(Exception):
    """What is wrong with a row."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be used, counted from 1, with its beginning."""

    line: int
    fault: Fault
    text: str


@dataclass(slots=True)
class ReadTable(Generic[Row]):
    """The rows that can be used, and the lines that cannot."""

    rows: list[Row] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def read_table(
    text: str, headings: Iterable[str], most: int, read: Callable[[Sequence[str], list[Row]], Row]
) -> ReadTable[Row]:
    """The rows of a table with commas, semicolons or tabs between its cells; a first line of `headings` is skipped.

    `read` makes a row of its cells, and knows those before it. Raises nothing: what is wrong is told line by line.
    """
    found: ReadTable[Row] = ReadTable()
    known = frozenset(headings)
    for n, (line, cells) in enumerate(_lines(text, found)):
        if not any(cells) or (n == 0 and cells[0].lower() in known):
            continue
        try:
            if len(found.rows) >= most:
                raise BadRow("too_many")
            found.rows.append(read([*cells, *[""] * 8], found.rows))
        except BadRow as bad:
            found.bad.append(BadLine(line, bad.fault, ", ".join(filter(None, cells))[:SHOWN]))
    return found


def _lines(text: str, found: ReadTable[Row]) -> Iterator[tuple[int, list[str]]]:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # A sentence has commas too: they part cells only where nothing else does.
    mark = next((m for m in "\t;" if m in text), ",")
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            found.bad.append(BadLine(line, "unreadable", ""))
            return
        yield line, [_tidy(cell) for cell in cells] or [""]


def _tidy(cell: str) -> str:
    """A cell without space around its lines, and one empty line at most between them."""
    lines = "\n".join(" ".join(line.split()) for line in cell.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
