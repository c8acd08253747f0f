"""Whether a file is whole: its hash, and a seal beside it that saves hashing it at each start."""

from __future__ import annotations

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
        """The file has not changed since it was last hashed and found right."""
        try:
            return bool(json.loads(self._seal.read_text()) == self._state())
        except (OSError, ValueError):
            return False

    def check(self) -> bool:
        """Hash the file; a right one is sealed."""
        self._seal.unlink(missing_ok=True)
        if not self._path.is_file() or self._path.stat().st_size != self._size:
            return False
        if not self._digest.matches(self._path):
            return False
        self._seal.write_text(json.dumps(self._state()))
        return True

    def _state(self) -> list[str | int]:
        stat = self._path.stat()
        return [self._digest.value, stat.st_size, stat.st_mtime_ns]
