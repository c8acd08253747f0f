"""How a turn ends: stored first, then told."""

from __future__ import annotations

import logging
from typing import Any

from sqlmodel import Session

from tutor.conversation.ending import end_turn
from tutor.conversation.events import Event, EventName
from tutor.conversation.ports import FollowUp, follow_up, remember, retired_notice
from tutor.conversation.state import TurnState
from tutor.core.errors import TutorError
from tutor.corrections.edits import mistakes

log = logging.getLogger(__name__)


async def finish(state: TurnState) -> None:
    """End a turn whose reply is complete. A stop that comes now is too late."""
    state.ending = True
    await _learn(state)
    await end(state, "done", "done", state.done(stopped=False))


async def fail(state: TurnState, error: TutorError) -> None:
    """End a turn with an error."""
    log.info("turn ended with an error", extra={"turn": state.opened.turn_id, "code": error.code})
    log.debug("its reason: %s", error.detail)  # an engine may quote the prompt
    await end(state, "failed", "error", error.as_dict() | {"text": state.log.text})


async def end(state: TurnState, outcome: str, name: EventName, data: dict[str, Any]) -> None:
    """Store how it ended, then tell the readers."""
    state.ending = True
    took_ms = state.timeline.finish()
    last = Event(len(state.log.events) + 1, name, data)
    engine, code = state.choice.model.engine if state.choice else "none", data["code"] if name == "error" else None
    categories = [edit.category for edit in mistakes(state.edits)]
    state.services.metrics.turn(engine, outcome, state.usage, categories, code)
    state.traced.end(outcome, engine=engine, **({"code": code} if code else {}))
    try:
        await state.log.settle()
        await state.services.store.run(lambda session: end_turn(session, state, last, outcome, took_ms))
    except Exception as error:
        log.exception("turn could not be stored", extra={"turn": state.opened.turn_id})
        told = error if isinstance(error, TutorError) else TutorError(detail=str(error))
        name, data = "error", told.as_dict() | {"text": state.log.text}
    state.log.add(name, data)


async def _learn(state: TurnState) -> None:
    """Keep the learner's mistakes as cards, and tell which of them they have got over."""
    edits, spoken = mistakes(state.edits), state.transcript is not None
    opened = state.opened

    def keep(session: Session) -> FollowUp:
        if not state.switch:
            remember(session, opened.learner_id, state.text)
        return follow_up(session, opened.learner_message_id, state.text, edits, spoken=spoken)

    try:
        learnt = await state.services.store.run(keep)
    except Exception:  # the answer matters more than the cards
        log.exception("cards were not kept", extra={"turn": state.opened.turn_id})
        return
    if learnt.retired:
        state.log.add("notice", retired_notice(learnt.retired, state.opened.first_language))
