"""What a process of its own may take. It imports nothing, for it is the first that such a process does."""

from __future__ import annotations

import math
import sys


def limit(memory_bytes: int, cpu_s: int) -> None:
    """Bound this process for good, its time from now on; it may write no file either. Windows has no such bounds, only the
    time-out."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    spent = resource.getrusage(resource.RUSAGE_SELF)  # importing what is needed takes most of it on a slow machine
    until_s = math.ceil(spent.ru_utime + spent.ru_stime) + cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (until_s, until_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
