"""How the threads of a server share the interpreter."""

from __future__ import annotations

import sys

# How long a thread that computes may keep the event loop waiting, in seconds (docs/decisions/trust.md).
SWITCH_S = 0.0005


def switch_often() -> None:
    """Have whoever answers wait less for those who compute beside it."""
    sys.setswitchinterval(SWITCH_S)
