"""What goes over the wire about documents."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from tutor.api.conversation.schemas import HardWord, MessageOut
from tutor.api.schemas import ErrorBody, Strict, Title
from tutor.core.levels import Level
from tutor.language.es.readability import above
from tutor.language.es.sentences import sentence_spans
from tutor.llm.tasks.simplify import far_above
from tutor.reading.hearings import Hearing
from tutor.reading.read import Kind
from tutor.store.tables import Document, Passage


class DocumentOut(BaseModel):
    """`length` is in passages; `place` is the one read last, 0 before the first. What is `recorded` is read aloud in the voice
    that was heard."""

    id: str
    title: str
    kind: Kind
    level: Level
    words: int
    length: int
    place: int
    sample_id: str | None
    recorded: bool
    created_at: datetime

    @classmethod
    def of(cls, document: Document) -> DocumentOut:
        return cls.model_validate(document.model_dump() | {"recorded": document.recording is not None})


class HearingOut(BaseModel):
    """A sound file that is becoming a text: `heard_s` of `total_s` seconds so far, or why it does not."""

    id: str
    title: str
    state: Literal["hearing", "failed"]
    heard_s: float
    total_s: float
    error: ErrorBody | None

    @classmethod
    def of(cls, hearing: Hearing) -> HearingOut:
        return cls(
            id=hearing.id,
            title=hearing.title,
            state=hearing.state,
            heard_s=hearing.heard_s,
            total_s=hearing.total_s,
            error=ErrorBody(**hearing.error.as_dict()) if hearing.error else None,
        )


class DocumentPatch(Strict):
    title: Title


class SpanOut(BaseModel):
    """A sentence of a passage, at `text[start:end]` in code points."""

    start: int
    end: int


class EasierOut(BaseModel):
    text: str
    glosses: list[HardWord]


class PassageOut(BaseModel):
    """A passage for a learner of a level: words above it, whether it is `hard` as a whole, and easier words if made."""

    position: int
    page: int | None
    at_s: float | None  # when it is said, in what was heard or has subtitles
    section: str
    text: str
    sentences: list[SpanOut]
    level: Level
    glosses: list[HardWord]
    hard: bool
    easier: EasierOut | None

    @classmethod
    def of(cls, passage: Passage, level: Level, language: str) -> PassageOut:
        made = passage.easier if passage.easier_for == level else None
        return cls(
            position=passage.position,
            page=passage.page,
            at_s=passage.at_s,
            section=passage.section,
            text=passage.text,
            sentences=[SpanOut(start=start, end=end) for start, end in sentence_spans(passage.text)],
            level=Level(passage.level),
            glosses=_hard_words(passage.text, level, language),
            hard=far_above(passage.text, level),
            easier=EasierOut(text=made, glosses=_hard_words(made, level, language)) if made else None,
        )


class Hit(BaseModel):
    """A passage that was searched for."""

    document_id: str
    title: str
    position: int
    page: int | None
    section: str
    text: str
    level: Level


class ReadingOut(BaseModel):
    """The passage that is read together, and the tutor's question about it."""

    passage: PassageOut
    message: MessageOut


def _hard_words(text: str, level: Level, language: str) -> list[HardWord]:
    return [HardWord.model_validate(asdict(word)) for word in above(text, level, language)]
