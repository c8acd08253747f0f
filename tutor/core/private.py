"""Keeps what the tutor stores from the other people of this machine, also where an earlier start was careless."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterable
from pathlib import Path

log = logging.getLogger(__name__)

_OTHERS = 0o077


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can enter; one that others can enter is closed to them.

    A folder of somebody else's cannot be closed: that is logged, and `tutor doctor` tells it. Raises OSError where
    there can be no folder.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    close_to_others([folder])


def close_to_others(paths: Iterable[Path]) -> None:
    """Take from everybody but the owner what they may do with files or folders; what is not there is passed over."""
    for path in paths:
        if is_open(path):
            try:
                path.chmod(stat.S_IMODE(path.stat().st_mode) & ~_OTHERS)
            except OSError as error:
                log.warning("others can read this, and it cannot be changed: %s", path, extra={"why": str(error)})


def is_open(path: Path) -> bool:
    """Whether others may do anything with a file or folder; Windows tells it by other means, and never here."""
    return os.name == "posix" and path.exists() and bool(stat.S_IMODE(path.stat().st_mode) & _OTHERS)
