"""A passage at a learner's level: the words above it explained, and, where it is far above, said in easier words."""

from __future__ import annotations

import anyio.to_thread
from sqlmodel import Session

from tutor.core.levels import Level
from tutor.llm.prompt_guard import without_orders
from tutor.llm.tasks.simplify import easier, far_above
from tutor.reading.library import get_document, get_passage
from tutor.runtime import Services
from tutor.store.tables import Document, Passage


async def easier_passage(services: Services, learner_id: str, document_id: str, position: int, level: Level) -> Passage:
    """A passage, with its `easier` text for this level when it is far above it. The model makes that once.

    Raises NotFound, EngineFailed, EngineUnavailable.
    """

    def read(session: Session) -> tuple[Document, Passage]:
        document = get_document(session, learner_id, document_id)
        return document, get_passage(session, document, position)

    document, passage = await services.store.read(read)
    if passage.easier_for == level or not await anyio.to_thread.run_sync(far_above, passage.text, level):
        return passage
    model = await services.engines.llm.ask(learner_id, "level", level)
    text = await easier(model, without_orders(passage.text), level)

    def keep(session: Session) -> Passage:
        kept = get_passage(session, document, position)
        # "" says that the model was asked and found nothing easier.
        kept.easier, kept.easier_for = text or "", level
        return kept

    return await services.store.run(keep)
