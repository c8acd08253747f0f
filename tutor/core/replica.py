"""Which of the processes that are one tutor this is."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Replica:
    """This process. `alone` says that no other works with the same database."""

    alone: bool = True
    id: str = field(default_factory=lambda: uuid4().hex)


def name_here() -> str:
    """What this process is called where people read of several: among metrics, and in traces."""
    return f"{socket.gethostname()}:{os.getpid()}"
