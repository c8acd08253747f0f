"""Which forms of what passes between processes a program understands."""

from __future__ import annotations

import pytest

from tutor.core.forms import PassedForms


def test_the_first_form_is_that_of_all_that_is_not_raised() -> None:
    forms = PassedForms({"turn": 2})
    assert [forms.of(name) for name in ("turn:1f", "turn", "turned:1", "stop")] == [2, 2, 1, 1]
    assert [forms.knows("turn:1f", form) for form in (None, b"1", b"2", 3, b"3")] == [True, True, True, False, False]
    assert not PassedForms().knows("turn:1f", b"2")


@pytest.mark.parametrize("form", [b"x", b"1.5", [1], {"a": 1}])
def test_what_is_no_number_is_no_form_that_is_known(form: object) -> None:
    assert not PassedForms().knows("turn", form)  # type: ignore[arg-type]
