"""What belongs to a learner: their conversations, messages and turns; nobody else's is found."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from tutor.core.errors import NotFound, TurnLost
from tutor.store.tables import Conversation, Message, Turn

# Made once: `Session.get` puts its question together each time, and nearly every request asks this one.
_CONVERSATION = select(Conversation).where(
    Conversation.id == bindparam("id"), Conversation.learner_id == bindparam("learner")
)


def get_conversation(session: Session, learner_id: str, conversation_id: str) -> Conversation:
    """A conversation of this learner. Raises NotFound, also for somebody else's."""
    conversation = session.exec(_CONVERSATION, params={"id": conversation_id, "learner": learner_id}).first()
    if conversation is None:
        raise NotFound("That conversation does not exist, or no longer does.")
    return conversation


def get_message(session: Session, learner_id: str, message_id: str) -> Message:
    """A message of this learner. Raises NotFound."""
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound("That message does not exist, or no longer does.")
    get_conversation(session, learner_id, message.conversation_id)
    return message


def get_turn(session: Session, learner_id: str, turn_id: str) -> Turn:
    """A turn of this learner. Raises NotFound."""
    turn = session.get(Turn, turn_id)
    if turn is None:
        raise NotFound("That turn does not exist, or no longer does.")
    get_conversation(session, learner_id, turn.conversation_id)
    return turn


def still_running(session: Session, turn_id: str) -> Turn:
    """A turn that nobody has ended, held until what is written of it is. Raises TurnLost."""
    running = select(Turn).where(Turn.id == turn_id, Turn.state == "running")
    turn = session.exec(running.with_for_update()).first()
    if turn is None:
        raise TurnLost()
    return turn


def shown(session: Session, conversation_id: str) -> list[Message]:
    """The messages of a conversation as they stand, in order."""
    return list(
        session.exec(
            select(Message)
            .where(Message.conversation_id == conversation_id, col(Message.superseded).is_(False))
            .order_by(col(Message.position))
        )
    )
