"""A learner's documents in the database. Functions of a session are one unit of work for `Store.run`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import cast

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, func, select

from tutor.core.errors import NotFound, TooManyDocuments, TutorError
from tutor.core.levels import Level
from tutor.reading.read import Kind
from tutor.reading.reader import ReadDocument, ReadPassage
from tutor.store.columns import now
from tutor.store.session import Store
from tutor.store.tables import Conversation, Document, Message, Passage, PassageTerms, Turn, TurnEvent

# Of one learner: documents, and words of all of them; a hundred novels.
MOST_DOCUMENTS = 200
MOST_WORDS = 10_000_000
# Passages written or deleted at once: others wait for as long as that takes.
BATCH = 100


def get_document(session: Session, learner_id: str, document_id: str) -> Document:
    """A document of this learner. Raises NotFound, also for somebody else's."""
    document = session.get(Document, document_id)
    if document is None or document.learner_id != learner_id or not document.length:
        raise NotFound("That document does not exist, or no longer does.", action="Choose another of your documents.")
    return document


def get_passage(session: Session, document: Document, position: int) -> Passage:
    """A passage by its position, from 1. Raises NotFound."""
    found = session.exec(
        select(Passage).where(Passage.document_id == document.id, Passage.position == position)
    ).first()
    if found is None:
        raise NotFound("The document has no such passage.", action=f"It has {document.length}; choose one of those.")
    return found


def documents_of(session: Session, learner_id: str) -> list[Document]:
    """A learner's documents, the newest first."""
    mine = select(Document).where(Document.learner_id == learner_id, Document.length > 0)
    return list(session.exec(mine.order_by(col(Document.created_at).desc(), col(Document.id))))


def passages_of(session: Session, document_id: str, start: int, count: int) -> list[Passage]:
    """Passages of a document from position `start` on."""
    wanted = select(Passage).where(Passage.document_id == document_id, Passage.position >= start)
    return list(session.exec(wanted.order_by(col(Passage.position)).limit(count)))


def check_room(session: Session, learner_id: str, words: int = 0) -> None:
    """Whether there is room for a document of so many words. Raises TooManyDocuments."""
    mine = select(func.count(), func.coalesce(func.sum(Document.words), 0)).where(Document.learner_id == learner_id)
    documents, kept = session.exec(mine).one()
    if documents >= MOST_DOCUMENTS or kept + words > MOST_WORDS:
        raise TooManyDocuments()


def copied(session: Session, learner_id: str, copy_of: str) -> Document | None:
    """A learner's copy of a text that others have too."""
    mine = select(Document).where(Document.learner_id == learner_id, Document.sample_id == copy_of, Document.length > 0)
    return session.exec(mine).first()


def as_it_is(session: Session, document_id: str) -> ReadDocument:
    """A document as it was read, whosesoever it is, to be given to somebody else. Raises NotFound."""
    document = session.get(Document, document_id)
    if document is None or not document.length:
        raise NotFound("That text is no longer there.", action="Tell your teacher.")
    rows = session.exec(
        select(Passage, PassageTerms.terms)
        .join(PassageTerms, col(PassageTerms.passage_id) == col(Passage.id))
        .where(Passage.document_id == document_id)
        .order_by(col(Passage.position))
    )
    passages = [ReadPassage(p.text, p.section, p.page, Level(p.level), terms, p.at_s) for p, terms in rows]
    kind = cast(Kind, document.kind)
    return ReadDocument(kind, document.title, document.words, Level(document.level), tuple(passages))


def note_read(session: Session, learner_id: str, document_id: str) -> None:
    """The end of a document was seen. Raises NotFound."""
    get_document(session, learner_id, document_id).read_at = now()


def how_many(session: Session, learner_id: str) -> int:
    """The number of a learner's documents."""
    return session.exec(select(func.count()).where(Document.learner_id == learner_id)).one()


async def add(
    store: Store,
    learner_id: str,
    title: str,
    read: ReadDocument,
    *,
    sample_id: str | None = None,
    recording: str | None = None,
) -> Document:
    """Keep a document that was read, in parts, so that others write in between; `recording` is the file of what was heard.
    Raises TooManyDocuments, DiskFull.

    Until it is whole its length is 0, and nobody sees it.
    """

    def begin(session: Session) -> str:
        check_room(session, learner_id, read.words)
        document = Document(
            learner_id=learner_id,
            title=title,
            kind=read.kind,
            level=read.level,
            words=read.words,
            length=0,
            sample_id=sample_id,
            recording=recording,
        )
        session.add(document)
        return document.id

    document_id = await store.run(begin)
    try:
        for start in range(0, len(read.passages), BATCH):
            part = read.passages[start : start + BATCH]
            await store.run(partial(_add_passages, document_id=document_id, start=start + 1, part=part))
        return await store.run(lambda session: _complete(session, document_id, len(read.passages)))
    except BaseException:
        with suppress(TutorError):  # on a full disk it goes at the next start
            await asyncio.shield(discard(store, document_id))
        raise


def _add_passages(session: Session, document_id: str, start: int, part: Sequence[ReadPassage]) -> None:
    passages = [
        Passage(
            document_id=document_id,
            position=position,
            page=passage.page,
            section=passage.section,
            text=passage.text,
            level=passage.level,
            at_s=passage.at_s,
            heard=list(passage.heard) or None,
        )
        for position, passage in enumerate(part, start)
    ]
    session.add_all(passages)
    session.flush()
    terms = [{"passage_id": kept.id, "terms": passage.terms} for kept, passage in zip(passages, part, strict=True)]
    session.connection().execute(insert(PassageTerms), terms)


def _complete(session: Session, document_id: str, length: int) -> Document:
    document = session.get_one(Document, document_id)
    document.length = length
    return document


def rename(session: Session, learner_id: str, document_id: str, title: str) -> Document:
    """Give a document another title. Raises NotFound."""
    document = get_document(session, learner_id, document_id)
    document.title = title
    return document


def about(session: Session, learner_id: str, document_id: str) -> list[str]:
    """The ids of the conversations about a document. Raises NotFound."""
    get_document(session, learner_id, document_id)
    return list(session.exec(select(Conversation.id).where(Conversation.document_id == document_id)))


async def remove(store: Store, learner_id: str, document_id: str) -> None:
    """Delete a document, its index, and what conversations quote of it. Raises NotFound."""
    await store.run(lambda session: _let_go(session, learner_id, document_id))
    await discard(store, document_id)


def _let_go(session: Session, learner_id: str, document_id: str) -> None:
    document = get_document(session, learner_id, document_id)
    conversations = about(session, learner_id, document_id)
    turns = select(Turn.id).where(col(Turn.conversation_id).in_(conversations))
    connection = session.connection()
    connection.execute(delete(TurnEvent).where(col(TurnEvent.name) == "sources", col(TurnEvent.turn_id).in_(turns)))
    connection.execute(update(Message).where(col(Message.conversation_id).in_(conversations)).values(sources=[]))
    connection.execute(
        update(Conversation).where(col(Conversation.document_id) == document_id).values(document_id=None, place=None)
    )
    document.length = 0  # gone for everybody, though its passages go in parts


async def discard(store: Store, document_id: str) -> None:
    """Delete a document that nobody sees, in parts."""

    def part(session: Session) -> bool:
        some = select(Passage.id).where(Passage.document_id == document_id).limit(BATCH)
        ids = list(session.exec(some))
        session.connection().execute(delete(Passage).where(col(Passage.id).in_(ids)))
        if not ids and (document := session.get(Document, document_id)):
            session.delete(document)
        return bool(ids)

    while await store.run(part):
        pass


async def mend_unfinished(store: Store, age_s: float = 0.0) -> list[str]:
    """After a crash: delete documents that were being added or deleted, and are at least so old. Gives the files' names of
    their sounds, to which nothing refers any more."""
    old = select(Document).where(Document.length == 0, Document.created_at <= now() - timedelta(seconds=age_s))
    found = await store.read(lambda s: [(document.id, document.recording) for document in s.exec(old)])
    for document_id, _ in found:
        await discard(store, document_id)
    return [recording for _, recording in found if recording]
