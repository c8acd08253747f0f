"""What the benches share: figures, and a tutor to measure."""

from __future__ import annotations

import math
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import httpx

from tests.conftest import REAL, Server, Spawned, spawned
from tutor.conversation.prompt.builder import BUILT_IN
from tutor.core.settings import Settings

SMALLEST = "qwen2.5-coder-0.5b-instruct"
# A bench asks for more than any learner.
UNBOUNDED: dict[str, object] = {
    f"{kind}_rate": "1000000/minute" for kind in ("turns", "speech", "uploads", "listens", "checks", "conversations")
}


@dataclass(frozen=True)
class Row:
    """One figure: what it is, the floor of the same run that it is told beside, and within what it has to be.

    A figure that comes out far better than what is possible has measured something else, so each has both ends.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    def __post_init__(self) -> None:
        if self.at_most is None or self.at_least is None:
            raise ValueError(f"{self.name}: a row that cannot fail at both ends")

    @property
    def met(self) -> bool:
        """False also of what is no number."""
        assert self.at_least is not None
        assert self.at_most is not None
        return math.isfinite(self.value) and self.at_least <= self.value <= self.at_most

    @property
    def target(self) -> str:
        return f"{self.at_least:g} to {self.at_most:g}"


class Run:
    """How much is measured: `quick` is as little as shows that it can be."""

    def __init__(self, *, quick: bool = False) -> None:
        self.quick = quick
        self._end = ExitStack()
        self._shared: Spawned | None = None

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self._end.close()

    def times(self, usual: int, least: int = 1) -> int:
        return least if self.quick else usual

    @property
    def embedded(self) -> dict[str, object]:
        """The settings of a tutor with the embedded model; the smallest one where only that it runs is of interest."""
        smallest: dict[str, object] = {"embedded_model": SMALLEST, "prewarm": False, "reply_tokens": 16}
        return {"llm": "embedded", **(smallest if self.quick else {})}

    @contextmanager
    def embedded_tutor(self) -> Iterator[Spawned]:
        """Such a tutor, once its models are loaded and its prompts evaluated. To see that it runs, one does for all."""
        if self.quick:
            self._shared = self._shared or self._end.enter_context(tutor(**self.embedded))
            yield self._shared
        else:
            with tutor(**self.embedded) as server:
                wait_until_ready(server)
                yield server


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


@contextmanager
def tutor(**changes: object) -> Iterator[Spawned]:
    """A tutor on an empty data folder."""
    with tempfile.TemporaryDirectory() as folder:
        fixed = {"data_dir": folder, "models_dir": REAL.models_folder, "voices_dir": REAL.voices_folder, **UNBOUNDED}
        with spawned(Settings(**(fixed | changes))) as server:  # type: ignore[arg-type]
            yield server


def begin_written(client: httpx.Client) -> str:
    """A conversation in which the model writes every reply: with a template of one's own no scene's line stands in."""
    made = client.post("/api/templates", json={"name": "bench", "text": BUILT_IN}).raise_for_status().json()
    asked = {"level": "A2", "template_id": made["id"]}
    return str(client.post("/api/conversations", json=asked).raise_for_status().json()["id"])


def wait_until_ready(server: Server) -> None:
    """Until its models are loaded and its prompts evaluated."""
    while not server.client.get("/api/status").json()["ready"]:
        time.sleep(0.5)
