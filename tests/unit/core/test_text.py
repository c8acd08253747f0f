"""Text comes in as characters, in one form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.text import taken_in


@given(st.text())
def test_what_can_be_written_comes_in_composed(text: str) -> None:
    if "\0" in text:
        return
    assert taken_in(text) == unicodedata.normalize("NFC", text)
    assert taken_in(text, composed=False) == text


@pytest.mark.parametrize("text", ["\ud800", "hola \udfff", "a\0b", "\0", "ñ\ud83d"])
@pytest.mark.parametrize("composed", [True, False])
def test_what_is_no_character_is_refused_wherever_it_stands(text: str, composed: bool) -> None:
    for value in (text, [text], {"a": {"b": [1, text]}}, {text: 1}):
        with pytest.raises(ValueError, match="half a character"):
            taken_in(value, composed=composed)


def test_other_values_stay() -> None:
    assert taken_in([1, 2.5, None, True, {"a": "n\u0303"}]) == [1, 2.5, None, True, {"a": "ñ"}]
