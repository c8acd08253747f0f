"""Corrections of any text, at once, which the page asks for while the learner types; and what a learner makes of them."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, Response
from sqlmodel import Session
from sse_starlette import EventSourceResponse

from tutor.api.answer import ANSWER_STREAM, answer
from tutor.api.corrections.schemas import CorrectionAnswer, CorrectionRequest, DismissRequest
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.sse import sse
from tutor.conversation.prompt.builder import why_messages
from tutor.core.errors import TextTooLong
from tutor.corrections.edits import Edit
from tutor.corrections.policy import Wants
from tutor.corrections.review import review
from tutor.learners.correction_preferences import dismiss, dismiss_correction, get_correction, wants
from tutor.llm.base import ChatRequest
from tutor.store.owned import get_conversation
from tutor.store.tables import Learner, Message

router = APIRouter(prefix="/api", tags=["corrections"])

WHY_TOKENS = 160
MOST_EDITS = 500


@router.post("/corrections")
async def correct(
    body: CorrectionRequest, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> CorrectionAnswer:
    """Check a text: `fast` with the dictionary, rules and learned judge, `full` also with the language model.

    The first 500 corrections are told; `corrected_text` has all.
    """
    if len(body.text) > services.settings.max_check_chars:
        raise TextTooLong()
    services.limits.count("checks", learner_id, 1 + len(body.text) // 1000)

    def read(session: Session) -> Wants:
        if body.conversation_id:
            get_conversation(session, learner_id, body.conversation_id)
        return wants(session, learner_id, body.level)

    wanted = await services.store.read(read)
    corrector = await services.engines.corrector()
    model = await services.engines.llm.ask(learner_id, "correction") if body.mode == "full" else None
    checked = await review(corrector, body.text, wanted, model=model, languagetool=services.engines.languagetool)
    if body.conversation_id and (draft := body.text.strip()):
        background.prime_now(body.conversation_id, draft)
    # Telling tens of thousands would keep everybody waiting, and nobody reads them.
    told = [asdict(edit) for edit in checked.edits[:MOST_EDITS]]
    return CorrectionAnswer.model_validate({"corrections": told, "corrected_text": checked.corrected_text})


@router.post("/corrections/dismiss", status_code=204)
async def dismiss_live(body: DismissRequest, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Call a correction shown while typing unneeded: it is not offered to this learner again."""
    said = (body.original, body.replacement, body.category, body.rule_id)
    await services.store.run(lambda session: dismiss(session, learner_id, *said))
    return Response(status_code=204)


@router.post("/messages/{message_id}/corrections/{correction_id}/dismiss", status_code=204)
async def dismiss_kept(message_id: str, correction_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Call a correction of a message unneeded: it is marked, and not offered to this learner again. One with weak
    evidence is called misheard: it is marked and counted, and may be offered when it is said."""
    if await services.store.run(lambda session: dismiss_correction(session, learner_id, message_id, correction_id)):
        services.metrics.misheard.inc()
    return Response(status_code=204)


@router.post(
    "/messages/{message_id}/corrections/{correction_id}/why",
    responses=ANSWER_STREAM,
    response_class=EventSourceResponse,
    dependencies=[rated("turns")],
)
async def why(
    message_id: str, correction_id: str, services: ServicesDep, background: BackgroundDep, learner_id: LearnerId
) -> Response:
    """The language model's explanation of one correction, in the learner's first language, as it is written."""

    def read(session: Session) -> tuple[Message, Edit, Learner]:
        return *get_correction(session, learner_id, message_id, correction_id), session.get_one(Learner, learner_id)

    message, edit, learner = await services.store.read(read)
    messages = why_messages(
        message.text, edit.original, edit.replacement, edit.rule, learner.first_language, learner.level
    )
    return sse(answer(services, background, learner_id, ChatRequest(messages, WHY_TOKENS), "why"))
