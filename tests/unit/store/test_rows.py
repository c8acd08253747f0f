from __future__ import annotations

import pytest

from tutor.store.rows import row
from tutor.store.tables import Message, Turn


def test_a_row_is_what_an_object_would_be() -> None:
    given = {"conversation_id": "c", "position": 3, "role": "tutor"}
    made, usual = row(Message, **given), Message(**given)
    assert made.keys() == Message.model_fields.keys()
    for name in made.keys() - {"id", "created_at"}:
        assert made[name] == getattr(usual, name), name
    assert len(made["id"]) == len(usual.id)
    assert made["id"] != row(Message, **given)["id"]
    assert made["created_at"].tzinfo is not None
    assert made["corrections"] is not row(Message, **given)["corrections"]


def test_what_has_no_default_is_asked_for() -> None:
    with pytest.raises(ValueError, match="Turn needs conversation_id"):
        row(Turn)
