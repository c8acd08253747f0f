"""Tables of sentences and texts: what can be used is used, and what cannot is named by its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.exercises.grade import grade
from tutor.learners.classes.sentences import as_cells, item_of_row, read_sentences
from tutor.learners.classes.texts import read_texts


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_usual_mark_parts_cells(mark: str) -> None:
    found = read_sentences(mark.join(["Voy a casa.", "I go home.", "", "casa", ""]))
    assert found.bad == []
    assert [as_cells(row) for row in found.rows] == [["Voy a casa.", "I go home.", "", "casa", ""]]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    found = read_sentences('español;inglés\r\n\r\n"Sí;\nno.";both\r\n;nothing\r\nSolo.;\r\n')
    assert [row["spanish"] for row in found.rows] == ["Sí; no."]
    assert [(bad.line, bad.fault) for bad in found.bad] == [(5, "no_spanish"), (6, "nothing_asked")]


def test_a_gap_is_whole_words_of_the_sentence() -> None:
    rows = read_sentences("La casa es blanca.;The house is white.;;es;ser-estar-basic").rows
    item = item_of_row("a" * 32, 0, rows[0])
    assert item.prompt == "La casa ___ blanca."
    assert item.gap == ("La casa ", " blanca.")
    assert grade(item, "es").verdict == "right"
    assert grade(item, "está").verdict == "wrong"
    assert grade(item, "está").feedback
    assert read_sentences("La casa es blanca.;x;;cas;").bad[0].fault == "gap_elsewhere"


def test_a_sentence_about_no_point_is_graded_as_well() -> None:
    row = read_sentences("Mi tío vive en Quito.;My uncle lives in Quito.;En Quito vive mi tío.;;").rows[0]
    item = item_of_row("b" * 32, 3, row)
    assert (item.kind, item.point, item.id) == ("translate", "", f"translate.class.{'b' * 32}.3")
    for said in ("Mi tío vive en Quito.", "En Quito vive mi tío.", "mi tío vive en Quito"):
        assert grade(item, said).verdict in ("right", "almost")
    for wrong in ("Mi tía vive en Lima.", "Vive Quito en tío mi.", None):
        assert grade(item, wrong).verdict == "wrong"


def test_texts_keep_their_paragraphs() -> None:
    found = read_texts('título,texto\n"Uno","Primero.\n\n\n\nSegundo."\n')
    assert found.rows == [("Uno", "Primero.\n\nSegundo.")]
    assert found.bad == []


@given(st.text(max_size=400))
def test_no_table_raises(text: str) -> None:
    for read in (read_sentences, read_texts):
        found = read(text)  # type: ignore[operator]
        assert all(bad.line >= 1 for bad in found.bad)
