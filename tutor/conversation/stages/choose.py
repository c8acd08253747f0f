"""Which model answers, and the event that begins a turn."""

from __future__ import annotations

from tutor.conversation.state import TurnState
from tutor.core.levels import Level


async def choose(state: TurnState) -> None:
    """Choose the model and tell that the turn has begun. Raises EngineUnavailable, DownloadFailed."""
    opened = state.opened
    with state.timeline.during("prepared"):
        state.choice = await state.services.engines.llm.choose(
            opened.learner_id, "reply", state.text, Level(opened.level), wishes=opened.wishes
        )
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
