"""Files of strangers are read in processes of their own, which may crash, hang or swell without harm to the server."""

from __future__ import annotations

import subprocess
import sys
from typing import IO

import anyio.to_thread


async def start(module: str, file: IO[bytes] | None = None) -> subprocess.Popen[bytes]:
    """A Python process of a module. Its standard input is the file, else a pipe for its job.

    Not by the loop's own means: uvloop forks, which copies the page tables of a server with its models while all others wait.
    """

    def begin() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE if file is None else file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    return await anyio.to_thread.run_sync(begin)


async def answer(process: subprocess.Popen[bytes], job: bytes | None = None) -> bytes:
    """What a process says to its end, given its job. Whoever is cancelled goes at once, and ends the process."""
    told, _ = await anyio.to_thread.run_sync(process.communicate, job, abandon_on_cancel=True)
    return told


async def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process, if it still runs, and wait until it is gone. Its pipes are closed by whoever asked it."""
    process.kill()
    await anyio.to_thread.run_sync(process.wait)
