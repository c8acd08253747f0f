"""A document comes and goes in parts: others write in between, and nobody sees a half."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from tests.unit.watch import Watch
from tutor.core.errors import DiskFull, DocumentTooLong, NotFound, TooManyDocuments
from tutor.core.levels import Level
from tutor.reading import library
from tutor.reading.index import search
from tutor.reading.parse_one import MOST_PASSAGES, parsed
from tutor.reading.reader import ReadDocument, ReadPassage
from tutor.reading.terms import terms
from tutor.store.session import Store
from tutor.store.tables import Document, Learner, Passage, PassageTerms

# Rows that a passage changes: its own, its terms, and those of the index.
ROWS = 12


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        session.add(Learner(id="ana"))
    yield store
    store.close()


def read(count: int) -> ReadDocument:
    passages = tuple(ReadPassage(f"El barco {n}.", "", None, Level.A1, terms(f"El barco {n}.")) for n in range(count))
    return ReadDocument("text", "t", 3 * count, Level.A1, passages)


def count(store: Store, table: type) -> int:
    with store.session(looking=True) as session:
        return session.exec(select(func.count()).select_from(table)).one()


async def test_no_write_is_long_and_others_come_in_between(store: Store) -> None:
    watch, order = Watch(store), []

    def rename(session: Session) -> None:
        session.get_one(Learner, "ana").name = "Ana"
        order.append("another")

    adding = asyncio.create_task(library.add(store, "ana", "Mar", read(2_000)))
    adding.add_done_callback(lambda _: order.append("document"))
    await asyncio.sleep(0)
    await store.run(rename)
    document = await adding
    assert order == ["another", "document"]
    assert (document.length, count(store, Passage)) == (2_000, 2_000)
    assert max(watch.rows) <= ROWS * library.BATCH
    watch.rows.clear()
    await library.remove(store, "ana", document.id)
    assert max(watch.rows) <= ROWS * library.BATCH
    assert [count(store, table) for table in (Document, Passage, PassageTerms)] == [0, 0, 0]


async def test_nobody_sees_a_half(store: Store) -> None:
    adding = asyncio.create_task(library.add(store, "ana", "Mar", read(1_000)))
    seen = 0
    while not adding.done():
        with store.session(looking=True) as session:
            if half := session.exec(select(Document)).first():
                if not half.length:
                    seen += 1
                    assert not library.documents_of(session, "ana")
                    assert not search(session, "ana", "barco")
                    with pytest.raises(NotFound):
                        library.get_document(session, "ana", half.id)
        await asyncio.sleep(0)
    assert seen
    with store.session(looking=True) as session:
        assert search(session, "ana", "barco")


async def test_what_cannot_be_kept_whole_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = library._add_passages

    def full(session: Session, document_id: str, start: int, part: tuple[ReadPassage, ...]) -> None:
        if start > library.BATCH:
            raise DiskFull()
        whole(session, document_id, start, part)

    monkeypatch.setattr(library, "_add_passages", full)
    with pytest.raises(DiskFull):
        await library.add(store, "ana", "Mar", read(500))
    assert [count(store, table) for table in (Document, Passage, PassageTerms)] == [0, 0, 0]


async def test_a_crash_leaves_nothing_for_good(store: Store) -> None:
    with store.session() as session:
        session.add(Document(id="half", learner_id="ana", title="t", kind="text", level="A1", words=1, length=0))
        session.flush()
        library._add_passages(session, "half", 1, read(300).passages)
    whole = await library.add(store, "ana", "Mar", read(3))
    await library.mend_unfinished(store)
    assert [count(store, table) for table in (Document, Passage, PassageTerms)] == [1, 3, 3]
    assert whole.length == 3


def test_a_file_of_headings_alone_is_too_long() -> None:
    page = "<html><body>" + "".join(f"<h1>n{n}<p>a" for n in range(MOST_PASSAGES + 1))
    with pytest.raises(DocumentTooLong):
        parsed(page.encode())


async def test_a_hundred_novels_are_enough(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "MOST_WORDS", 30)
    await library.add(store, "ana", "Mar", read(6))
    with pytest.raises(TooManyDocuments):
        await library.add(store, "ana", "Mar", read(5))
    await library.add(store, "ana", "Mar", read(4))
