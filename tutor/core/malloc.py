"""Memory that is freed and given back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # of malloc.h
ARENAS = 2


def share_arenas() -> None:
    """Have all threads allocate from a few arenas; to be called before they begin.

    glibc gives each thread an arena of its own, up to eight for each core, and an arena keeps what is freed between
    two things that are still in use: after hours, threads that come and go hold far more than they need. Elsewhere
    than on glibc nothing happens.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL("libc.so.6").mallopt(_M_ARENA_MAX, ARENAS)
