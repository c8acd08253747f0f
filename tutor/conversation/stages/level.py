"""The reply measured against the learner's level."""

from __future__ import annotations

from tutor.conversation.state import TurnState
from tutor.core.levels import Level
from tutor.llm.base import ChatModel
from tutor.llm.generate import Asking
from tutor.llm.tasks.simplify import simplify


async def level(state: TurnState) -> None:
    """Measure the reply; one far above the learner's level is said once more in easier words.

    What answers in two languages cannot be measured by one, and stays.
    """
    with state.timeline.during("simplified"):
        model = None if state.switch or state.written else _model(state)
        opened = state.opened
        state.simplified = await simplify(model, state.log.text, opened.level, opened.explained_in)
    if state.simplified.original:
        state.log.add("notice", {"code": "simplified", "message": "That was hard, so here it is in easier words."})


def _model(state: TurnState) -> ChatModel:
    assert state.choice
    asking = Asking(state.opened.learner_id, "level", level=Level(state.opened.level))
    return state.services.engines.llm.generate.model(asking, state.choice)
