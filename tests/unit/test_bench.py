"""A row of `make bench` can fail."""

from __future__ import annotations

import math

import pytest

from tests.bench.__main__ import measured, table
from tests.bench.common import Row, Run
from tests.bench.spoken import Pace


def test_a_row_without_a_target_is_none() -> None:
    for ends in ({}, {"at_most": 1.0}, {"at_least": 1.0}):
        with pytest.raises(ValueError, match="cannot fail"):
            Row("anything", 1.0, "s", **ends)


@pytest.mark.parametrize(
    ("value", "met"),
    [(0.7, True), (1.15, True), (1.151, False), (0.699, False), (0.0, False), (math.nan, False), (math.inf, False)],
)
def test_a_figure_is_held_against_both_ends(value: float, met: bool) -> None:
    """What is far better than possible has measured something else."""
    row = Row("text to first audio", value, "x", 0.4, at_most=1.15, at_least=0.7)
    assert row.met is met
    assert table([row]).endswith("ok" if met else "MISSED")


def test_one_that_breaks_off_leaves_a_row_that_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    def breaks(run: Run) -> list[Row]:
        raise KeyError("whole text")

    (row,) = measured("chain", breaks, Run())
    assert not row.met
    assert "MISSED" in table([row])
    assert "whole text" in capsys.readouterr().err


def test_a_target_is_told() -> None:
    assert Row("a", 1, "x", at_most=1.5, at_least=0.5).target == "0.5 to 1.5"


def test_the_pace_of_a_reply_that_was_stopped() -> None:
    told = {"usage": {"tokens_per_s": 20.0, "first_token_ms": 300.0, "prompt_tokens": 40, "cached_tokens": 10}}
    assert Pace.of(told, 9.0) == Pace(0.3, 0.05, 30)
    assert Pace.of({"usage": None, "text": "x" * 32}, 2.0) == Pace(2.0, 0.2, None)
