"""A process of its own has its time from when it is bounded: what it imported before is no part of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import time
from tutor.core.bounds import limit

def work(seconds):
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass

work(1.2)
limit(2 << 30, 1)
work({more_s})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")
@pytest.mark.parametrize(("more_s", "ends_well"), [(0.2, True), (4.0, False)])
def test_time_counts_from_the_bound_on(more_s: float, ends_well: bool) -> None:
    program = subprocess.run([sys.executable, "-c", PROGRAM.format(more_s=more_s)], check=False)
    assert (program.returncode == 0) == ends_well
