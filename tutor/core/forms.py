"""In which form things pass between the processes of a tutor, of which some may be older for a minute.

While replicas are replaced one by one, processes of two releases talk to each other. So all that passes carries the form of
its kind. What an older program may ignore, such as a further field, leaves the form as it is; what it would take for something
else raises it, and is skipped by whoever knows only the forms before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIRST = 1


@dataclass(frozen=True)
class PassedForms:
    """The forms that a program writes, and reads with all before them. `raised` names the kinds that no longer have the first
    one: shouts by what they are about, streams and keys by what stands before the colon of their name."""

    raised: Mapping[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        """The form in which something of this name is written."""
        return self.raised.get(name.partition(":")[0], FIRST)

    def knows(self, name: str, form: bytes | int | None) -> bool:
        """Is something of this name and form understood? What tells no form has the first one."""
        try:
            return int(form or FIRST) <= self.of(name)
        except (TypeError, ValueError):
            return False
