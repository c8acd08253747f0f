"""Deletes a conversation with all that was said in it, in parts."""

from __future__ import annotations

from sqlmodel import SQLModel, select

from tutor.store.parts import delete_rows
from tutor.store.session import Store
from tutor.store.tables import Turn

_TABLES = ("turnevent", "message", "turn", "conversation")


async def erase(store: Store, conversation_id: str) -> None:
    """Delete its rows, the replies' streams first, itself last: whoever is interrupted can do it again."""
    turn_event, message, turn, conversation = (SQLModel.metadata.tables[name] for name in _TABLES)
    turns = select(Turn.id).where(Turn.conversation_id == conversation_id)
    await delete_rows(store, turn_event, turn_event.c.turn_id.in_(turns))
    await delete_rows(store, message, message.c.conversation_id == conversation_id)
    await delete_rows(store, turn, turn.c.conversation_id == conversation_id)
    await delete_rows(store, conversation, conversation.c.id == conversation_id)
