"""A learner's documents in the database. Each function is one unit of work for `Store.run`."""

from __future__ import annotations

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, func, select

from tutor.core.errors import NotFound, TooManyDocuments
from tutor.reading.reader import ReadDocument
from tutor.store.tables import Conversation, Document, Message, Passage, PassageTerms, Turn, TurnEvent

MOST_DOCUMENTS = 200


def get_document(session: Session, learner_id: str, document_id: str) -> Document:
    """A document of this learner. Raises NotFound, also for somebody else's."""
    document = session.get(Document, document_id)
    if document is None or document.learner_id != learner_id:
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
    mine = select(Document).where(Document.learner_id == learner_id)
    return list(session.exec(mine.order_by(col(Document.created_at).desc(), col(Document.id))))


def passages_of(session: Session, document_id: str, start: int, count: int) -> list[Passage]:
    """Passages of a document from position `start` on."""
    wanted = select(Passage).where(Passage.document_id == document_id, Passage.position >= start)
    return list(session.exec(wanted.order_by(col(Passage.position)).limit(count)))


def check_room(session: Session, learner_id: str) -> None:
    """Raises TooManyDocuments."""
    if session.exec(select(func.count()).where(Document.learner_id == learner_id)).one() >= MOST_DOCUMENTS:
        raise TooManyDocuments()


def add(session: Session, learner_id: str, title: str, read: ReadDocument) -> Document:
    """Keep a document that was read. Raises TooManyDocuments."""
    check_room(session, learner_id)
    document = Document(
        learner_id=learner_id,
        title=title,
        kind=read.kind,
        level=read.level,
        words=read.words,
        length=len(read.passages),
    )
    session.add(document)
    session.flush()
    passages = [
        Passage(
            document_id=document.id,
            position=position,
            page=passage.page,
            section=passage.section,
            text=passage.text,
            level=passage.level,
        )
        for position, passage in enumerate(read.passages, 1)
    ]
    session.add_all(passages)
    session.flush()
    terms = [
        {"passage_id": kept.id, "terms": passage.terms} for kept, passage in zip(passages, read.passages, strict=True)
    ]
    session.connection().execute(insert(PassageTerms), terms)
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


def remove(session: Session, learner_id: str, document_id: str) -> None:
    """Delete a document, its index, and what conversations quote of it. Raises NotFound."""
    document = get_document(session, learner_id, document_id)
    conversations = about(session, learner_id, document_id)
    turns = select(Turn.id).where(col(Turn.conversation_id).in_(conversations))
    connection = session.connection()
    connection.execute(delete(TurnEvent).where(col(TurnEvent.name) == "sources", col(TurnEvent.turn_id).in_(turns)))
    connection.execute(update(Message).where(col(Message.conversation_id).in_(conversations)).values(sources=[]))
    connection.execute(
        update(Conversation).where(col(Conversation.document_id) == document_id).values(document_id=None, place=None)
    )
    session.delete(document)
