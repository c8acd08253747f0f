"""How a scene's line is filled."""

from __future__ import annotations

import pytest

from tutor.conversation.scenes.wording import filled


@pytest.mark.parametrize(
    ("line", "values", "said"),
    [
        ("Son {total}.", {"total": "un euro"}, "Es un euro."),
        ("En total son {total}.", {"total": "dos euros"}, "En total son dos euros."),
        ("Son {total}.", {"total": "una docena"}, "Son una docena."),
        ("Los niños no son un problema.", {}, "Los niños no son un problema."),
        ("{The} cuesta {price}.", {"the": "el té", "price": "un euro"}, "El té cuesta un euro."),
    ],
)
def test_only_what_is_filled_in_changes_its_verb(line, values, said):
    assert filled(line, values) == said


def test_a_place_without_a_value_is_no_line():
    assert filled("Son {total}.", {}) is None
