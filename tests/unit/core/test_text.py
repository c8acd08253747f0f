"""Text comes in as characters, in one form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.core.text import WholeCharacters, taken_in


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


@given(st.lists(st.text(st.characters(codec=None, exclude_characters="\0")), max_size=8))
def test_characters_that_arrive_in_halves_are_joined(parts: list[str]) -> None:
    """However a text is cut, between the halves of its characters too."""
    whole = "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    halves = [half for part in parts for half in _halves(part)]
    for cut in (parts, halves):
        arriving = WholeCharacters()
        assert "".join(arriving.taken(part) for part in cut) == whole


def _halves(text: str) -> list[str]:
    units = text.encode("utf-16-le", "surrogatepass")
    return [units[n : n + 2].decode("utf-16-le", "surrogatepass") for n in range(0, len(units), 2)]


def test_what_arrives_and_is_no_character_is_left_out() -> None:
    arriving = WholeCharacters()
    parts = ["Hola \ud83d", "\ude00", "\udc00y", "\0z", "\ud83d", "x"]
    assert [arriving.taken(part) for part in parts] == ["Hola ", "😀", "y", "z", "", "x"]
