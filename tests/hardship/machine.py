"""How slow this machine is. On a slow one a class that lived as fast as elsewhere would only show that it is slow."""

from __future__ import annotations

import time

# A million additions in a loop of Python 3.11 on an undisturbed core of an AMD EPYC of 2024, in seconds of the processor.
ORDINARY_S = 0.06


def slowness() -> float:
    """How many times as slow as an ordinary machine this one is just now, 1 at least."""

    def once() -> float:
        began, total = time.process_time(), 0
        for n in range(1_000_000):
            total += n
        return time.process_time() - began

    return max(1.0, min(once() for _ in range(3)) / ORDINARY_S)
