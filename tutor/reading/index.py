"""Passages by the words in them: SQLite's FTS5 ranked by BM25, or PostgreSQL's text search; both over our own terms.

Where there is an embeddings server, passages near in meaning are mixed in.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session, col, select

from tutor.llm.embedder import Meaning
from tutor.reading.meaning import nearest
from tutor.reading.terms import query_terms
from tutor.store.tables import Document, Passage

_SQLITE = """
    SELECT passage.id FROM passage_index
    JOIN passage ON passage.id = passage_index.rowid JOIN document ON document.id = passage.document_id
    WHERE passage_index MATCH :terms AND {mine}
    ORDER BY bm25(passage_index), passage.id LIMIT :most
"""
_POSTGRES = """
    SELECT passage.id FROM passageterms
    JOIN passage ON passage.id = passageterms.passage_id JOIN document ON document.id = passage.document_id
    WHERE to_tsvector('simple', passageterms.terms) @@ to_tsquery('simple', :terms) AND {mine}
    ORDER BY ts_rank(to_tsvector('simple', passageterms.terms), to_tsquery('simple', :terms)) DESC, passage.id
    LIMIT :most
"""


# Of the rank in each of two lists: Cormack, Clarke and Büttcher, Reciprocal Rank Fusion (2009).
_FUSION = 60
# Passages taken for their meaning alone: something is always the nearest, however far.
_ALIKE = 5


def search(
    session: Session,
    learner_id: str,
    words: str,
    meaning: Meaning | None = None,
    *,
    document_id: str | None = None,
    most: int = 20,
) -> list[tuple[Passage, Document]]:
    """The passages of a learner, or of one document of theirs, that have any of the words in any form, or mean the same;
    the best first."""
    best = _with_words(session, learner_id, words, document_id, most)
    if meaning is not None:
        alike = nearest(session, learner_id, meaning, document_id=document_id, most=_ALIKE)
        best = _mixed(best, alike)[:most]
    found = session.exec(
        select(Passage, Document)
        .join(Document, col(Document.id) == col(Passage.document_id))
        .where(col(Passage.id).in_(best))
    )
    by_id = {passage.id: (passage, document) for passage, document in found}
    return [by_id[id] for id in best]


def _with_words(session: Session, learner_id: str, words: str, document_id: str | None, most: int) -> list[int]:
    wanted = query_terms(words)
    if not wanted:
        return []
    sqlite = session.connection().dialect.name == "sqlite"
    terms = " OR ".join(f'"{term}"' for term in wanted) if sqlite else " | ".join(f"'{term}'" for term in wanted)
    mine = "document.learner_id = :learner_id AND document.length > 0" + (
        " AND document.id = :document_id" if document_id else ""
    )
    statement = text((_SQLITE if sqlite else _POSTGRES).format(mine=mine))
    given: dict[str, str | int] = {"terms": terms, "learner_id": learner_id, "most": most}
    if document_id:
        given["document_id"] = document_id
    return list(session.connection().execute(statement, given).scalars())


def _mixed(*rankings: Sequence[int]) -> list[int]:
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, id in enumerate(ranking, 1):
            scores[id] = scores.get(id, 0.0) + 1 / (_FUSION + rank)
    return sorted(scores, key=lambda id: -scores[id])
