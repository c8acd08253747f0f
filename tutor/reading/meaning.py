"""Passages by what they mean, not by their words: vectors from a server with OpenAI's embeddings API. Optional."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from tutor.core.errors import TutorError
from tutor.core.settings import Settings
from tutor.llm.remote import Service
from tutor.store.tables import Document, Passage, PassageVector

EMBEDDINGS = Service("The embeddings server", "TUTOR_EMBEDDINGS")
# It may be loading its model at first.
PATIENCE_S = 60.0
# A learner waits for their question to be understood no longer than this, then its words must do.
QUESTION_S = 2.0
BATCH = 16
# Read from the database at once; of 1,024 numbers each, two megabytes.
BLOCK = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means to a model: a vector of length 1."""

    model: str
    vector: NDArray[np.float32]


class Embedder:
    """One embedding model of a server."""

    def __init__(self, url: str, model: str, key: str) -> None:
        from tutor.llm.openai import openai_client  # the library takes half a second to import

        self.model = model
        self._client = openai_client(url, key, PATIENCE_S)

    async def embed(self, texts: Sequence[str]) -> list[Meaning]:
        """The meaning of each text. Raises EngineUnavailable, EngineFailed."""
        from tutor.llm.openai import openai_errors

        with openai_errors(EMBEDDINGS):
            answer = await self._client.embeddings.create(model=self.model, input=list(texts), encoding_format="float")
            told = [np.asarray(one.embedding, np.float32) for one in sorted(answer.data, key=lambda one: one.index)]
            lengths = [float(np.linalg.norm(vector)) for vector in told]
            if len(told) != len(texts) or not all(np.isfinite(length) and length > 0 for length in lengths):
                raise ValueError("not one vector for each text")
        return [Meaning(self.model, vector / length) for vector, length in zip(told, lengths, strict=True)]

    async def of_question(self, text: str) -> Meaning | None:
        """What a learner's words mean; None, and a line in the log, when the server fails or takes too long."""
        try:
            async with asyncio.timeout(QUESTION_S):
                return (await self.embed([text]))[0]
        except (TimeoutError, TutorError) as error:
            log.warning("passages are found by their words alone: %s", error or "the embeddings server is slow")
            return None

    async def close(self) -> None:
        await self._client.close()


def open_embedder(settings: Settings) -> Embedder | None:
    """The embedding model of the settings; None where they name no server."""
    if not settings.embeddings_url:
        return None
    return Embedder(settings.embeddings_url, settings.embeddings_model, settings.embeddings_key.get_secret_value())


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
        .where(Document.learner_id == learner_id, PassageVector.model == meaning.model)
    )
    if document_id:
        wanted = wanted.where(Document.id == document_id)
    size = 2 * len(meaning.vector)
    best: list[tuple[float, int]] = []
    for block in session.exec(wanted.execution_options(yield_per=BLOCK)).partitions():
        rows = [(id, vector) for id, vector in block if len(vector) == size]  # a model may have changed under its name
        if rows:
            vectors = np.frombuffer(b"".join(vector for _, vector in rows), "<f2").reshape(len(rows), -1)
            likeness = vectors.astype(np.float32) @ meaning.vector
            best = sorted([*best, *((-float(like), id) for like, (id, _) in zip(likeness, rows, strict=True))])[:most]
    return [id for _, id in best]
