from __future__ import annotations

import pytest

from tutor.core.finding import AROUND, Finder, folded


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("pelicula", "Ayer vi una película.", "película"),
        ("PELÍC", "Ayer vi una película.", "pelíc"),
        ("ano", "El año pasado", "año"),
        ("año", "El an\u0303o pasado", "año"),
        ("cine ayer", "Ayer fui al cine.", "Ayer"),
        ("straße", "Die Straße", "Straße"),
    ],
)
def test_words_are_found_whatever_their_accents_and_marked_where_they_stand(query: str, text: str, marked: str) -> None:
    found = Finder(query).find(text)
    assert found is not None
    assert found.text[found.start : found.end] == marked


@pytest.mark.parametrize("query", ["", "   ", "teatro", "cine teatro"])
def test_all_words_must_be_there(query: str) -> None:
    assert Finder(query).find("Ayer fui al cine.") is None


def test_a_long_text_is_cut_around_what_was_found() -> None:
    text = "palabra " * 100 + "aguja" + " palabra" * 100
    found = Finder("aguja").find(text)
    assert found is not None
    assert found.text[found.start : found.end] == "aguja"
    assert len(found.text) <= AROUND
    assert found.text.startswith("palabra")


def test_folding_keeps_the_length() -> None:
    strange = "İstanbul ﬁn ß Ǆ Ａ ñ́"
    assert len(folded(strange)) == len(strange)
