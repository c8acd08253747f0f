"""Corrections of any text, at once, which the page asks for while the learner types; and what a learner makes of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import asdict
from functools import partial

from fastapi import APIRouter, Response
from sqlmodel import Session
from sse_starlette import EventSourceResponse, ServerSentEvent

from tutor.api.answer import ANSWER_STREAM, answer
from tutor.api.corrections.schemas import (
    AcceptRequest,
    CorrectedText,
    CorrectionAnswer,
    CorrectionRequest,
    DismissRequest,
    PointLink,
    RuleKey,
)
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, rated
from tutor.api.sse import sse, sse_event
from tutor.cards.errors import follow_up
from tutor.conversation.idle.background import Background
from tutor.conversation.why import believed_by, unsure, why_messages
from tutor.core.errors import TextTooLong, TutorError
from tutor.corrections.edits import Edit, mistakes
from tutor.corrections.policy import CorrectionPreferences
from tutor.corrections.review import review
from tutor.exercises.mistakes import point_about
from tutor.exercises.told import point_in
from tutor.learners.correction_preferences import (
    accept_correction,
    dismiss,
    dismiss_correction,
    get_correction,
    preferences_of,
)
from tutor.learners.kind_answers import count_answer, kind_told
from tutor.llm.ask import asker
from tutor.llm.base import ChatRequest
from tutor.runtime import Services
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
    await services.limits.count("checks", learner_id, 1 + len(body.text) // 1000)
    if body.mode == "full":
        await services.limits.count("turns", learner_id)

    def read(session: Session) -> CorrectionPreferences:
        if body.conversation_id:
            get_conversation(session, learner_id, body.conversation_id)
        return preferences_of(session, learner_id, body.level)

    wanted = await services.store.read(read)
    corrector = await services.engines.corrector()
    model = await services.engines.llm.ask(learner_id, "correction") if body.mode == "full" else None
    worker = partial(services.work, learner_id, len(body.text))
    checked = await review(
        corrector, body.text, wanted, model=model, languagetool=services.engines.languagetool, worker=worker
    )
    if body.conversation_id and (draft := body.text.strip()):
        background.prime_now(body.conversation_id, draft)
    # Telling tens of thousands would keep everybody waiting, and nobody reads them.
    told = [asdict(edit) for edit in checked.edits[:MOST_EDITS]]
    return CorrectionAnswer.model_validate({"corrections": told, "corrected_text": checked.corrected_text})


@router.get("/corrections/point")
async def point(
    reason: RuleKey, category: RuleKey, services: ServicesDep, learner_id: LearnerId, form: CorrectedText = ""
) -> PointLink | None:
    """The point of the map that a correction with this reason is about; null for what is about words. `form` is what was
    put right: of a verb its tense says which point."""
    found = point_about(reason, category, form)
    if found is None:
        return None
    learner = await services.store.read(lambda session: session.get_one(Learner, learner_id))
    return PointLink(id=found.id, title=point_in(found, learner.page_language).title, title_es=found.title_es)


@router.post("/corrections/dismiss", status_code=204, dependencies=[rated("checks")])
async def dismiss_live(body: DismissRequest, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Call a correction shown while typing unneeded: it is not offered to this learner again."""
    said = (body.original, body.replacement, body.category, body.rule_id, kind_told(body.source, body.rule_id))
    await services.store.run(lambda session: dismiss(session, learner_id, *said))
    return Response(status_code=204)


@router.post("/corrections/accept", status_code=204, dependencies=[rated("checks")])
async def accept_live(body: AcceptRequest, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Say that a correction shown while typing was taken: it speaks for its kind."""
    if kind := kind_told(body.source, body.rule_id):
        await services.store.run(lambda session: count_answer(session, learner_id, kind, accepted=True))
    return Response(status_code=204)


@router.post("/messages/{message_id}/corrections/{correction_id}/dismiss", status_code=204)
async def dismiss_kept(message_id: str, correction_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Call a correction of a message unneeded: it is marked, and not offered to this learner again. One with weak
    evidence is called misheard: it is marked and counted, and may be offered when it is said."""
    if await services.store.run(lambda session: dismiss_correction(session, learner_id, message_id, correction_id)):
        services.metrics.misheard.inc()
    return Response(status_code=204)


@router.post("/messages/{message_id}/corrections/{correction_id}/accept", status_code=204)
async def accept_asked(message_id: str, correction_id: str, services: ServicesDep, learner_id: LearnerId) -> Response:
    """Say yes to a correction that was only asked about: it counts as a mistake from now on, and becomes a card."""

    def write(session: Session) -> None:
        message, edit = accept_correction(session, learner_id, message_id, correction_id)
        follow_up(session, message_id, message.text, mistakes([edit]), spoken=message.transcript is not None)

    await services.store.run(write)
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
    """The language model's explanation of one correction, in the learner's first language, as it is written.

    Where the model would not make that correction, it is not asked to defend it: the learner is told that this is unsure.
    """

    def read(session: Session) -> tuple[Message, Edit, Learner]:
        return *get_correction(session, learner_id, message_id, correction_id), session.get_one(Learner, learner_id)

    message, edit, learner = await services.store.read(read)
    asked = ChatRequest(why_messages(message.text, edit, learner.explained_in, learner.level), WHY_TOKENS)

    async def told() -> AsyncIterator[ServerSentEvent]:
        if not await _believed(services, background, learner_id, message.text, edit):
            text = unsure(edit, learner.explained_in)
            yield sse_event({"text": text}, "token", 1)
            yield sse_event({"text": text, "usage": None}, "done", 2)
            return
        async for event in answer(services, background, learner_id, asked, "why"):
            yield event

    return sse(told())


async def _believed(services: Services, background: Background, learner_id: str, text: str, edit: Edit) -> bool:
    """Whether the model would correct this, too; True where it cannot be asked, which asking it to explain will tell."""
    try:
        with background.paused():
            return await believed_by(asker(await services.engines.llm.ask(learner_id, "why")), text, edit)
    except TutorError:
        return True
