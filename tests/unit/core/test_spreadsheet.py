"""No cell that somebody wrote is run by the program that somebody else opens a table with."""

from __future__ import annotations

import csv
import io

import pytest

from tutor.cards.exchange import to_csv
from tutor.core.spreadsheet import harmless
from tutor.store.tables import Card

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠A")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_text(text: str) -> None:
    assert harmless(text)[0] == "'"
    card = Card(learner_id="ana", kind="word", key="k", front=text, back=text, sentence=text)
    row = list(csv.reader(io.StringIO(to_csv([card]))))[1]
    assert [cell[0] for cell in row[1:4]] == ["'"] * 3


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_line_within_a_cell_begins_no_row(end: str) -> None:
    card = Card(learner_id="ana", kind="word", key="k", front="mesa", back=f"table{end}=1+1", sentence="")
    written = to_csv([card])
    assert "\r" not in written
    assert len(list(csv.reader(io.StringIO(written)))) == 2


@pytest.mark.parametrize("text", ["", "mesa", "¿=?", "a-b", "2 + 2"])
def test_other_text_stays(text: str) -> None:
    assert harmless(text) == text
