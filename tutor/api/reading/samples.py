"""Texts of ours for each level, with questions."""

from __future__ import annotations

from collections.abc import Iterable

import anyio.to_thread
from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlmodel import Session, select

from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep
from tutor.api.reading.schemas import DocumentOut
from tutor.conversation.idle.background import Background
from tutor.core.errors import NotFound
from tutor.core.levels import Level
from tutor.language.es.texts import SampleText, texts
from tutor.reading import library
from tutor.reading.parse_one import measured
from tutor.reading.reader import as_read
from tutor.reading.text import Paragraph
from tutor.runtime import Services
from tutor.store.tables import Document

router = APIRouter(prefix="/api/samples", tags=["documents"])


class SampleOut(BaseModel):
    """A text of ours. `document_id` is that of the learner's copy, once they have opened it."""

    id: str
    title: str
    level: Level
    words: int
    beginning: str
    document_id: str | None


class QuestionOut(BaseModel):
    """`right` counts the options from 0; `quote` is where the text gives the answer."""

    ask: str
    options: list[str]
    right: int
    quote: str


@router.get("")
async def list_samples(services: ServicesDep, learner_id: LearnerId) -> list[SampleOut]:
    """All texts of ours, the easiest first."""

    def read(session: Session) -> dict[str, str]:
        mine = select(Document).where(Document.learner_id == learner_id, Document.length > 0)
        return {document.sample_id: document.id for document in session.exec(mine) if document.sample_id}

    opened = await services.store.read(read)
    return [_out(text, opened.get(text.id)) for text in texts().values()]


@router.get("/{sample_id}/questions")
async def read_questions(sample_id: str) -> list[QuestionOut]:
    """What can be asked about a text of ours, with the answers."""
    return [
        QuestionOut(ask=one.ask, options=list(one.options), right=one.right, quote=one.quote)
        for one in _sample(sample_id).questions
    ]


@router.post("/{sample_id}", status_code=201, responses={200: {"model": DocumentOut, "description": "Opened before."}})
async def open_sample(
    sample_id: str, response: Response, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> DocumentOut:
    """Put a text of ours among the learner's own; 200 with their copy when they have it."""
    _sample(sample_id)
    document = await services.store.read(lambda session: library.copied(session, learner_id, sample_id))
    response.status_code = 200 if document else 201
    if document is None:
        document = await add_sample(services, background, learner_id, sample_id)
    return DocumentOut.of(document)


async def add_sample(services: Services, background: Background, learner_id: str, sample_id: str) -> Document:
    """A learner's own copy of a text of ours. Raises NotFound."""
    text = _sample(sample_id)
    read = as_read(await anyio.to_thread.run_sync(measured, "text", text.title, list(_paragraphs(text))))
    document = await library.add(services.store, learner_id, text.title, read, sample_id=sample_id)
    background.new_passages()
    return document


def _paragraphs(text: SampleText) -> Iterable[Paragraph]:
    for paragraph in text.text.split("\n\n"):
        yield Paragraph(paragraph.strip())


def _sample(sample_id: str) -> SampleText:
    if (found := texts().get(sample_id)) is None:
        raise NotFound("There is no such text.")
    return found


def _out(text: SampleText, document_id: str | None) -> SampleOut:
    beginning = text.text.split("\n", 1)[0]
    return SampleOut(
        id=text.id,
        title=text.title,
        level=text.level,
        words=len(text.text.split()),
        beginning=beginning[:160],
        document_id=document_id,
    )
