"""Whether a file is whole: its hash, and a seal beside it that saves hashing it at each start."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Digest:
    """A hash and its hexadecimal value."""

    algorithm: Literal["sha256", "md5"]
    value: str

    def matches(self, path: Path) -> bool:
        """Whether the file at `path` has this hash. Reads all of it."""
        with path.open("rb") as file:
            return hashlib.file_digest(file, self.algorithm).hexdigest() == self.value


class Seal:
    """Remembers that a file had the right hash at its present size and time of change."""

    def __init__(self, path: Path, digest: Digest, size: int) -> None:
        self._path = path
        self._digest = digest
        self._size = size
        self._seal = path.with_name(f".{path.name}.seal")

    def holds(self) -> bool:
        """The file has not changed since it was last hashed and found right. Reads nothing of the file itself."""
        try:
            return bool(json.loads(self._seal.read_text(encoding="utf-8")) == self._state())
        except (OSError, ValueError):
            return False

    def check(self) -> bool:
        """Hash the file; a right one is sealed, a wrong one loses its seal."""
        try:
            state = self._state()  # taken first: a change while hashing breaks the seal
            whole = state["size"] == self._size and self._digest.matches(self._path)
        except OSError:
            whole = False
        with contextlib.suppress(OSError):  # a folder that cannot be written costs a hash at each start, no more
            if whole:
                self._write(state)
            else:
                self._seal.unlink(missing_ok=True)
        return whole

    def write(self) -> None:
        """Seal a file whose hash has just been found right."""
        self._write(self._state())

    def _write(self, state: dict[str, str | int]) -> None:
        new = self._seal.with_suffix(".new")
        new.write_text(json.dumps(state), encoding="utf-8")
        new.replace(self._seal)

    def _state(self) -> dict[str, str | int]:
        stat = self._path.stat()
        return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, self._digest.algorithm: self._digest.value}
