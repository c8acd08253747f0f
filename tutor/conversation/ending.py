"""How a turn's end is stored."""

from __future__ import annotations

from dataclasses import asdict

from sqlmodel import Session

from tutor.conversation.events import Event
from tutor.conversation.naming import name
from tutor.conversation.state import TurnState
from tutor.corrections.edits import apply, confirmed
from tutor.store.columns import now
from tutor.store.owned import still_running
from tutor.store.tables import Conversation, Message, TurnEvent


def end_turn(session: Session, state: TurnState, last: Event, outcome: str, took_ms: int) -> None:
    """Store how a turn ended, with its last event, in one transaction. Raises TurnLost."""
    opened = state.opened
    ended = still_running(session, opened.turn_id)
    ended.state, ended.took_ms, ended.steps = outcome, took_ms, state.timeline.steps()
    said = session.get_one(Message, opened.learner_message_id)
    if said.state == "pending":
        said.state = "failed"
    if state.checked is not None:
        said.corrections = [asdict(edit) for edit in state.edits]
        # Of what was asked in another language nobody says that it had no mistakes.
        unjudged = state.switch is not None and not state.edits
        said.corrected_text = None if unjudged else apply(state.text, confirmed(state.edits))
    reply = session.get_one(Message, opened.tutor_message_id)
    if (simplified := state.simplified) is not None:
        reply.original_text, reply.reply_level = simplified.original, simplified.level
        reply.glosses = [asdict(gloss) for gloss in simplified.glosses]
    reply.text, reply.usage = state.reply, state.usage
    if state.choice:
        reply.model, reply.engine, reply.why = state.model.name, state.model.engine, state.why
    reply.sources = [source.as_dict() for source in state.sources]
    reply.state = {"done": "complete"}.get(outcome, outcome)
    reply.error = last.data if last.name == "error" else None
    conversation = session.get_one(Conversation, opened.conversation_id)
    conversation.updated_at = now()
    name(session, conversation, said.corrected_text or state.text)  # a list of titles is no place for mistakes
    session.add(TurnEvent(turn_id=opened.turn_id, seq=last.seq, name=last.name, data=last.data))
