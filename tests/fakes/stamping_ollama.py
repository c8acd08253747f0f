"""An Ollama that answers at once, each token stamped with the time it was sent. In a process of its own."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator

from tests.fakes.ollama import FakeOllama, line
from tests.fakes.serve import serve_here

TOKENS = 20


class StampingOllama(FakeOllama):
    """Its tokens are the monotonic clock, which all processes of a machine share."""

    async def stream(
        self,
        tokens: list[str],
        tokens_per_s: float | None = None,
        thoughts: list[str] | None = None,
        limit: int | None = None,
    ) -> AsyncIterator[str]:
        for _ in range(TOKENS):
            yield json.dumps(line(f"{time.monotonic()} ")) + "\n"
        yield json.dumps(line("", done=True, count=TOKENS)) + "\n"


if __name__ == "__main__":
    serve_here(StampingOllama().app())
