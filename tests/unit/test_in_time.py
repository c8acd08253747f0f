"""What has not begun in time is skipped and told; each run leaves some of the time to those after it."""

from __future__ import annotations

import time

import pytest

from tests.in_time import InTime, share_of


def test_nothing_begins_after_the_time() -> None:
    InTime(time.time() + 100).pytest_runtest_setup()
    with pytest.raises(pytest.skip.Exception, match="no time was left"):
        InTime(time.time() - 1).pytest_runtest_setup()


@pytest.mark.parametrize(
    ("paths", "until"),
    [
        (["tests/unit"], 1100),
        (["tests/api", "tests/process"], 1300),
        (["tests/e2e"], 1900),
        (["tests"], 2100),
        ([], 2100),
    ],
)
def test_each_run_leaves_time_to_the_next(paths: list[str], until: float) -> None:
    assert share_of(2100, 100, paths) == pytest.approx(until)
    assert share_of(100, 500, paths) == 500
    assert share_of(350, 100, paths) == 100  # too little to begin
