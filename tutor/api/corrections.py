"""Corrections of any text, at once; the page calls it while the learner types."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import anyio.to_thread
from fastapi import APIRouter
from sqlmodel import Session

from tutor.api.deps import LearnerId, ServicesDep
from tutor.api.schemas import CorrectionAnswer, CorrectionRequest
from tutor.corrections import llm as llm_corrections
from tutor.corrections.edits import apply
from tutor.errors import TextTooLong
from tutor.llm.ask import asker
from tutor.store.tables import Learner

router = APIRouter(prefix="/api", tags=["corrections"])


@router.post("/corrections")
async def correct(body: CorrectionRequest, services: ServicesDep, learner_id: LearnerId) -> CorrectionAnswer:
    """Check a text: `fast` with the dictionary and rules, `full` also with the language model."""
    if len(body.text) > services.settings.max_check_chars:
        raise TextTooLong()

    def first_language(session: Session) -> str:
        return session.get_one(Learner, learner_id).first_language

    language = await services.store.read(first_language)
    corrector = await services.corrector()
    checked = await anyio.to_thread.run_sync(corrector.check, body.text, body.level, language)
    edits = checked.edits
    if body.mode == "full":
        model = (await services.models.choose()).model
        edits = llm_corrections.merge(
            edits, await llm_corrections.propose(asker(model), body.text, body.level, language)
        )
    answer: dict[str, Any] = {
        "corrections": [asdict(edit) for edit in edits],
        "corrected_text": apply(body.text, edits),
    }
    return CorrectionAnswer.model_validate(answer)
