"""A teacher's sentences and texts as they go over the wire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from pydantic import StringConstraints

from tutor.api.schemas import Sent, Strict, Title
from tutor.learners.classes.sentences import as_cells
from tutor.learners.classes.tables import Fault, ReadTable
from tutor.store.class_tables import ClassSentences, TaughtSentences

TableText = Annotated[str, StringConstraints(max_length=1_000_000)]
# So much of a text is shown before it is kept.
SHOWN = 120


class TableIn(Strict):
    """A table: CSV, semicolons or tabs."""

    text: TableText


class SentenceSetIn(TableIn):
    """`text` has a sentence a line: Spanish, translation, alternatives with | between, gap, point. `skip_bad` leaves out the
    lines that cannot be used."""

    title: Title
    skip_bad: bool = False


class TextsIn(TableIn):
    """`text` has a text a row: title, text."""

    skip_bad: bool = False


class BadLineOut(Sent):
    """A line that cannot be used, counted from 1."""

    line: int
    fault: Fault
    text: str


class TablePreview(Sent):
    """What a table would give, as cells, and what it would not."""

    rows: list[list[str]]
    bad: list[BadLineOut]

    @classmethod
    def of_sentences(cls, found: ReadTable[dict[str, Any]]) -> TablePreview:
        return cls(rows=[as_cells(row) for row in found.rows], bad=_bad(found))

    @classmethod
    def of_texts(cls, found: ReadTable[tuple[str, str]]) -> TablePreview:
        return cls(rows=[[title, text[:SHOWN]] for title, text in found.rows], bad=_bad(found))


def _bad(found: ReadTable[Any]) -> list[BadLineOut]:
    return [BadLineOut.model_validate(asdict(line)) for line in found.bad]


class SentenceSetOut(Sent):
    """A set of the teacher's; `class_ids` have it."""

    id: str
    title: str
    rows: list[list[str]]
    class_ids: list[str]
    created_at: datetime

    @classmethod
    def of(cls, kept: TaughtSentences, given: Sequence[ClassSentences]) -> SentenceSetOut:
        return cls(
            id=kept.id,
            title=kept.title,
            rows=[as_cells(row) for row in kept.rows],
            class_ids=[one.classroom_id for one in given if one.listed],
            created_at=kept.created_at,
        )


class ClassSetOut(Sent):
    """Sentences that a class has to practise."""

    id: str
    title: str
    count: int

    @classmethod
    def of(cls, given: ClassSentences) -> ClassSetOut:
        return cls(id=given.set_id, title=given.title, count=len(given.rows))


class TextsOut(Sent):
    document_ids: list[str]
