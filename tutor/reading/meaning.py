"""Passages by what they mean, not by their words: vectors of an embedding model, kept beside them. Optional."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from tutor.llm.embedder import Meaning
from tutor.store.tables import Document, Passage, PassageVector

BATCH = 16
# Read from the database at once; of 1,024 numbers each, two megabytes.
BLOCK = 1000


def without_vector(session: Session, model: str, most: int = BATCH) -> list[Passage]:
    """Passages that this model has not read yet, of the newest document first."""
    known = select(PassageVector.passage_id).where(PassageVector.model == model)
    unread = select(Passage).join(Document, col(Document.id) == col(Passage.document_id))
    unread = unread.where(col(Passage.id).not_in(known)).order_by(col(Document.created_at).desc(), col(Passage.id))
    return list(session.exec(unread.limit(most)))


def keep_vectors(session: Session, ids: Sequence[int], meanings: Sequence[Meaning]) -> None:
    """Store the vectors of passages, in place of another model's; half as long, which costs no place in the ranking."""
    connection = session.connection()
    there = set(session.exec(select(Passage.id).where(col(Passage.id).in_(ids))))  # a document may be gone by now
    connection.execute(delete(PassageVector).where(col(PassageVector.passage_id).in_(ids)))
    rows = [
        {"passage_id": id, "model": meaning.model, "vector": meaning.vector.astype("<f2").tobytes()}
        for id, meaning in zip(ids, meanings, strict=True)
        if id in there
    ]
    if rows:
        connection.execute(insert(PassageVector), rows)


def nearest(session: Session, learner_id: str, meaning: Meaning, *, document_id: str | None, most: int) -> list[int]:
    """The ids of the passages of a learner, or of one document of theirs, that mean the most alike; the best first."""
    wanted = (
        select(PassageVector.passage_id, PassageVector.vector)
        .join(Passage, col(Passage.id) == col(PassageVector.passage_id))
        .join(Document, col(Document.id) == col(Passage.document_id))
        .where(Document.learner_id == learner_id, Document.length > 0, PassageVector.model == meaning.model)
        .order_by(col(PassageVector.passage_id))
        .limit(BLOCK)
    )
    if document_id:
        wanted = wanted.where(Document.id == document_id)
    size = 2 * len(meaning.vector)
    best: list[tuple[float, int]] = []
    after = 0
    while block := session.exec(wanted.where(col(PassageVector.passage_id) > after)).all():
        after = block[-1][0]
        rows = [(id, vector) for id, vector in block if len(vector) == size]  # a model may have changed under its name
        if rows:
            vectors = np.frombuffer(b"".join(vector for _, vector in rows), "<f2").reshape(len(rows), -1)
            likeness = vectors.astype(np.float32) @ meaning.vector
            best = sorted([*best, *((-float(like), id) for like, (id, _) in zip(likeness, rows, strict=True))])[:most]
    return [id for _, id in best]
