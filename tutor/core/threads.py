"""How the threads of a server share the interpreter."""

from __future__ import annotations

import os
import sys
import threading

# How long a thread that computes may keep the event loop waiting, in seconds (docs/decisions/trust.md).
SWITCH_S = 0.0005
# How much later than others what computes gets a core: it has a third of what an answer has, where both want the same one
# (docs/decisions/cluster.md).
NICENESS = 5


def switch_often() -> None:
    """Have whoever answers wait less for those who compute beside it."""
    sys.setswitchinterval(SWITCH_S)


def compute_behind() -> None:
    """Have this thread, and those that it begins, get a core after those who answer people."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
