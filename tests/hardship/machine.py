"""How slow this machine is. On a slow one a class that lived as fast as elsewhere would only show that it is slow.

`python -m tests.hardship.machine` tells it every few seconds: what else runs on the machine slows its cores too.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import deque
from statistics import median

# A million additions in a loop of Python 3.11 on an undisturbed core of an AMD EPYC of 2024, in seconds of the processor.
ORDINARY_S = 0.04
EVERY_S, REMEMBERED = 5.0, 9


def slowness() -> float:
    """How many times as slow as an ordinary machine this one is just now, 1 at least."""
    began, total = time.process_time(), 0
    for n in range(1_000_000):
        total += n
    return max(1.0, (time.process_time() - began) / ORDINARY_S)


class Machine:
    """Knows `slow`, how many times as slow as an ordinary one it was in the middle of the last minute, until it is closed."""

    def __init__(self) -> None:
        self._latest = deque([slowness() for _ in range(3)], maxlen=REMEMBERED)
        self.every = list(self._latest)
        self._process = subprocess.Popen([sys.executable, "-m", __name__], stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def slow(self) -> float:
        return median(self._latest)

    def since(self, began: float) -> float:
        """How long ago a moment of `time.monotonic` was, in seconds of an ordinary machine."""
        return (time.monotonic() - began) / self.slow

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._latest.append(float(line))
            self.every.append(float(line))

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def main() -> None:
    while True:
        print(slowness(), flush=True)
        time.sleep(EVERY_S)


if __name__ == "__main__":
    main()
