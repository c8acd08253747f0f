"""Tutors as processes of their own that need not import the program anew: that takes seconds of a processor each time.

One process imports it, once for all tests of a worker, and forks for each tutor, as `multiprocessing` does it.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import TextIO


@functools.cache
def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.preloaded"])
    return context


class Forked:
    """`tutor` with such arguments and environment; what it prints is read from `stdout`. Like a Popen otherwise."""

    stdout: TextIO

    def __init__(self, arguments: Sequence[str], environment: dict[str, str]) -> None:
        read, write = _context().Pipe(duplex=False)
        self._process = _context().Process(target=_run, args=(list(arguments), environment, write))
        self._process.start()
        write.close()
        self.stdout = os.fdopen(os.dup(read.fileno()), encoding="utf-8", errors="replace")
        read.close()
        assert self._process.pid
        self.pid: int = self._process.pid

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code. Raises TimeoutExpired where it goes on for `timeout` seconds."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(["tutor"], timeout or 0)
        return code


def _run(arguments: list[str], environment: dict[str, str], out: Connection) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for stream in (1, 2):
        os.dup2(out.fileno(), stream)
    out.close()
    sys.stdout, sys.stderr = os.fdopen(1, "w", buffering=1), os.fdopen(2, "w", buffering=1)
    from tutor.cli import main

    sys.exit(main(arguments))
