"""What the benches share: figures, and a tutor to measure."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.conftest import REAL, Server, spawned
from tutor.core.settings import Settings


@dataclass
class Row:
    """One figure: what it is, the floor it is held against, and the target."""

    name: str
    value: float
    unit: str
    floor: float | None
    target: str
    met: bool


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def tutor(**changes: object) -> Iterator[Server]:
    """A tutor on an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        fixed = {"data_dir": folder, "models_dir": REAL.models_folder, "voices_dir": REAL.voices_folder}
        with spawned(Settings(**(fixed | changes))) as server:  # type: ignore[arg-type]
            yield server


def wait_until_ready(server: Server) -> None:
    """Until its models are loaded and its prompts evaluated."""
    while not server.client.get("/api/status").json()["ready"]:
        time.sleep(0.5)
