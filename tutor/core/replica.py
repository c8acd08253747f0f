"""Which of the processes that are one tutor this is."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(frozen=True, slots=True)
class Replica:
    """This process. `alone` says that no other works with the same database."""

    alone: bool = True
    id: str = field(default_factory=lambda: uuid4().hex)
