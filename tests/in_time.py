"""Tests that end in time, on any machine: what has not begun when the time is up is skipped, counted and told.

`TUTOR_TESTS_END` is when all tests have to be over, in seconds since 1970, of which each run takes a share of what is left.
Without it there is all the time in the world. `.ci/run` sets it: some machines are ten times slower than others.
"""

from __future__ import annotations

import os
import time

import pytest

END = "TUTOR_TESTS_END"
# A run with less than this, in seconds, is not begun: the first tests of a file take minutes where it would be needed.
LEAST_S = 300.0
# Of the time that is left, by the first folder of a run; what comes after it has the rest.
SHARES = {"unit": 0.5, "api": 0.6, "e2e": 0.9}


class InTime:
    """Lets a test begin until `until`, in seconds since 1970."""

    def __init__(self, until: float) -> None:
        self._until = until

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        if time.time() > self._until:
            pytest.skip("no time was left for it")


def share_of(end: float, now: float, paths: list[str]) -> float:
    """When a run of these paths, which begins now, has to be over if all have to be at `end`."""
    first = next((part for path in paths for part in path.split("/") if part in SHARES), "")
    share = SHARES.get(first, 1.0) * (end - now)
    return now + share if share >= LEAST_S else now


def pytest_configure(config: pytest.Config) -> None:
    if end := os.environ.get(END):
        config.pluginmanager.register(InTime(share_of(float(end), time.time(), config.args)))
