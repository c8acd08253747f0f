"""What was said somewhere, found again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from tutor.core.finding import Finder, Snippet
from tutor.store.tables import Conversation, Message

# A learner who talks every day says about so much in five years; older messages are not looked through.
MOST_MESSAGES = 50_000


@dataclass(frozen=True, slots=True)
class FoundConversation:
    """A conversation in whose title or messages the words stand, with its latest message that has them."""

    conversation: Conversation
    message_id: str | None
    snippet: Snippet


def search_conversations(session: Session, learner_id: str, finder: Finder, most: int) -> list[FoundConversation]:
    """A learner's conversations that have all the words, the latest first."""
    found: dict[str, FoundConversation] = {}
    mine = session.exec(
        select(Conversation).where(Conversation.learner_id == learner_id).order_by(col(Conversation.updated_at).desc())
    ).all()
    by_id = {conversation.id: conversation for conversation in mine}
    said = session.exec(
        select(Message.id, Message.conversation_id, Message.text)
        .join(Conversation, col(Conversation.id) == col(Message.conversation_id))
        .where(Conversation.learner_id == learner_id, col(Message.superseded).is_(False))
        .order_by(col(Message.created_at).desc())
        .limit(MOST_MESSAGES)
    )
    for message_id, conversation_id, text in said:
        if conversation_id not in found and (snippet := finder.find(text)):
            found[conversation_id] = FoundConversation(by_id[conversation_id], message_id, snippet)
    for conversation in mine:
        if conversation.id not in found and (snippet := finder.find(conversation.title)):
            found[conversation.id] = FoundConversation(conversation, None, snippet)
    order = [conversation.id for conversation in mine if conversation.id in found]
    return [found[conversation_id] for conversation_id in order[:most]]
