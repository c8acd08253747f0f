"""What a process of its own may take. It imports nothing, for it is the first that such a process does."""

from __future__ import annotations

import sys


def limit(memory_bytes: int, cpu_s: int) -> None:
    """Bound this process for good; it may write no file either. Windows has no such bounds, only the time-out."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
