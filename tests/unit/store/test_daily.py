"""A copy a day, the last ones kept, whole, and without what was deleted since."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, delete, select

from tutor.reading.terms import terms
from tutor.store.daily import DailyBackups
from tutor.store.session import Store
from tutor.store.tables import Conversation, Document, Fact, Learner, Message, Passage, PassageTerms, Turn, TurnEvent

DAY = date(2026, 11, 29)
SECRET, KEPT = "Murciélago inconfundible 47", "Esto se queda aquí"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        fill(session)
    yield store
    store.close()


@pytest.fixture
def backups(store: Store, tmp_path: Path) -> DailyBackups:
    return DailyBackups(tmp_path / "tutor.db", tmp_path / "backups", 7)


def fill(session: Session) -> None:
    for learner in ("ana", "bea"):
        session.add(Learner(id=learner))
    session.flush()
    for id, learner, text in (("1", "ana", SECRET), ("2", "ana", KEPT), ("3", "bea", KEPT)):
        session.add(Conversation(id=id, learner_id=learner, title="t", level="A2", scenario_id="charla", summary=text))
        session.flush()
        session.add(Turn(id=id, conversation_id=id))
        session.flush()
        session.add(Message(id=id, conversation_id=id, turn_id=id, position=1, role="learner", text=text))
        session.add(TurnEvent(turn_id=id, seq=1, name="token", data={"text": text}))
        session.add(TurnEvent(turn_id=id, seq=2, name="sources", data={"text": text}))
    session.add(Fact(id="1", learner_id="ana", kind="other", text=SECRET))
    session.add(Document(id="1", learner_id="ana", title=SECRET, kind="text", level="A2", words=1, length=1))
    session.flush()
    passage = Passage(document_id="1", position=1, text=SECRET, level="A2")
    session.add(passage)
    session.flush()
    session.add(PassageTerms(passage_id=passage.id or 0, terms=terms(SECRET)))


def traces(folder: Path, words: str) -> list[str]:
    found = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in found if words.encode() in file.read_bytes()]


def test_one_a_day_and_the_last_ones_stay(backups: DailyBackups) -> None:
    made = [backups.make(DAY + timedelta(days=n)) for n in range(10)]
    assert backups.make(DAY + timedelta(days=9)) is None  # there is one
    assert backups.files() == made[:2:-1]
    with closing(sqlite3.connect(backups.files()[0])) as copy:
        assert copy.execute("SELECT text FROM message WHERE id = '2'").fetchone() == (KEPT,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {file.stat().st_mode & 0o077 for file in backups.files()} == {0}
    assert {file.name for file in backups.files()[0].parent.iterdir()} == {file.name for file in backups.files()}


def test_a_clock_that_jumps_costs_no_copy(backups: DailyBackups) -> None:
    for n in range(7):
        backups.make(DAY + timedelta(days=n))
    right = set(backups.files())
    backups.make(date(1970, 1, 1))
    assert set(backups.files()) == right
    backups.make(date(2106, 2, 7))
    assert len(right & set(backups.files())) == 6


async def test_it_is_one_state_however_much_is_written_meanwhile(store: Store, backups: DailyBackups) -> None:
    def write(session: Session) -> None:
        for _ in range(5):
            session.add(Message(conversation_id="2", position=2, role="learner", text="x" * 1000))

    writing = asyncio.gather(*(store.run(write) for _ in range(40)))
    file = await asyncio.to_thread(backups.make, DAY)
    await writing
    assert file
    with closing(sqlite3.connect(file)) as copy:
        assert copy.execute("SELECT count(*) FROM message").fetchone()[0] % 5 == 3
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_what_is_deleted_goes_from_the_copies_and_nothing_else(store: Store, backups: DailyBackups) -> None:
    for n in range(3):
        backups.make(DAY + timedelta(days=n))

    def remove(session: Session) -> None:
        for row in (session.get_one(Conversation, "1"), session.get_one(Document, "1")):
            session.delete(row)
        session.get_one(Fact, "1").text = "otra cosa"
        session.connection().execute(delete(TurnEvent).where(TurnEvent.name == "sources"))

    folder = backups.files()[0].parent
    assert len(traces(folder, SECRET)) == 3
    await store.run(remove)
    backups.honour()
    assert traces(folder, SECRET) == []
    assert traces(folder, SECRET.split()[0].lower().replace("é", "e")) == []  # of the index
    assert len(traces(folder, KEPT)) == 3
    for file in backups.files():
        with closing(sqlite3.connect(file)) as copy:
            assert copy.execute("SELECT id FROM message ORDER BY id").fetchall() == [("2",), ("3",)]
            assert copy.execute("SELECT count(*) FROM turnevent").fetchone() == (2,)
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert copy.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_a_person_who_is_removed_goes_from_the_copies(store: Store, backups: DailyBackups) -> None:
    backups.make(DAY)
    await store.run(lambda session: session.delete(session.get_one(Learner, "ana")))
    backups.honour()
    with closing(sqlite3.connect(backups.files()[0])) as copy:
        assert copy.execute("SELECT id FROM learner").fetchall() == [("bea",)]
    assert traces(backups.files()[0].parent, SECRET) == []


def test_nobody_waits_to_write_meanwhile(store: Store, backups: DailyBackups, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.make(DAY)
    asked: list[str] = []

    def write_as_well(copy: sqlite3.Connection, table: str, same: str) -> None:
        with store.session() as session:  # has to wait for nobody
            session.get_one(Learner, "ana").name = table
        asked.append(table)

    monkeypatch.setattr("tutor.store.daily._change", write_as_well)
    backups.honour()
    assert "learner" in asked
    assert len(backups.files()) == 1


def test_what_was_said_since_is_not_put_into_the_copies(store: Store, backups: DailyBackups) -> None:
    backups.make(DAY)
    with store.session() as session:
        session.add(Conversation(learner_id="bea", title="later", level="A2", scenario_id="charla"))
    backups.honour()
    with closing(sqlite3.connect(backups.files()[0])) as copy:
        assert copy.execute("SELECT count(*) FROM conversation").fetchone() == (3,)


def test_a_copy_from_which_nothing_can_be_taken_goes(store: Store, backups: DailyBackups) -> None:
    good, bad = backups.make(DAY), backups.make(DAY + timedelta(days=1))
    assert bad
    bad.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    backups.honour()
    assert backups.files() == [good]


def test_a_damaged_database_makes_no_copy_and_costs_none(store: Store, backups: DailyBackups, tmp_path: Path) -> None:
    good = backups.make(DAY)
    with store.session() as session:
        assert session.exec(select(Learner)).all()
    store.close()
    for end in ("-wal", "-shm"):
        (tmp_path / f"tutor.db{end}").unlink(missing_ok=True)
    data = (tmp_path / "tutor.db").read_bytes()
    (tmp_path / "tutor.db").write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    with pytest.raises(sqlite3.Error):
        backups.make(DAY + timedelta(days=1))
    assert backups.files() == [good]
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [good.name if good else ""]


def test_a_copy_of_an_older_version_loses_what_it_has_in_common(store: Store, backups: DailyBackups) -> None:
    backups.make(DAY)
    with closing(sqlite3.connect(backups.files()[0])) as copy, copy:
        copy.execute("DROP TABLE fact")
        copy.execute("ALTER TABLE learner DROP COLUMN remote_hosts")
    with store.session() as session:
        session.delete(session.get_one(Conversation, "1"))
    backups.honour()
    with closing(sqlite3.connect(backups.files()[0])) as copy:
        assert copy.execute("SELECT count(*) FROM message").fetchone() == (2,)
