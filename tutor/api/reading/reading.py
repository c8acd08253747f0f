"""Reading a document together, passage by passage, in a conversation about it."""

from __future__ import annotations

import anyio.to_thread
from fastapi import APIRouter

from tutor.api.conversation.schemas import MessageOut
from tutor.api.deps import BackgroundDep, LearnerId, ServicesDep, TurnsDep, rated
from tutor.api.reading.documents import Position
from tutor.api.reading.schemas import PassageOut, ReadingOut
from tutor.conversation.reading_together import ask_about
from tutor.core.levels import Level
from tutor.store.owned import get_conversation
from tutor.store.tables import Learner

router = APIRouter(prefix="/api/conversations", tags=["documents"])


@router.post("/{conversation_id}/passages/{position}", dependencies=[rated("turns")])
async def read_together(
    conversation_id: str,
    position: Position,
    services: ServicesDep,
    turns: TurnsDep,
    background: BackgroundDep,
    learner_id: LearnerId,
) -> ReadingOut:
    """Go to a passage of the conversation's document: in easier words if it is far too hard, with a question about it."""
    conversation, learner = await services.store.read(
        lambda session: (get_conversation(session, learner_id, conversation_id), session.get_one(Learner, learner_id))
    )
    with turns.opening(conversation_id), background.paused():
        passage, message = await ask_about(services, learner_id, conversation_id, position)
    background.look_after(conversation_id)
    out = await anyio.to_thread.run_sync(PassageOut.of, passage, Level(conversation.level), learner.explained_in)
    return ReadingOut(passage=out, message=MessageOut.of(message))
