"""One box for all that was said, read and kept."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlmodel import Session

from tutor.api.cards.schemas import CardKind
from tutor.api.deps import LearnerId, ServicesDep, rated
from tutor.cards.search import search_cards
from tutor.conversation.search import search_conversations
from tutor.core.finding import Finder, Snippet
from tutor.reading.index import search as search_passages

router = APIRouter(prefix="/api", tags=["search"])

LONGEST = 200
MOST_EACH = 20


class SnippetOut(BaseModel):
    """`start` and `end` count code points of `text`."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, snippet: Snippet) -> SnippetOut:
        return cls(text=snippet.text, start=snippet.start, end=snippet.end)


class FoundConversationOut(BaseModel):
    """`message_id` is null when the words are in the title."""

    id: str
    title: str
    updated_at: datetime
    message_id: str | None
    snippet: SnippetOut


class FoundPassageOut(BaseModel):
    document_id: str
    title: str
    position: int
    snippet: SnippetOut


class FoundCardOut(BaseModel):
    id: str
    kind: CardKind
    front: str
    back: str
    sentence: str


class FoundOut(BaseModel):
    conversations: list[FoundConversationOut]
    passages: list[FoundPassageOut]
    cards: list[FoundCardOut]


@router.get("/search", dependencies=[rated("searches")])
async def search(
    services: ServicesDep, learner_id: LearnerId, q: Annotated[str, Query(max_length=LONGEST)]
) -> FoundOut:
    """Conversations, texts and kept words with all words of `q`, whatever their accents; texts also with other forms."""
    finder = Finder(q)

    def read(session: Session) -> FoundOut:
        if not finder.words:
            return FoundOut(conversations=[], passages=[], cards=[])
        return FoundOut(
            conversations=[
                FoundConversationOut(
                    id=found.conversation.id,
                    title=found.conversation.title,
                    updated_at=found.conversation.updated_at,
                    message_id=found.message_id,
                    snippet=SnippetOut.of(found.snippet),
                )
                for found in search_conversations(session, learner_id, finder, MOST_EACH)
            ],
            passages=[
                FoundPassageOut(
                    document_id=document.id,
                    title=document.title,
                    position=passage.position,
                    snippet=SnippetOut.of(finder.find(passage.text) or Snippet(passage.text[:160], 0, 0)),
                )
                for passage, document in search_passages(session, learner_id, q, most=MOST_EACH)
            ],
            cards=[
                FoundCardOut(id=card.id, kind=card.kind, front=card.front, back=card.back, sentence=card.sentence)
                for card in search_cards(session, learner_id, finder, MOST_EACH)
            ],
        )

    return await services.store.read(read)
