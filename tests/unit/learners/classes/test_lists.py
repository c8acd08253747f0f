"""Lists of a teacher's own, however they are written."""

from __future__ import annotations

import pytest

from tutor.core.errors import InvalidInput
from tutor.learners.classes.lists import LONGEST_CELL, MOST_ROWS, read_rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("faro", [["faro", "", ""]]),
        ("faro,lighthouse", [["faro", "lighthouse", ""]]),
        ("palabra;significado\nfaro;lighthouse;El faro, alto.", [["faro", "lighthouse", "El faro, alto."]]),
        # A sentence has commas: where there are tabs or semicolons, they part nothing.
        ("Perdone, ¿me ayuda?\tExcuse me, can you help?", [["Perdone, ¿me ayuda?", "Excuse me, can you help?", ""]]),
        ('"Perdone, ¿me ayuda?","Excuse me"', [["Perdone, ¿me ayuda?", "Excuse me", ""]]),
        ("\ufefffaro\r\n\r\n  ola  ;  wave \r\n", [["faro", "", ""], ["ola", "wave", ""]]),
        ("faro;lighthouse;x;y;z", [["faro", "lighthouse", "x"]]),
    ],
)
def test_rows_are_read(text: str, rows: list[list[str]]) -> None:
    assert read_rows(text) == rows


@pytest.mark.parametrize("text", ["", " \n;\n", "palabra", "a" * (LONGEST_CELL + 1), "faro\n" * (MOST_ROWS + 2)])
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_rows(text)
    assert refused.value.action


def test_a_quote_without_its_end_loses_nothing() -> None:
    assert read_rows('"faro\nola') == [["faro ola", "", ""]]
