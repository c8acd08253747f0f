"""What a process of its own may take. It imports nothing, for it is the first that such a process does."""

from __future__ import annotations

import sys


def limit(memory_bytes: int, cpu_s: int) -> None:
    """Bound this process for good; it may write no file either. Windows has no such bounds, only the time-out.

    `cpu_s` is the processor's time from now on: on a slow machine the imports alone have taken much.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    used = resource.getrusage(resource.RUSAGE_SELF)
    until_s = cpu_s + round(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (until_s, until_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
