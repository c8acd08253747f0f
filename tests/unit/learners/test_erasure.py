"""Everything of a learner goes in parts, so that nobody waits to write; nothing of another learner goes with it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, func, select

from tests.loop_watch import longest_s
from tests.unit.watch import Watch
from tutor.conversation.erasing import erase
from tutor.learners.data_export import belongs
from tutor.learners.erasure import erase_learner, finish_erasures, under_way
from tutor.reading.terms import terms
from tutor.store.parts import MOST
from tutor.store.session import Store
from tutor.store.tables import (
    Card,
    Conversation,
    Document,
    Fact,
    Learner,
    Message,
    Passage,
    PassageTerms,
    ReviewLog,
    Turn,
    TurnEvent,
    now,
)

ANA, BEA = "a" * 32, "b" * 32
# Rows of the full-text index that one passage changes, beside its own.
INDEX_ROWS = 12


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path}/tutor.db")
    store.migrate()
    with store.session() as session:
        for learner, many in ((ANA, 1_500), (BEA, 3)):
            fill(session, learner, many)
    yield store
    store.close()


def fill(session: Session, learner: str, many: int) -> None:
    """A learner with weeks behind them."""
    session.add(Learner(id=learner, name=learner[0], goal="work"))
    session.flush()
    session.add(Conversation(id=learner, learner_id=learner, title="t", level="A2", scenario_id="charla"))
    session.add(Document(id=learner, learner_id=learner, title="t", kind="text", level="A2", words=1, length=many))
    session.add(Fact(learner_id=learner, kind="other", text="canta"))
    session.flush()
    names = [f"{learner}{n}" for n in range(many)]
    batches: list[list[SQLModel]] = [
        [Turn(id=name, conversation_id=learner, state="done") for name in names],
        [
            Message(id=name, conversation_id=learner, turn_id=name, position=n, role="learner", text="Hola")
            for n, name in enumerate(names)
        ],
        [Card(id=name, learner_id=learner, kind="word", key=name, message_id=name) for name in names],
        [TurnEvent(turn_id=name, seq=1, name="start", data={}) for name in names],
        [
            ReviewLog(learner_id=learner, card_id=name, rating=3, first=True, before={}, reviewed_at=now())
            for name in names
        ],
        [Passage(document_id=learner, position=n, text=f"Frase {n}.", level="A2") for n in range(many)],
    ]
    for batch in batches:
        session.add_all(batch)
        session.flush()
    for passage in session.exec(select(Passage).where(Passage.document_id == learner)).all():
        session.add(PassageTerms(passage_id=passage.id, terms=terms(passage.text)))
    session.flush()


def mine(store: Store, learner: str) -> dict[str, int]:
    """How many rows of each table are a learner's."""
    counted = {}
    with store.session(looking=True) as session:
        for table in SQLModel.metadata.sorted_tables:
            if (of := belongs(table, learner)) is not None:
                counted[table.name] = session.exec(select(func.count()).select_from(table).where(of)).one()
    return {name: count for name, count in counted.items() if count}


async def test_it_goes_in_parts_and_others_write_in_between(store: Store, tmp_path: Path) -> None:
    watch, kept, order = Watch(store), mine(store, BEA), []

    def rename(session: Session) -> None:
        session.get_one(Learner, BEA).name = "Bea"
        order.append("another")

    forgotten: list[str] = []
    going = asyncio.create_task(erase_learner(store, tmp_path, ANA, lambda files, ids: forgotten.extend(ids)))
    going.add_done_callback(lambda _: order.append("deleted"))
    await asyncio.sleep(0)
    await store.run(rename)
    await going
    assert order == ["another", "deleted"]
    assert mine(store, ANA) == {"learner": 1}
    assert mine(store, BEA) == kept
    assert len(forgotten) == 1 + 1_500
    with store.session(looking=True) as session:
        assert session.get_one(Learner, ANA).goal == ""
    assert max(watch.rows) <= MOST * INDEX_ROWS
    assert watch.longest_s < longest_s() / 2  # of the processor; a part takes a tenth of that
    assert not under_way(tmp_path)


async def test_what_a_crash_cut_short_is_finished_at_the_next_start(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, left = store.run, [6]

    async def dies(work):  # type: ignore[no-untyped-def]
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        return await run(work)

    monkeypatch.setattr(store, "run", dies)
    with pytest.raises(KeyboardInterrupt):
        await erase_learner(store, tmp_path, ANA, lambda files, ids: None)
    monkeypatch.undo()
    assert len(mine(store, ANA)) > 1
    assert len(under_way(tmp_path)) == 1
    await finish_erasures(store, tmp_path, lambda files, ids: None)
    assert mine(store, ANA) == {"learner": 1}
    assert not under_way(tmp_path)


async def test_a_conversation_goes_in_parts_and_leaves_the_cards(store: Store) -> None:
    watch = Watch(store)
    await erase(store, ANA)
    left = mine(store, ANA)
    assert not {"conversation", "message", "turn", "turnevent"} & set(left)
    assert left["card"] == 1_500  # words that were met there
    assert max(watch.rows) <= 2 * MOST  # a message, and the card that no longer points to it
    assert mine(store, BEA)["message"] == 3
