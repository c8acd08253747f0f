"""Somebody who looks at pages that need no engine, in a process of their own: what a crowd beside them computes is not counted.

`python -m tests.hardship.looking` reads lines of JSON, each a list of the addresses to ask from then on; at the end of its
input it prints how long each answer took, in seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterable

import httpx

LOOKED_AT = "/api/conversations?limit=20"
EVERY_S = 0.5


class Looker:
    """The process; `looked_s` is there once it has ended."""

    def __init__(self) -> None:
        self.looked_s: list[float] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hardship.looking"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def look_at(self, addresses: Iterable[str]) -> None:
        assert self._process.stdin
        self._process.stdin.write(json.dumps(list(addresses)) + "\n")
        self._process.stdin.flush()

    def end(self) -> None:
        told, _ = self._process.communicate()
        self.looked_s = json.loads(told)


def main() -> None:
    addresses: list[str] = []
    over = threading.Event()

    def read() -> None:
        for line in sys.stdin:
            addresses[:] = json.loads(line)
        over.set()

    threading.Thread(target=read, daemon=True).start()
    took: list[float] = []
    with httpx.Client(timeout=20, trust_env=False) as client:  # keeps its connections, as a browser does
        while not over.wait(EVERY_S):
            for address in list(addresses):
                began = time.monotonic()
                try:
                    answer = client.get(f"{address}{LOOKED_AT}")
                except httpx.HTTPError:
                    continue
                if answer.status_code == 200:
                    took.append(time.monotonic() - began)
    print(json.dumps(took))


if __name__ == "__main__":
    main()
