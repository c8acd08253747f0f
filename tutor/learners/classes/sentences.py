"""A teacher's own sentences to practise, read from tables and given to classes. Each function is one unit of work.

A row is `{"spanish", "translation", "also", "gap", "point"}`: `also` are other whole sentences that are right, `gap` is the part
of the Spanish that is asked for, `point` what of the map it is about; both may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from tutor.core.errors import InvalidInput, NotFound
from tutor.core.levels import Level
from tutor.exercises.item import GAP, Item
from tutor.exercises.syllabus import syllabus
from tutor.learners.classes.assignments import assignments_of
from tutor.learners.classes.tables import BadRow, ReadTable, read_table
from tutor.store.class_tables import Classroom, ClassSentences, Membership, TaughtSentences
from tutor.store.columns import now

MOST_SETS, MOST_ROWS, MOST_ALSO, LONGEST, MOST_SHARED = 200, 300, 6, 300, 60
COLUMNS = ("spanish", "translation", "alternatives", "gap", "point")
_HEADINGS = ("spanish", "español", "espanol", "spanisch", "espagnol", "spagnolo", "espanhol", "sentence", "frase")

SentenceRow = dict[str, Any]


def read_sentences(text: str) -> ReadTable[SentenceRow]:
    """Sentences of a table: Spanish, translation, alternatives with | between them, gap, point."""
    return read_table(text, _HEADINGS, MOST_ROWS, _row)


def _row(cells: Sequence[str], before: list[SentenceRow]) -> SentenceRow:
    spanish, translation, alternatives, gap, point = (" ".join(cell.split()) for cell in cells[:5])
    also = [one.strip() for one in alternatives.split("|") if one.strip()]
    if not spanish:
        raise BadRow("no_spanish")
    if max(map(len, (spanish, translation, gap, *also))) > LONGEST:
        raise BadRow("too_long")
    if len(also) > MOST_ALSO:
        raise BadRow("many_alternatives")
    if not translation and not gap:
        raise BadRow("nothing_asked")
    if gap and _gap(spanish, gap) is None:
        raise BadRow("gap_elsewhere")
    if point and point not in syllabus().by_id:
        raise BadRow("no_such_point")
    if any(row["spanish"] == spanish and row["gap"] == gap for row in before):
        raise BadRow("twice")
    return {"spanish": spanish, "translation": translation, "also": also, "gap": gap, "point": point}


def _gap(spanish: str, gap: str) -> tuple[str, str] | None:
    """What stands before and after the words that are asked for; None where they do not stand in the sentence."""
    found = re.search(rf"(?<!\w){re.escape(gap)}(?!\w)", spanish)
    return (spanish[: found.start()], spanish[found.end() :]) if found else None


def item_of_row(set_id: str, number: int, row: SentenceRow) -> Item:
    """A sentence as an exercise: its gap to be filled, else its translation to be written in Spanish."""
    point = syllabus().by_id.get(row["point"])
    gap = _gap(row["spanish"], row["gap"]) if row["gap"] else None
    return Item(
        id=f"{'cloze' if gap else 'translate'}.class.{set_id}.{number}",
        kind="cloze" if gap else "translate",
        point=point.id if point else "",
        level=point.level if point else Level.A1,
        prompt=f"{gap[0]}{GAP}{gap[1]}" if gap else row["translation"],
        answers=(row["gap"],) if gap else (row["spanish"], *row["also"]),
        sentence=row["spanish"],
        english=row["translation"] if gap else "",
        gap=gap or ("", ""),
        also=tuple(row["also"]),
    )


def as_cells(row: SentenceRow) -> list[str]:
    """A row as the cells of a table."""
    return [row["spanish"], row["translation"], "|".join(row["also"]), row["gap"], row["point"]]


def sets_of(session: Session, teacher_id: str) -> list[TaughtSentences]:
    """A teacher's sets of sentences, the newest first."""
    mine = select(TaughtSentences).where(TaughtSentences.learner_id == teacher_id)
    return list(session.exec(mine.order_by(col(TaughtSentences.created_at).desc(), col(TaughtSentences.id))))


def own_set(session: Session, teacher_id: str, set_id: str) -> TaughtSentences:
    """A set of this teacher's. Raises NotFound."""
    found = session.get(TaughtSentences, set_id)
    if found is None or found.learner_id != teacher_id:
        raise NotFound("Those sentences do not exist, or no longer do.", action="Choose others.")
    return found


def add_set(session: Session, teacher_id: str, title: str, rows: list[SentenceRow]) -> TaughtSentences:
    """Keep sentences. Raises InvalidInput."""
    if session.exec(select(func.count()).where(TaughtSentences.learner_id == teacher_id)).one() >= MOST_SETS:
        raise InvalidInput(f"You have {MOST_SETS} sets of sentences.", action="Delete one of them first.")
    made = TaughtSentences(learner_id=teacher_id, title=title, rows=rows)
    session.add(made)
    session.flush()
    return made


def classes_with(session: Session, set_id: str) -> list[ClassSentences]:
    """The classes that a set was given to."""
    return list(session.exec(select(ClassSentences).where(ClassSentences.set_id == set_id)))


def share(session: Session, kept: TaughtSentences, classroom: Classroom) -> None:
    """Give a class the sentences as they are now. Raises InvalidInput."""
    found = session.get(ClassSentences, (classroom.id, kept.id))
    if found is None:
        there = session.exec(select(func.count()).where(ClassSentences.classroom_id == classroom.id)).one()
        if there >= MOST_SHARED:
            raise InvalidInput(f"The class has {MOST_SHARED} sets of sentences.", action="Take one of them back first.")
        found = ClassSentences(classroom_id=classroom.id, set_id=kept.id, title=kept.title)
    found.title, found.rows, found.listed, found.published_at = kept.title, kept.rows, True, now()
    session.add(found)
    session.flush()


def take_back(session: Session, given: ClassSentences) -> None:
    """Take sentences back from a class; for what was assigned they can still be practised."""
    if _assigned(session, given):
        given.listed = False
    else:
        session.delete(given)


def class_set(session: Session, classroom_id: str, set_id: str) -> ClassSentences:
    """A set as a class has it. Raises NotFound."""
    found = session.get(ClassSentences, (classroom_id, set_id))
    if found is None or not (found.listed or _assigned(session, found)):
        raise NotFound("Your class does not have those sentences, or no longer does.", action="Choose others.")
    return found


def sets_in(session: Session, classroom_id: str) -> list[ClassSentences]:
    """All that a class has to practise, the latest first."""
    mine = select(ClassSentences).where(ClassSentences.classroom_id == classroom_id)
    found = session.exec(mine.order_by(col(ClassSentences.published_at).desc(), col(ClassSentences.set_id)))
    return [one for one in found if one.listed or _assigned(session, one)]


def attends(session: Session, learner_id: str, classroom_id: str) -> None:
    """Raises NotFound for who is not in the class."""
    if session.get(Membership, (classroom_id, learner_id)) is None:
        raise NotFound("That class does not exist, or you are not in it.", action="Choose one of yours.")


def _assigned(session: Session, given: ClassSentences) -> bool:
    tasks = (one for one in assignments_of(session, given.classroom_id) if one.kind == "sentences")
    return any(one.what.get("set_id") == given.set_id for one in tasks)
