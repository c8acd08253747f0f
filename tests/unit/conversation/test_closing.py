"""A conversation ends when it is left, or when nobody has spoken in it for a day."""

from __future__ import annotations

from datetime import timedelta

from tutor.conversation.repository import is_closed
from tutor.store.columns import now
from tutor.store.tables import Conversation


def test_a_conversation_is_over_when_it_is_left_or_a_day_old() -> None:
    begun = now()
    talk = Conversation(learner_id="ana", title="Café", level="A1", scenario_id="cafe", updated_at=begun)
    assert not is_closed(talk, begun + timedelta(hours=23))
    assert is_closed(talk, begun + timedelta(hours=25))
    talk.closed_at = begun
    assert is_closed(talk, begun)
