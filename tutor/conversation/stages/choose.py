"""Which model answers, and the event that begins a turn."""

from __future__ import annotations

from collections.abc import Collection

from tutor.conversation.state import TurnState
from tutor.core.errors import TutorError
from tutor.core.levels import Level
from tutor.llm.offer import Choice


async def choose(state: TurnState) -> None:
    """Choose the model and tell that the turn has begun. Raises EngineUnavailable, DownloadFailed."""
    with state.timeline.during("prepared"):
        state.choice = await model_for(state)
    opened = state.opened
    state.log.add(
        "start",
        {
            "turn_id": opened.turn_id,
            "conversation_id": opened.conversation_id,
            "user_message_id": opened.learner_message_id,
            "assistant_message_id": opened.tutor_message_id,
            "model": state.model.name,
            "engine": state.model.engine,
            "level": opened.level,
            "why": state.choice.why,
        },
    )


async def model_for(state: TurnState, without: Collection[str] = ()) -> Choice:
    """Who answers, of no engine in `without`. Raises EngineUnavailable, DownloadFailed."""
    opened = state.opened
    return await state.services.choose(opened.learner_id, "reply", state.text, Level(opened.level), without)


async def instead(state: TurnState, failed: set[str], error: TutorError) -> Choice:
    """Who answers when others failed. Raises `error` when nobody is left."""
    try:
        return await model_for(state, failed)
    except TutorError:
        raise error from None
